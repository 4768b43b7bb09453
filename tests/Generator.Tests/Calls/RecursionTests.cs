using System;
using System.Linq;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Calls;

/// <summary>A function of numbers that cannot be read in place of its call is differentiated by its own backward pass.</summary>
public class RecursionTests
{
    private const string Members = """
        [Differentiable]
        internal static double Power(double x, int n) => n <= 0 ? 1 : x * Power(x, n - 1);
        [Differentiable]
        internal static double Fibonacci(double x, double y, int n) =>
            n <= 0 ? x * y : n == 1 ? Math.Sin(y) : Fibonacci(x * y, x, n - 1) + Fibonacci(y, x, n - 2) * x;
        [Differentiable]
        internal static double Even(double x, int n) { double s = 1; if (n > 0) { double t = Odd(x * 1.1, n - 1); s = t * x; } return s; }
        [Differentiable(nameof(x), Name = "Uneven")]
        internal static double Odd(double x, int n, double scale = 0.5) { double s = x; if (n > 0) s += Even(x, n - 1) * scale; return s; }
        """;

    private static readonly string[] Bodies =
    [
        "return Power(x[0], 5) * Power(a, 0) + Power(Power(x[1], 2), 3);",
        "double s = 0; for (int i = 0; i < n; i++) s += Power(x[i] + y[0], i); return s;",
        "return Fibonacci(x[0], y[0], 6) * Fibonacci(a, x[1], 1);",
        "double s = a; for (int i = 0; i < n; i++) s = Even(s * x[i], i) + Odd(y[i], 3); return s;",
        "for (int i = 0; i < n; i++) { if (x[i] > 0) x[i] = Odd(x[i], 2, 0.7) * x[i]; else y[i] *= Power(x[i], i % 3); } return x[0] * y[1] + x[2] * y[3];",
    ];

    /// <summary>What is computed again is what was computed, to the last bit.</summary>
    [Fact]
    public void Checkpoints()
    {
        const string body = """
            { double s = x; for (int i = 0; i < n; i++) s = Math.Sin(s * x) + s; return s * s; }
            [Differentiable] public static double M(double[] v, int n)
            { double p = 1; for (int i = 0; i < v.Length; i++) p *= F(v[i] * p, n); return p; }
            public static double Run(bool gradient)
            {
                double[] g = new double[3];
                double value = MGradient([0.3, 0.7, 1.1], 9, g);
                return gradient ? g[0] + 2 * g[1] + 3 * g[2] : value;
            }
            """;
        Compiled Compile(string attributes) =>
            Compiler.Compile(
                $"using System; using NeuralGen; static partial class P {{ [{attributes}] internal static double F(double x, int n) {body} }}"
            );
        Compiled kept = Compile("Differentiable");
        Compiled again = Compile("Differentiable, Checkpoint");
        Assert.Equal(kept.Call("P", "Run", false), again.Call("P", "Run", false));
        double gradient = (double)kept.Call("P", "Run", true)!;
        Assert.Equal(gradient, (double)again.Call("P", "Run", true)!, 1e-14 * Math.Abs(gradient));
        Assert.Contains(
            "FForward",
            again.Generated.Single(g => g.Name.Contains(".M.", StringComparison.Ordinal)).Text,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Values_and_gradients(string generation) => Meaning.Agree(Bodies, generation, Members);
}
