using System;
using System.Linq;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Differentiation;

/// <summary>Every line of the rule table, in each operand, at points on both sides of what it distinguishes.</summary>
public class RuleTests
{
    private static readonly string[] Functions =
    [
        "Math.Abs(x[i])",
        "Math.Acos(0.9 * x[i])",
        "Math.Acosh(2.1 + x[i])",
        "Math.Asin(0.9 * x[i])",
        "Math.Asinh(3 * x[i])",
        "Math.Atan(2 * x[i])",
        "Math.Atan2(x[i], y[i])",
        "Math.Atanh(0.9 * x[i])",
        "Math.Cbrt(1.5 + x[i])",
        "Math.CopySign(x[i], y[i]) * y[i]",
        "Math.Cos(3 * x[i])",
        "Math.Cosh(2 * x[i])",
        "Math.Exp(x[i])",
        "Math.FusedMultiplyAdd(x[i], y[i], a)",
        "Math.Log(1.5 + x[i])",
        "Math.Log10(1.5 + x[i])",
        "Math.Log2(1.5 + x[i])",
        "Math.Max(x[i], y[i])",
        "Math.Min(x[i], y[i])",
        "Math.Max(0.1, x[i])",
        "Math.Min(x[i], 0.1)",
        "Math.Pow(1.5 + x[i], 3 * y[i])",
        "Math.Pow(x[i], 3)",
        "Math.Sin(3 * x[i])",
        "Math.Sinh(2 * x[i])",
        "Math.Sqrt(1.5 + x[i])",
        "Math.Tan(x[i])",
        "Math.Tanh(2 * x[i])",
        "x[i] / (2 + y[i])",
        "x[i] * y[i] - -x[i] + (y[i] - a)",
        "Activation.Elu(x[i])",
        "Activation.Elu(x[i], 0.7 + 0.1 * y[i])",
        "Activation.Gelu(2 * x[i])",
        "Activation.LeakyRelu(x[i])",
        "Activation.LeakyRelu(x[i], 0.2 + 0.1 * y[i])",
        "Activation.Relu(x[i])",
        "Activation.Sigmoid(3 * x[i])",
        "Activation.Silu(2 * x[i])",
        "Activation.Softplus(3 * x[i])",
        "Math.Floor(3 * x[i]) * x[i] + Math.Ceiling(3 * x[i]) * y[i] + Math.Round(3 * x[i]) * a + Math.Truncate(3 * y[i]) * a",
        "Math.Sign(x[i]) * y[i] + Activation.Step(x[i]) * y[i] * a",
    ];

    /// <summary>Functions whose partial derivatives are written in their value.</summary>
    private static readonly string[] WrittenWithTheValue =
    [
        "1 / (2 + x[i])",
        "Math.Cbrt(1.5 + x[i])",
        "Math.Exp(x[i])",
        "Math.Pow(1.5 + x[i], 2 * x[i])",
        "Math.Sqrt(1.5 + x[i])",
        "Math.Tan(x[i])",
        "Math.Tanh(2 * x[i])",
        "Activation.Relu(x[i] - 0.3)",
        "Activation.Sigmoid(3 * x[i])",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Partial_derivatives_are_the_slopes(string generation)
    {
        // Through an accumulation, where the value is computed again, and through an assignment, where it is kept.
        string[] bodies =
        [
            .. Array.ConvertAll(
                Functions,
                f => $"double s = 0; for (int i = 0; i < n; i++) s += (i + 1) * ({f}); return s;"
            ),
            .. Array.ConvertAll(
                Functions,
                f =>
                    $"var w = new double[n]; for (int i = 0; i < n; i++) w[i] = {f}; double s = 0; for (int i = 0; i < n; i++) s += w[i] * w[i] * (i + 1); return s;"
            ),
        ];
        // And added to what was there, where the sum is kept and the value is not.
        bodies =
        [
            .. bodies,
            .. Array.ConvertAll(
                WrittenWithTheValue,
                f =>
                    $"for (int i = 0; i < n; i++) y[i] += {f}; double s = 0; for (int i = 0; i < n; i++) s += y[i] * y[i] * (i + 1); return s;"
            ),
        ];
        Meaning.Agree(bodies, generation);
    }

    /// <summary>Functions at points where a partial derivative is infinite, with <c>x</c> standing for the point.</summary>
    private static readonly (string Function, double X)[] Singular =
    [
        ("Math.Acos(x)", 1),
        ("Math.Acosh(x)", 1),
        ("Math.Asin(x)", -1),
        ("Math.Atan2(x, x)", 0),
        ("Math.Atanh(x)", 1),
        ("Math.Cbrt(x)", 0),
        ("Math.Log(x)", 0),
        ("Math.Log10(x)", 0),
        ("Math.Log2(x)", 0),
        ("Math.Pow(x, 0.5)", 0),
        ("Math.Sqrt(x)", 0),
        ("1 / x", 0),
        ("x / (2 * x)", 0),
    ];

    private delegate double GradientMethod(double x, double a, out double xGrad, out double aGrad);

    /// <summary>A zero that is known only when the program runs masks an infinite partial derivative: it is not multiplied with it.</summary>
    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Zero_adjoints_stay_zero(string generation)
    {
        string methods = string.Concat(
            Singular.Select(
                (s, k) => $"[Differentiable] public static double M{k}(double x, double a) => a * ({s.Function});\n"
            )
        );
        Compiled compiled = Compiler.Compile(
            $"using System; using NeuralGen; public static partial class P {{ {methods} }}",
            generation: Enum.Parse<Generation>(generation)
        );
        Assert.All(
            Enumerable.Range(0, Singular.Length),
            k =>
            {
                var gradient = compiled.Delegate<GradientMethod>("P", $"M{k}Gradient");
                gradient(Singular[k].X, 0, out double none, out _);
                Assert.Equal(0, none);
                gradient(Singular[k].X, 1, out double some, out _);
                Assert.False(double.IsFinite(some), Singular[k].Function);
            }
        );
    }

    /// <summary>A conversion between float and double passes the adjoint on, converted back.</summary>
    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Conversions_have_the_slope_one(string generation)
    {
        Compiled compiled = Compiler.Compile(
            "using NeuralGen; public static partial class P { [Differentiable] public static double M(Tensor<float> x, Tensor<double> y) "
                + "{ double s = 0; for (int i = 0; i < x.Dim(0); i++) s += (double)x[i] * y[i] + (float)(y[i] * y[i]) * x[i]; return s; } }",
            generation: Enum.Parse<Generation>(generation)
        );
        (Tensor<float> x, Tensor<double> y) = (Tensor<float>.Parameter(2), Tensor<double>.Parameter(2));
        (x[0], x[1], y[0], y[1]) = (0.5f, -2, 4, 0.25);
        compiled.Call("P", "MGradient", x, y);
        Assert.Equal([20, 0.3125f], x.Grad!.ToArray());
        Assert.Equal([4.5, -3], y.Grad!.ToArray());
    }
}
