using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>
/// Tensors and layers in a layer that neither it nor what is generated for it names: nobody would learn or save them, and nobody
/// would be told.
/// </summary>
internal static class LayerCheck
{
    /// <summary>What the class, or a base class in another assembly, holds and does not name.</summary>
    public static IEnumerable<Diagnostic> Of(INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Class || !LayerOverrides.IsLayer(type.BaseType))
        {
            yield break;
        }

        foreach (INamedTypeSymbol owner in LayerOverrides.Bases(type).Where(IsElsewhere).Prepend(type))
        {
            foreach (ISymbol member in LayerParts.Members(owner))
            {
                LayerPart? part = LayerParts.Of(member);
                Holdings holdings = part is { Kind: LayerPartKind.Memory }
                    ? Holdings.None
                    : HoldingsOf.Type(LayerParts.TypeOf(member));
                Location at = ReferenceEquals(owner, type) ? member.Locations[0] : type.Locations[0];
                if (Forgotten(type, owner, member.Name, holdings, part) is { } arguments)
                {
                    yield return Diagnostic.Create(Rules.ForgottenPart, at, arguments);
                }
            }
        }
    }

    /// <summary>A parameter of the class itself that a member keeps by using it.</summary>
    public static Diagnostic? OfCaptured(IParameterReferenceOperation reference, ISymbol user) =>
        reference.Parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
        && user is IMethodSymbol
        && !SymbolEqualityComparer.Default.Equals(user, constructor)
        && LayerOverrides.IsLayer(constructor.ContainingType.BaseType)
        && Forgotten(
            constructor.ContainingType,
            constructor.ContainingType,
            reference.Parameter.Name,
            HoldingsOf.Type(reference.Parameter.Type),
            part: null
        )
            is { } arguments
            ? Diagnostic.Create(Rules.ForgottenPart, reference.Syntax.GetLocation(), arguments)
            : null;

    private static object[]? Forgotten(
        INamedTypeSymbol type,
        INamedTypeSymbol owner,
        string name,
        Holdings holdings,
        LayerPart? part
    )
    {
        string? list =
            (holdings & Holdings.Tensors) != 0 && !IsSaid("Tensors") ? "Tensors"
            : (holdings & Holdings.Layers) != 0 && !IsSaid("Children") ? "Children"
            : null;
        return list is null ? null : [name, list, type.Name, Instead(list)];

        bool IsSaid(string member) =>
            LayerOverrides.Declares(type, member)
            || (
                ReferenceEquals(owner, type)
                    ? part is not null && LayerTypeParser.GivesList(type, member)
                    : !owner.GetMembers(member).IsEmpty
                        || LayerOverrides.Bases(type).Any(b => LayerOverrides.Declares(b, member))
            );

        string Instead(string member) =>
            LayerOverrides.IsSealed(type, member)
                ? $"'{member}' cannot be overridden here: leave it to the base class that seals it"
            : part is null && LayerTypeParser.GivesList(type, member)
                ? $"Hold it in a field, auto-property, array or list of its own, of type {(member == "Tensors" ? "Tensor<float>" : "Layer")}, or override '{member}'"
            : $"Override '{member}' and name it there; an empty '{member}' says that it is not meant to be";
    }

    // What was compiled together is reported where it stands.
    private static bool IsElsewhere(INamedTypeSymbol type) =>
        type.Locations.All(l => l.IsInMetadata) && !IsOfRuntime(type);

    private static bool IsOfRuntime(INamedTypeSymbol type) =>
        type.ContainingNamespace is { Name: "NeuralGen", ContainingNamespace.IsGlobalNamespace: true };
}
