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
            _ => UnderlyingOf(type) switch
            {
                SpecialType.System_SByte
                or SpecialType.System_Byte
                or SpecialType.System_Int16
                or SpecialType.System_UInt16
                or SpecialType.System_Int32 => ScalarType.Int,
                SpecialType.System_UInt32 or SpecialType.System_Int64 => ScalarType.Long,
                _ => null,
            },
        };

    /// <summary>Whether the type is an enum: an integer that is compared and passed on, and that nothing is calculated with.</summary>
    public static bool IsEnum(ITypeSymbol? type) => type?.TypeKind == TypeKind.Enum;

    /// <summary>Whether the type is an integer or enum that may be negative.</summary>
    public static bool IsSigned(ITypeSymbol? type) => RangeOf(type) is var (least, _) && least < 0;

    /// <summary>Whether every value of one integer type or enum is one of the other.</summary>
    public static bool Fits(ITypeSymbol? from, ITypeSymbol? to) =>
        RangeOf(from) is var (least, most) && RangeOf(to) is var (low, high) && low <= least && most <= high;

    private static (decimal Least, decimal Most)? RangeOf(ITypeSymbol? type) =>
        (IsEnum(type) ? UnderlyingOf(type) : type?.SpecialType) switch
        {
            SpecialType.System_SByte => (sbyte.MinValue, sbyte.MaxValue),
            SpecialType.System_Byte => (byte.MinValue, byte.MaxValue),
            SpecialType.System_Int16 => (short.MinValue, short.MaxValue),
            SpecialType.System_UInt16 => (ushort.MinValue, ushort.MaxValue),
            SpecialType.System_Int32 => (int.MinValue, int.MaxValue),
            SpecialType.System_UInt32 => (uint.MinValue, uint.MaxValue),
            SpecialType.System_Int64 => (long.MinValue, long.MaxValue),
            _ => null,
        };

    private static SpecialType? UnderlyingOf(ITypeSymbol? type) =>
        (type as INamedTypeSymbol)?.EnumUnderlyingType?.SpecialType;

    public static bool IsFloating(ITypeSymbol? type) => ScalarOf(type)?.IsFloating() == true;

    public static bool IsInteger(ITypeSymbol? type) => ScalarOf(type)?.IsInteger() == true;

    /// <summary>Also of the types that are not followed.</summary>
    public static bool IsAnyInteger(ITypeSymbol? type) =>
        type?.SpecialType
            is >= SpecialType.System_SByte
                and <= SpecialType.System_UInt64
                or SpecialType.System_IntPtr
                or SpecialType.System_UIntPtr;

    public static bool IsBoolean(ITypeSymbol? type) => type?.SpecialType == SpecialType.System_Boolean;

    /// <summary>The type of the numbers or indices in an array of arrays; null for every other type.</summary>
    public static ScalarType? JaggedOf(ITypeSymbol? type) =>
        type
            is IArrayTypeSymbol
            {
                IsSZArray: true,
                ElementType: IArrayTypeSymbol { IsSZArray: true, ElementType: var of }
            }
        && (IsFloating(of) || of.SpecialType == SpecialType.System_Int32)
            ? ScalarOf(of)
            : null;

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
            && !IsEnum(elementType)
            && (element.IsFloating() || (element == ScalarType.Int && form != BufferForm.Tensor))
            ? new Storage(form, element, (type as IArrayTypeSymbol)?.Rank ?? 1)
            : null;
    }
}
