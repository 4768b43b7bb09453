using System;
using System.Collections.Generic;
using NeuralGen.Generator.IR;
using static NeuralGen.Generator.IR.Arithmetic;
using static NeuralGen.Generator.IR.Function;

namespace NeuralGen.Generator.Differentiation;

/// <summary>
/// The calculus: for every function its partial derivatives, one line each, in the operands x and the value y. A partial
/// written with y uses the forward value where that is kept, which is exact; one marked singular can be infinite where the
/// function is finite, so a zero adjoint is not multiplied with it (0·∞ would make a NaN of a gradient that is 0).
/// </summary>
internal static class Rules
{
    private delegate Expr Partial(EquatableArray<Expr> x, Expr y);

    private static readonly Dictionary<Function, Rule> Table = new()
    {
        [Add] = new((x, y) => x[0].Number(1), (x, y) => x[0].Number(1)),
        [Subtract] = new((x, y) => x[0].Number(1), (x, y) => x[0].Number(-1)),
        [Multiply] = new((x, y) => x[1], (x, y) => x[0]),
        [Divide] = new((x, y) => 1 / x[1], (x, y) => -(y / x[1])) { IsSingular = true },
        [Negate] = new((x, y) => x[0].Number(-1)),

        [Abs] = new((x, y) => Sign.Call(x[0])),
        [Acos] = new((x, y) => -(1 / Sqrt.Call((1 - x[0]) * (1 + x[0])))) { IsSingular = true },
        [Acosh] = new((x, y) => 1 / (Sqrt.Call(x[0] - 1) * Sqrt.Call(x[0] + 1))) { IsSingular = true },
        [Asin] = new((x, y) => 1 / Sqrt.Call((1 - x[0]) * (1 + x[0]))) { IsSingular = true },
        [Asinh] = new((x, y) => 1 / Sqrt.Call(x[0] * x[0] + 1)),
        [Atan] = new((x, y) => 1 / (x[0] * x[0] + 1)),
        [Atan2] = new((x, y) => x[1] / (x[0] * x[0] + x[1] * x[1]), (x, y) => -(x[0] / (x[0] * x[0] + x[1] * x[1])))
        {
            IsSingular = true,
        },
        [Atanh] = new((x, y) => 1 / ((1 - x[0]) * (1 + x[0]))) { IsSingular = true },
        [Cbrt] = new((x, y) => 1 / (3 * (y * y))) { IsSingular = true },
        [CopySign] = new(
            (x, y) => Function.CopySign.Call(x[0].Number(1), x[0]) * Function.CopySign.Call(x[0].Number(1), x[1]),
            null
        ),
        [Cos] = new((x, y) => -Sin.Call(x[0])),
        [Cosh] = new((x, y) => Sinh.Call(x[0])),
        [Exp] = new((x, y) => y),
        [FusedMultiplyAdd] = new((x, y) => x[1], (x, y) => x[0], (x, y) => x[0].Number(1)),
        [Log] = new((x, y) => 1 / x[0]) { IsSingular = true },
        [Log10] = new((x, y) => (1 / Math.Log(10)) / x[0]) { IsSingular = true },
        [Log2] = new((x, y) => (1 / Math.Log(2)) / x[0]) { IsSingular = true },
        [Pow] = new(
            (x, y) => If(x[1].Is(Comparison.Equal, x[1].Number(0)), x[0].Number(0), x[1] * Pow.Call(x[0], x[1] - 1)),
            // 0^p is 0 for every p > 0: its logarithm does not enter.
            (x, y) => If(x[0].Is(Comparison.Equal, x[0].Number(0)), x[0].Number(0), y * Log.Call(x[0]))
        )
        {
            IsSingular = true,
        },
        [Sin] = new((x, y) => Cos.Call(x[0])),
        [Sinh] = new((x, y) => Cosh.Call(x[0])),
        [Sqrt] = new((x, y) => 0.5 / y) { IsSingular = true },
        [Tan] = new((x, y) => y * y + 1),
        [Tanh] = new((x, y) => (1 - y) * (1 + y)),

        [Elu] = new(
            (x, y) => If(x[0].Is(Comparison.Greater, x[0].Number(0)), x[0].Number(1), x[1] * Exp.Call(x[0])),
            (x, y) => If(x[0].Is(Comparison.Greater, x[0].Number(0)), x[0].Number(0), Exp.Call(x[0]) - 1)
        ),
        [Gelu] = new((x, y) => GeluDerivative.Call(x[0])),
        [LeakyRelu] = new(
            (x, y) => If(x[0].Is(Comparison.Greater, x[0].Number(0)), x[0].Number(1), x[1]),
            (x, y) => If(x[0].Is(Comparison.Greater, x[0].Number(0)), x[0].Number(0), x[0])
        ),
        [Relu] = new((x, y) => If(y.Is(Comparison.Greater, y.Number(0)), y.Number(1), y.Number(0))),
        [Sigmoid] = new((x, y) => y * (1 - y)),
        [Silu] = new((x, y) => Sigmoid.Call(x[0]) * (x[0] * (1 - Sigmoid.Call(x[0])) + 1)),
        [Softplus] = new((x, y) => Sigmoid.Call(x[0])),

        // Piecewise constant: the derivative is 0 wherever there is one.
        [Ceiling] = new([null]),
        [Floor] = new([null]),
        [Round] = new([null]),
        [Sign] = new([null]),
        [Step] = new([null]),
        [Stop] = new([null]),
        [Truncate] = new([null]),
    };

    /// <summary>Whether the function has a derivative in its operand that is not zero everywhere.</summary>
    public static bool HasPartial(Function function, int operand) =>
        function is Max or Min || Table[function].Partials[operand] is not null;

    /// <summary>Whether the partial derivatives can be infinite at finite operands.</summary>
    public static bool IsSingular(Function function) => Table.TryGetValue(function, out Rule rule) && rule.IsSingular;

    /// <summary>∂f/∂x[operand].</summary>
    public static Expr PartialDerivative(Function function, int operand, EquatableArray<Expr> x, Expr y) =>
        Table[function].Partials[operand]!(x, y);

    private sealed class Rule(params Partial?[] partials)
    {
        public Partial?[] Partials { get; } = partials;

        public bool IsSingular { get; init; }
    }
}
