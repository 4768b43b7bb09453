using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace NeuralGen.Generator.Parsing;

/// <summary>Which members of the runtime's <c>Layer</c> a class, or one between it and <c>Layer</c>, declares by hand.</summary>
internal static class LayerOverrides
{
    /// <summary>Whether the class is a layer, <c>Layer</c> itself among them.</summary>
    public static bool IsLayer(INamedTypeSymbol? type) =>
        type is not null && (type.IsRuntime("Layer") || IsLayer(type.BaseType));

    /// <summary>The classes between this one and <c>Layer</c>, the nearest first.</summary>
    public static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? b = type.BaseType; b is not null && !b.IsRuntime("Layer"); b = b.BaseType)
        {
            yield return b;
        }
    }

    /// <summary>Whether the class declares a member of this name. What the generator has added does not count.</summary>
    public static bool Declares(INamedTypeSymbol type, string name) => type.GetMembers(name).Any(IsByHand);

    /// <summary>
    /// Whether the class leaves the member to a base class that is there to be shared: one that is abstract and declares it,
    /// or one that seals it. A base class that is a layer by itself is replaced instead.
    /// </summary>
    public static bool IsLeftToBase(INamedTypeSymbol type, string name) =>
        Nearest(type, name) is { IsAbstract: false } member && (member.IsSealed || member.ContainingType.IsAbstract);

    /// <summary>Whether a base class forbids to override the member.</summary>
    public static bool IsSealed(INamedTypeSymbol type, string name) => Nearest(type, name) is { IsSealed: true };

    /// <summary>Whether a base class demands that the member is overridden.</summary>
    public static bool IsDemanded(INamedTypeSymbol type, string name) => Nearest(type, name) is { IsAbstract: true };

    /// <summary>The declaration in the nearest base class that has one.</summary>
    private static ISymbol? Nearest(INamedTypeSymbol type, string name) =>
        Bases(type).SelectMany(b => b.GetMembers(name)).FirstOrDefault(m => m.IsOverride && IsByHand(m));

    // Of another assembly an attribute says what was generated.
    private static bool IsByHand(ISymbol member) =>
        !GeneratedNames.IsGenerated(member)
        && !member.GetAttributes().Any(a => a.AttributeClass is { Name: "GeneratedDerivativeAttribute" });
}
