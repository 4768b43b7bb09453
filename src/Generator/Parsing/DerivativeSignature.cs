using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>Whether a method can be the derivative of another one: <c>(p…, R result, R seed, ref gradients…)</c>.</summary>
internal static class DerivativeSignature
{
    /// <summary>A static function of numbers, integers and booleans that returns a number and has something to differentiate for.</summary>
    public static bool IsFunction(IMethodSymbol function) =>
        function is { IsStatic: true, IsGenericMethod: false, MethodKind: MethodKind.Ordinary, RefKind: RefKind.None }
        && !IsGeneric(function.ContainingType)
        && KnownTypes.IsFloating(function.ReturnType)
        && function.Parameters.All(p =>
            p is { RefKind: RefKind.None, IsParams: false }
            && KnownTypes.ScalarOf(p.Type) is not null
            && !KnownTypes.IsEnum(p.Type)
        )
        && function.Parameters.Any(IsActive);

    public static bool IsActive(IParameterSymbol parameter) =>
        KnownTypes.IsFloating(parameter.Type) && !parameter.IsNoGrad();

    public static bool Fits(IMethodSymbol derivative, IMethodSymbol function) =>
        derivative is { IsStatic: true, ReturnsVoid: true, IsGenericMethod: false, IsAsync: false }
        && !IsGeneric(derivative.ContainingType)
        && derivative
            .Parameters.Select(p => (p.Type.SpecialType, p.RefKind))
            .SequenceEqual(Expected(function).Select(e => (e.Type.SpecialType, e.Kind)));

    /// <summary>The declaration that is expected, for messages.</summary>
    public static string Declaration(string name, IMethodSymbol function) =>
        $"static void {name}("
        + string.Join(
            ", ",
            Expected(function)
                .Select(e => $"{(e.Kind == RefKind.Ref ? "ref " : "")}{e.Type.ToDisplayString()} {e.Name}")
        )
        + ")";

    private static IEnumerable<(ITypeSymbol Type, RefKind Kind, string Name)> Expected(IMethodSymbol function) =>
        function
            .Parameters.Select(p => (p.Type, RefKind.None, p.Name))
            .Append((function.ReturnType, RefKind.None, "result"))
            .Append((function.ReturnType, RefKind.None, "seed"))
            .Concat(function.Parameters.Where(IsActive).Select(p => (p.Type, RefKind.Ref, p.Name + "Grad")));

    private static bool IsGeneric(INamedTypeSymbol? type) =>
        type is not null && (type.IsGenericType || IsGeneric(type.ContainingType));
}
