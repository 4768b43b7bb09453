using System;
using System.Linq;
using NeuralGen.Generator.Tests.Harness;
using Xunit;
using static NeuralGen.Generator.Tests.LectureRows.Lecture;

namespace NeuralGen.Generator.Tests.LectureRows;

/// <summary>Softmax with negative log-likelihood: the gradient at the pre-activation is −(e(y) − f(x)).</summary>
public class A7Softmax
{
    private const string Source = """
                [Differentiable]
                public static float Loss(Tensor<float> X, int[] labels)
                {
                    float loss = 0;
                    for (int n = 0; n < X.Dim(0); n++)
                    {
                        float largest = float.NegativeInfinity;
                        for (int i = 0; i < X.Dim(1); i++)
                            largest = MathF.Max(largest, X[n, i]);
                        float sum = 0;
                        for (int i = 0; i < X.Dim(1); i++)
                            sum += MathF.Exp(X[n, i] - largest);
                        loss += MathF.Log(sum) + largest - X[n, labels[n]];
                    }
                    return loss;
                }
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public void Stable_and_exact(double size)
    {
        Compiled row = Verify(Source);
        (int batch, int classes) = (5, 10);
        Tensor<double> X = Random(1, batch, classes);
        foreach (ref double x in X.AsSpan())
        {
            x *= size;
        }

        // The extremes themselves, and a tie for the largest.
        (X[0, 0], X[0, 1], X[1, 3], X[1, 4]) = (size, -size, size, size);
        int[] labels = [0, 1, 3, 9, 2];

        object? loss = row.Call("Lectures.Row", "LossGradient", X, labels);

        double F(int n, int i)
        {
            double largest = Enumerable.Range(0, classes).Max(k => X[n, k]);
            return Math.Exp(X[n, i] - largest) / Sum(classes, k => Math.Exp(X[n, k] - largest));
        }

        Assert.True(double.IsFinite((double)loss!));
        Agrees((n, i) => -((labels[n] == i ? 1 : 0) - F(n, i)), X.Grad!);
    }
}
