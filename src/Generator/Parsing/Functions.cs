using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>
/// Which methods are functions of the IR: those of <c>Math</c>, <c>MathF</c>, the same statics of <c>float</c> and
/// <c>double</c>, and <c>Activation</c>.
/// </summary>
internal static class Functions
{
    private static readonly Dictionary<string, Function> Math = Table(
        Function.Abs,
        Function.Acos,
        Function.Acosh,
        Function.Asin,
        Function.Asinh,
        Function.Atan,
        Function.Atan2,
        Function.Atanh,
        Function.Cbrt,
        Function.Ceiling,
        Function.CopySign,
        Function.Cos,
        Function.Cosh,
        Function.Exp,
        Function.Floor,
        Function.FusedMultiplyAdd,
        Function.Log,
        Function.Log10,
        Function.Log2,
        Function.Max,
        Function.Min,
        Function.Pow,
        Function.Round,
        Function.Sign,
        Function.Sin,
        Function.Sinh,
        Function.Sqrt,
        Function.Tan,
        Function.Tanh,
        Function.Truncate
    );

    private static readonly Dictionary<string, Function> Activation = Table(
        Function.Elu,
        Function.Gelu,
        Function.LeakyRelu,
        Function.Relu,
        Function.Sigmoid,
        Function.Silu,
        Function.Softplus,
        Function.Step,
        Function.Tanh
    );

    /// <summary>Null for a method that is no function of the IR, or an overload with other parameters.</summary>
    public static Function? Of(IMethodSymbol method)
    {
        if (!method.Parameters.All(p => KnownTypes.IsFloating(p.Type) && p.RefKind == RefKind.None))
        {
            return null;
        }

        Dictionary<string, Function>? table =
            method.ContainingType.IsRuntime("Activation") ? Activation
            : IsMath(method.ContainingType) ? Math
            : null;
        return table is not null && table.TryGetValue(method.Name, out Function function)
            ? method.Parameters.Length == Arity(function)
                ? function
                : null
            : null;
    }

    public static bool IsMath(ITypeSymbol type) =>
        type.IsSystem("Math") || type.IsSystem("MathF") || KnownTypes.IsFloating(type);

    /// <summary>Whether the function is constant wherever it is continuous.</summary>
    public static bool CutsGradient(Function function) =>
        function
            is Function.Ceiling
                or Function.Floor
                or Function.Round
                or Function.Sign
                or Function.Step
                or Function.Truncate;

    private static int Arity(Function function) =>
        function switch
        {
            Function.FusedMultiplyAdd => 3,
            Function.Atan2
            or Function.CopySign
            or Function.Elu
            or Function.LeakyRelu
            or Function.Max
            or Function.Min
            or Function.Pow => 2,
            _ => 1,
        };

    private static Dictionary<string, Function> Table(params Function[] functions) =>
        functions.ToDictionary(f => f.ToString());
}
