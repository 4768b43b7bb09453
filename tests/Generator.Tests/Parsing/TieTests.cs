using System;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Parsing;

/// <summary>A tie of max or min goes to the inactive operand, else to the first; in a reduction, to the first position.</summary>
public class TieTests
{
    private delegate double GradientMethod(double[] x, double[] y, Span<double> xGrad, Span<double> yGrad);

    [Theory]
    [InlineData("for (int i = 0; i < 3; i++) x[i] = Math.Max(x[i], 0);", "0 0 1 0 0 0")]
    [InlineData("for (int i = 0; i < 3; i++) x[i] = Math.Max(0, x[i]);", "0 0 1 0 0 0")]
    [InlineData("for (int i = 0; i < 3; i++) x[i] = Math.Min(x[i], 0);", "1 0 0 0 0 0")]
    [InlineData("for (int i = 0; i < 3; i++) x[i] = Math.Max(x[i], y[i]);", "0 1 1 1 0 0")]
    [InlineData("for (int i = 0; i < 3; i++) x[i] = Math.Max(y[i], x[i]);", "0 0 1 1 1 0")]
    [InlineData("for (int i = 0; i < 3; i++) x[i] = Math.Clamp(x[i], -1, 2);", "0 1 0 0 0 0")]
    [InlineData("for (int i = 0; i < 3; i++) x[0] = Math.Max(x[0], y[i]);", "0 1 1 1 0 0")]
    [InlineData("for (int i = 0; i < 3; i++) { double m = x[i]; m = Math.Max(y[i], m); x[i] = m; }", "0 0 1 1 1 0")]
    [InlineData("for (int i = 0; i < 3; i++) { double m = y[i]; m = Math.Max(m, x[i]); x[i] = m; }", "0 0 1 1 1 0")]
    [InlineData("double m = 0; for (int i = 0; i < 3; i++) m = Math.Max(m, y[i]); x[0] = m;", "0 1 1 0 0 0")]
    [InlineData(
        "var c = new double[3]; for (int i = 0; i < 3; i++) c[i] = 0 * i; for (int i = 0; i < 3; i++) x[i] = Math.Max(x[i], c[i]);",
        "0 0 1 0 0 0"
    )]
    [InlineData("double m = -1; for (int i = 0; i < 3; i++) m = Math.Max(m, y[i]); x[0] = m;", "0 1 1 1 0 0")]
    public void Ties(string statements, string gradient)
    {
        // x = −1, 0, 2; y = 0, 0, −1.
        string body = $"{statements} return x[0] + x[1] + x[2];";
        foreach (Generation generation in new[] { Generation.Scheduled, Generation.Unscheduled })
        {
            Compiled compiled = Compiler.Compile(
                $"{Parsing.Usings}static partial class P {{ [Differentiable] internal static double M(double[] x, double[] y) {{ {body} }} }}",
                generation: generation
            );
            double[] g = new double[6];
            compiled.Delegate<GradientMethod>("P", "MGradient")([-1, 0, 2], [0, 0, -1], g.AsSpan(0, 3), g.AsSpan(3));
            Assert.Equal(gradient, string.Join(" ", g));
        }
    }
}
