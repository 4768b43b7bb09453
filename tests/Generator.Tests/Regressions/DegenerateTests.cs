using System;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Regressions;

/// <summary>A method that computes what nobody needs is warned of by the compiler where it stands, not where it is generated.</summary>
public class DegenerateTests
{
    private static readonly string[] Bodies =
    [
        "var t = (x[0], y: a, 3); return t.Item1 * t.y;",
        "(float f, double d) t = ((float)2, x[0]); (double, double) u = t; return a * a;",
        "double s = x[0]; for (int i = 0; i < n; i++) { if (s > 0) s *= x[i]; flag = true; } return s;",
        // Conditions that the compiler computes.
        "double h = 0.1; for (int i = 0; i < n; i++) { if (h * 2 > 0.1) { x[i] = a; a = x[i]; } else { y[i] = a; } } return a;",
        "double h = 0.1; double t = h * 3; if (t == 0.3) { x[0] = a; y[0] = 1; } return x[0] + y[0];",
        "float f = 0.1f; double s = f > 0.1 ? a : x[0]; for (int i = 0; i < n; i++) s += (float)(i * 0.1) > i * 0.1 ? x[i] : y[i]; return s;",
        "double h = 1e300; float f = (float)h; return -f < 1 ? a : x[0];",
        "double s = a * x[0]; return Math.Min(Gradient.Stop(s), s) + Math.Max(s, Gradient.Stop(s)) * a;",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Generated_code_does_not_warn(string generation)
    {
        Attempt attempt = Compiler.Try(
            [
                string.Concat(
                    Parsing.Parsing.Usings,
                    "public static partial class P {\n#pragma warning disable CS0219\n",
                    string.Concat(
                        System.Linq.Enumerable.Select(
                            Bodies,
                            (body, k) =>
                                $"[Differentiable] public static double M{k}(double[] x, double[] y, double a, int n, bool flag) {{ {body} }}\n"
                        )
                    ),
                    "}"
                ),
            ],
            generation: Enum.Parse<Generation>(generation)
        );
        Assert.True(attempt.Diagnostics.IsEmpty, Failures.Describe(attempt));
        Assert.Equal(Bodies.Length, attempt.Generated.Length);
    }

    /// <summary>The compiler computes the sum of constants, and sees that nothing reads it.</summary>
    [Fact]
    public void A_sum_of_constants_that_nothing_reads() =>
        Compiler.Compile(
            """
            using NeuralGen;
            static partial class P
            {
                [Differentiable]
                static void M(Tensor<double> d)
                {
                    for (int i = 0; i < d.Dim(0); i++)
                    {
                        double t0 = 0.5;
                        double t1 = t0 + t0;
                    }
                }
            }
            """
        );
}
