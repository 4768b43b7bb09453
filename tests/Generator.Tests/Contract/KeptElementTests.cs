using System;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Contract;

/// <summary>
/// An element that is written on some paths only keeps its value on the others: its buffer is read and written, and its gradient
/// on return is that of the initial value.
/// </summary>
public class KeptElementTests
{
    private delegate void Program(double[] x, double[] y, Span<double> xGrad, Span<double> yGrad);

    [Theory]
    [InlineData("for (int i = 0; i < x.Length; i++) if (x[i] > 0) y[i] = x[i] * x[i];", new[] { 0.0, 1, 0 })]
    [InlineData("for (int i = 0; i < x.Length; i++) { if (x[i] < 0) break; y[i] = x[i] * x[i]; }", new[] { 0.0, 1, 1 })]
    [InlineData("for (int i = 0; i < x.Length; i++) { if (i != 1) y[i] = x[i] * x[i]; }", new[] { 1.0, 1, 1 })]
    [InlineData(
        "for (int i = 0; i < x.Length; i++) { y[i] = 0; if (x[i] > 0) y[i] = x[i] * x[i]; }",
        new[] { 1.0, 1, 1 }
    )]
    // Both sides write the element, in several statements.
    [InlineData(
        "for (int i = 0; i < x.Length; i++) { double t; if (x[i] > 0) { t = x[i]; y[i] = t * t; } else { y[i] = 1; t = 3; } x[i] *= t; }",
        new[] { 1.0, 1, 1 }
    )]
    [InlineData(
        "for (int i = 0; i < x.Length; i++) { if (x[i] > 3) { y[i] = x[i]; x[i] = 1; } else if (x[i] > 0) { x[i] = 2; y[i] = 2; } else { y[i] = 0; x[i] *= 3; } }",
        new[] { 1.0, 1, 1 }
    )]
    [InlineData(
        "if (x[0] > 0) { for (int i = 0; i < x.Length; i++) y[i] = x[i]; x[0] = 1; } else { for (int j = 0; j < x.Length; j++) y[j] = 2 * x[j]; x[1] = 1; }",
        new[] { 1.0, 1, 1 }
    )]
    [InlineData(
        "for (int i = 0; i < x.Length; i++) if (x[i] > 0) { y[i] = x[i]; x[i] = y[i] * 2; } else { y[i] = 1; x[i] = 0; }",
        new[] { 1.0, 1, 1 }
    )]
    [InlineData(
        "for (int i = 0; i < x.Length; i++) { if (x[i] > 0) { y[i] = x[i]; x[i] = 2; } else { y[i] = 1; x[i] = 0; } x[i] *= y[i]; }",
        new[] { 1.0, 1, 1 }
    )]
    // Not the same elements, not the same condition, or read before.
    [InlineData(
        "if (x[0] > 0) { for (int i = 0; i < x.Length; i++) y[i] = x[i]; x[0] = 1; } else { for (int j = 0; j < 2; j++) y[j] = 2 * x[j]; x[1] = 1; }",
        new[] { 0.0, 0, 0 }
    )]
    [InlineData(
        "for (int i = 0; i < x.Length; i++) { if (x[i] > 0) { y[i] = x[i]; x[i] = -1; } if (!(x[i] > 0)) { y[i] = 3; x[i] = 2; } }",
        new[] { 0.0, 0, 0 }
    )]
    [InlineData(
        "for (int i = 0; i < x.Length; i++) { if (x[i] > 0) { y[i] = x[i]; x[i] = 2; } if (!(x[i] > 3)) { y[i] = 3; x[i] = 2; } }",
        new[] { 0.0, 0, 0 }
    )]
    [InlineData(
        "for (int i = 0; i < x.Length; i++) if (x[i] > 0) { y[i] = x[i]; x[i] = 0; } else { x[i] = y[i]; y[i] = 3; }",
        new[] { 0.0, 0, 0 }
    )]
    [InlineData(
        "for (int i = 0; i < x.Length; i++) if (x[i] > 0) { y[i] = x[i]; x[i] = 0; if (x[0] > 1) y[i] = 2; } else { x[i] = 1; if (x[0] > 1) y[i] = 3; }",
        new[] { 0.0, 1, 0 }
    )]
    public void The_gradient_on_return(string body, double[] expected)
    {
        Compiled compiled = Compiler.Compile(
            $$"""
            using System; using NeuralGen;
            public static partial class P
            {
                [Differentiable] public static void M(double[] x, double[] y) { {{body}} }
                public static void Run(double[] x, double[] y, Span<double> xGrad, Span<double> yGrad)
                {
                    var residuals = new MResiduals();
                    MForward(x, y, residuals);
                    MBackward(x, y, residuals, xGrad, yGrad);
                }
            }
            """
        );
        double[] yGrad = [1, 1, 1];
        compiled.Delegate<Program>("P", "Run")([2, -3, 4], [5, 5, 5], new double[3], yGrad);
        Assert.Equal(expected, yGrad);
    }
}
