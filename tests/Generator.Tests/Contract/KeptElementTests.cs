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
