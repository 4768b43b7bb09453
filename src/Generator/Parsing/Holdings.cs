using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace NeuralGen.Generator.Parsing;

/// <summary>Whether something of a type may hold tensors or layers, however deep.</summary>
[Flags]
internal enum Holdings
{
    /// <summary>None that the type tells of.</summary>
    None = 0,

    /// <summary>Tensors of any numbers.</summary>
    Tensors = 1,

    /// <summary>Layers.</summary>
    Layers = 2,
}

/// <summary>Looks into types for tensors and layers.</summary>
internal static class HoldingsOf
{
    public static Holdings Type(ITypeSymbol type) =>
        Type(type, new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default));

    private static Holdings Type(ITypeSymbol type, HashSet<ITypeSymbol> seen)
    {
        if (!seen.Add(type))
        {
            return Holdings.None;
        }

        return type switch
        {
            _ when LayerParts.IsLayer(type) => Holdings.Layers,
            _ when type.IsRuntime("Tensor", 1) => Holdings.Tensors,
            IArrayTypeSymbol array => Type(array.ElementType, seen),
            ITypeParameterSymbol parameter => All(parameter.ConstraintTypes, seen),
            // A function takes or makes what it names, and holds nothing of it.
            INamedTypeSymbol { TypeKind: not (TypeKind.Delegate or TypeKind.Enum or TypeKind.Error) } named => Named(
                named,
                seen
            ),
            _ => Holdings.None,
        };
    }

    private static Holdings Named(INamedTypeSymbol type, HashSet<ITypeSymbol> seen)
    {
        if (IsOfRuntime(type) || GeneratedNames.IsGenerated(type))
        {
            return Holdings.None;
        }

        Holdings found = All(type.TypeArguments, seen);
        if (IsOfSystem(type) || type.TypeKind == TypeKind.Interface)
        {
            return found;
        }

        for (INamedTypeSymbol? t = type; t is { SpecialType: SpecialType.None }; t = t.BaseType)
        {
            found |= All(t.GetMembers().OfType<IFieldSymbol>().Where(f => !f.IsStatic).Select(f => f.Type), seen);
        }

        return found;
    }

    private static Holdings All(IEnumerable<ITypeSymbol> types, HashSet<ITypeSymbol> seen) =>
        types.Aggregate(Holdings.None, (found, type) => found | Type(type, seen));

    // What the runtime keeps is not a part of the layer; of its own layers it knows.
    private static bool IsOfRuntime(INamedTypeSymbol type) =>
        Root(type) == "NeuralGen" && type.Locations.All(l => l.IsInMetadata);

    private static bool IsOfSystem(INamedTypeSymbol type) => Root(type) is "System" or "Microsoft";

    private static string Root(INamedTypeSymbol type)
    {
        INamespaceSymbol space = type.ContainingNamespace;
        while (space is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space?.Name ?? "";
    }
}
