using System.Linq;
using Microsoft.CodeAnalysis;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>How a type stores numbers.</summary>
/// <param name="Form">How the user holds it.</param>
/// <param name="Element">The type of one element.</param>
/// <param name="Axes">How many subscripts an element has; what a tensor's uses say comes on top.</param>
internal readonly record struct Storage(BufferForm Form, ScalarType Element, int Axes = 1)
{
    public bool IsActive => Element.IsFloating();
}

/// <summary>The types that the loop language is about, recognized by name so that the runtime itself can use the generator.</summary>
internal static class KnownTypes
{
    public const string DifferentiableAttribute = "NeuralGen.DifferentiableAttribute";

    public static bool IsRuntime(this ITypeSymbol? type, string name, int arity = 0) =>
        type is INamedTypeSymbol { ContainingType: null } named
        && named.Name == name
        && named.Arity == arity
        && named.ContainingNamespace is { Name: "NeuralGen", ContainingNamespace.IsGlobalNamespace: true };

    public static bool IsSystem(this ITypeSymbol? type, string name, int arity = 0) =>
        type is INamedTypeSymbol { ContainingType: null } named
        && named.Name == name
        && named.Arity == arity
        && named.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };

    public static AttributeData? Attribute(this ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(a => a.AttributeClass.IsRuntime(name));

    public static bool IsNoGrad(this ISymbol symbol) => symbol.Attribute("NoGradAttribute") is not null;

    public static ScalarType? ScalarOf(ITypeSymbol? type) =>
        type?.SpecialType switch
        {
            SpecialType.System_Single => ScalarType.Float,
            SpecialType.System_Double => ScalarType.Double,
            SpecialType.System_Int32 => ScalarType.Int,
            SpecialType.System_Int64 => ScalarType.Long,
            SpecialType.System_Boolean => ScalarType.Bool,
            _ => null,
        };

    public static bool IsFloating(ITypeSymbol? type) => ScalarOf(type)?.IsFloating() == true;

    public static bool IsInteger(ITypeSymbol? type) => ScalarOf(type)?.IsInteger() == true;

    public static bool IsBoolean(ITypeSymbol? type) => type?.SpecialType == SpecialType.System_Boolean;

    /// <summary>Null for every type that the loop language cannot read.</summary>
    public static Storage? StorageOf(ITypeSymbol? type)
    {
        if (ScalarOf(type) is { } scalar)
        {
            return new Storage(BufferForm.Scalar, scalar);
        }

        (BufferForm Form, ITypeSymbol Element)? container = type switch
        {
            IArrayTypeSymbol { IsSZArray: true } array => (BufferForm.Array, array.ElementType),
            IArrayTypeSymbol { Rank: 2 or 3 } array => (BufferForm.Rectangular, array.ElementType),
            INamedTypeSymbol named when named.IsRuntime("Tensor", 1) => (BufferForm.Tensor, named.TypeArguments[0]),
            INamedTypeSymbol named when named.IsSystem("Span", 1) => (BufferForm.Span, named.TypeArguments[0]),
            INamedTypeSymbol named when named.IsSystem("ReadOnlySpan", 1) => (
                BufferForm.ReadOnlySpan,
                named.TypeArguments[0]
            ),
            _ => null,
        };
        return
            container is var (form, elementType)
            && ScalarOf(elementType) is { } element
            && (element.IsFloating() || (element == ScalarType.Int && form != BufferForm.Tensor))
            ? new Storage(form, element, (type as IArrayTypeSymbol)?.Rank ?? 1)
            : null;
    }
}
