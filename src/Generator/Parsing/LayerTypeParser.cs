using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>
/// What is generated around the methods of a class that derives from <c>NeuralGen.Layer</c>. The only <c>[Differentiable] void
/// M(X, Y)</c> of tensors or spans of float is what the layer computes, and gives its passes; what the layer consists of is said
/// beside any <c>[Differentiable]</c> method, so that nothing is forgotten in learning.
/// </summary>
internal static class LayerTypeParser
{
    /// <summary>The layer around the method, if the method is the one beside which its members are generated.</summary>
    public static LayerType? Parse(IMethodSymbol method)
    {
        INamedTypeSymbol type = method.ContainingType;
        if (
            type.TypeKind != TypeKind.Class
            || !LayerOverrides.IsLayer(type.BaseType)
            || !SymbolEqualityComparer.Default.Equals(method, Main(type))
        )
        {
            return null;
        }

        string hint = method.Name.Length == 0 ? "" : char.ToLowerInvariant(method.Name[0]) + method.Name.Substring(1);
        IReadOnlyList<LayerPart> parts = LayerParts.Of(type);
        return new LayerType(type.Name)
        {
            Parts = parts.ToEquatableArray(),
            NeedsPasses = NeedsPasses(type),
            NeedsShape = IsComputed(type) && IsFree(type, "OutputShape"),
            NeedsTensors = NeedsList(type, "Tensors", parts, LayerPartKind.Tensor, LayerPartKind.Tensors),
            NeedsChildren = NeedsList(type, "Children", parts, LayerPartKind.Layer, LayerPartKind.Layers),
            NeedsSeparation = NeedsSeparation(type),
            HasBaseTensors = HasBase(type, "Tensors"),
            HasBaseChildren = HasBase(type, "Children"),
            HasBaseSeparation =
                !LayerOverrides.IsDemanded(type, "Separate")
                // A base class that says nothing of copies, but may have something to copy, refuses.
                && (BaseSeparates(type) || LayerOverrides.Bases(type).Any(b => LayerParts.Members(b).Any())),
            Residuals = Free(type, $"_{hint}Residuals"),
            Call = Free(type, $"_{hint}Call"),
        };
    }

    /// <summary>The method beside which the members of the layer are generated: what it computes, else the first; null where there is none.</summary>
    public static IMethodSymbol? Main(INamedTypeSymbol type)
    {
        IMethodSymbol[] methods = [.. type.GetMembers().OfType<IMethodSymbol>().Where(IsDifferentiable)];
        IMethodSymbol[] computations = [.. methods.Where(IsComputation)];
        return computations.Length == 1 ? computations[0] : methods.FirstOrDefault();
    }

    /// <summary>Whether a list of the layer's parts of these kinds is generated.</summary>
    public static bool GivesList(INamedTypeSymbol type, string name) =>
        Main(type) is not null && !LayerOverrides.Declares(type, name) && !LayerOverrides.IsSealed(type, name);

    public static bool IsDifferentiable(IMethodSymbol method) =>
        method.Attribute("DifferentiableAttribute") is not null;

    /// <summary>The name, or one made of it, that nothing in the class has.</summary>
    public static string Free(INamedTypeSymbol type, string name)
    {
        IEnumerable<string> names = Enumerable
            .Range(2, int.MaxValue - 2)
            .Select(i => name + i.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .Prepend(name);
        return names.First(n => !LayerOverrides.Declares(type, n));
    }

    private static bool IsComputed(INamedTypeSymbol type) =>
        Main(type) is { } main && IsComputation(main) && IsOnly(type);

    private static bool IsOnly(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IMethodSymbol>().Count(m => IsDifferentiable(m) && IsComputation(m)) == 1;

    private static bool NeedsPasses(INamedTypeSymbol type) =>
        IsComputed(type) && IsFree(type, "Forward") && IsFree(type, "Backward");

    private static bool IsFree(INamedTypeSymbol type, string name) =>
        !LayerOverrides.Declares(type, name) && !LayerOverrides.IsLeftToBase(type, name);

    private static bool NeedsList(
        INamedTypeSymbol type,
        string name,
        IEnumerable<LayerPart> parts,
        params LayerPartKind[] kinds
    ) => GivesList(type, name) && (parts.Any(p => kinds.Contains(p.Kind)) || LayerOverrides.IsDemanded(type, name));

    // Where passes are written by hand, what a copy needs is not known; but what a base class says of it is gone on with.
    private static bool NeedsSeparation(INamedTypeSymbol type) =>
        Main(type) is not null
        && !LayerOverrides.Declares(type, "Separate")
        && !LayerOverrides.IsSealed(type, "Separate")
        && (NeedsPasses(type) || (BaseSeparates(type) && LayerParts.Of(type).Count > 0));

    private static bool BaseSeparates(INamedTypeSymbol type) =>
        LayerOverrides
            .Bases(type)
            .Any(b => b.GetMembers("Separate").Any(m => m.IsOverride && !m.IsAbstract) || NeedsSeparation(b));

    private static bool HasBase(INamedTypeSymbol type, string name) =>
        LayerOverrides.Bases(type).Any() && !LayerOverrides.IsDemanded(type, name);

    private static bool IsComputation(IMethodSymbol method) =>
        method is { ReturnsVoid: true, Parameters.Length: 2 }
        && method.Parameters.All(p =>
            p.RefKind == RefKind.None
            && KnownTypes.StorageOf(p.Type)
                is { Element: ScalarType.Float, Form: BufferForm.Tensor or BufferForm.Span or BufferForm.ReadOnlySpan }
        );
}
