using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>Whether a method can be the derivative of another one: <c>(p…, [R result, R seed,] gradients…)</c>.</summary>
internal static class DerivativeSignature
{
    /// <summary>A static function of numbers, integers and booleans that returns a number and has something to differentiate for.</summary>
    public static bool IsFunction(IMethodSymbol function) =>
        IsCallable(function)
        && KnownTypes.IsFloating(function.ReturnType)
        && function.Parameters.All(p => KnownTypes.ScalarOf(p.Type) is not null)
        && function.Parameters.Any(IsActive);

    /// <summary>A static function of these and of arrays, spans and tensors, to which a derivative can be given.</summary>
    public static bool IsGivable(IMethodSymbol function) =>
        IsCallable(function)
        && (function.ReturnsVoid || KnownTypes.IsFloating(function.ReturnType))
        && function.Parameters.All(p => KnownTypes.StorageOf(p.Type) is not null)
        && function.Parameters.Any(IsActive);

    /// <summary>A static function of these and of structs, whose own derivative can be called.</summary>
    public static bool IsArrayFunction(IMethodSymbol function, Shapes shapes) =>
        IsCallable(function)
        && (
            function.ReturnsVoid
            || KnownTypes.IsFloating(function.ReturnType)
            || shapes.Of(function.ReturnType) is not null
        )
        && function.Parameters.All(p => KnownTypes.StorageOf(p.Type) is not null || shapes.Of(p.Type) is not null)
        && function.Parameters.Any(p => HasGradient(p, shapes));

    public static bool IsActive(IParameterSymbol parameter) =>
        KnownTypes.StorageOf(parameter.Type) is { IsActive: true } && !parameter.IsNoGrad();

    public static bool HasGradient(IParameterSymbol parameter, Shapes shapes) =>
        IsActive(parameter)
        || (!parameter.IsNoGrad() && shapes.Of(parameter.Type) is { } shape && StructParameter.IsActive(shape));

    public static bool Fits(IMethodSymbol derivative, IMethodSymbol function) =>
        derivative is { IsStatic: true, ReturnsVoid: true, IsGenericMethod: false, IsAsync: false }
        && !IsGeneric(derivative.ContainingType)
        && Expected(function).ToList() is var expected
        && derivative.Parameters.Length == expected.Count
        && derivative.Parameters.Zip(expected, Fits).All(fits => fits);

    /// <summary>The type of the derivative's gradient of a parameter; null where it has none.</summary>
    public static ITypeSymbol? GradientOf(IMethodSymbol derivative, IMethodSymbol function, IParameterSymbol parameter)
    {
        if (!IsActive(parameter))
        {
            return null;
        }

        int first = function.Parameters.Length + (function.ReturnsVoid ? 0 : 2);
        return derivative.Parameters[first + function.Parameters.Take(parameter.Ordinal).Count(IsActive)].Type;
    }

    /// <summary>The declaration that is expected, for messages.</summary>
    public static string Declaration(string name, IMethodSymbol function) =>
        $"static void {name}({string.Join(", ", Expected(function).Select(e => $"{e.TypeText} {e.Name}"))})";

    private static bool Fits(IParameterSymbol given, ExpectedParameter expected)
    {
        if (!expected.IsGradient || KnownTypes.ScalarOf(expected.Type) is not null)
        {
            return given.RefKind == (expected.IsGradient ? RefKind.Ref : RefKind.None)
                && SymbolEqualityComparer.Default.Equals(given.Type, expected.Type);
        }

        Storage of = KnownTypes.StorageOf(expected.Type)!.Value;
        return given is { RefKind: RefKind.None, IsParams: false }
            && KnownTypes.StorageOf(given.Type) is { } storage
            && storage.Element == of.Element
            && storage.Axes == of.Axes
            && of.Form switch
            {
                BufferForm.Array => storage.Form is BufferForm.Array or BufferForm.Span or BufferForm.ReadOnlySpan,
                BufferForm.Span => storage.Form is BufferForm.Span or BufferForm.ReadOnlySpan,
                BufferForm.ReadOnlySpan => storage.Form == BufferForm.Span,
                _ => storage.Form == of.Form,
            };
    }

    private static IEnumerable<ExpectedParameter> Expected(IMethodSymbol function) =>
        function
            .Parameters.Select(p => new ExpectedParameter(p.Type, p.Name, false))
            .Concat(
                function.ReturnsVoid
                    ? []
                    :
                    [
                        new ExpectedParameter(function.ReturnType, "result", false),
                        new ExpectedParameter(function.ReturnType, "seed", false),
                    ]
            )
            .Concat(
                function.Parameters.Where(IsActive).Select(p => new ExpectedParameter(p.Type, p.Name + "Grad", true))
            );

    private static bool IsCallable(IMethodSymbol function) =>
        function is { IsStatic: true, IsGenericMethod: false, MethodKind: MethodKind.Ordinary, RefKind: RefKind.None }
        && !IsGeneric(function.ContainingType)
        && function.Parameters.All(p => p is { RefKind: RefKind.None, IsParams: false } && !KnownTypes.IsEnum(p.Type));

    private static bool IsGeneric(INamedTypeSymbol? type) =>
        type is not null && (type.IsGenericType || IsGeneric(type.ContainingType));

    private sealed record ExpectedParameter(ITypeSymbol Type, string Name, bool IsGradient)
    {
        public string TypeText =>
            !IsGradient
                ? Type.ToDisplayString()
                : KnownTypes.StorageOf(Type) switch
                {
                    { Form: BufferForm.Scalar } => $"ref {Type.ToDisplayString()}",
                    { Form: BufferForm.Array or BufferForm.Span or BufferForm.ReadOnlySpan, Element: var element } =>
                        $"System.Span<{element.Keyword()}>",
                    _ => Type.ToDisplayString(),
                };
    }
}
