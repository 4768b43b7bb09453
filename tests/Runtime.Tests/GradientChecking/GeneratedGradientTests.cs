using System;
using Xunit;

namespace NeuralGen.Tests.GradientChecking;

/// <summary>Row A9: the checker on a generated gradient, in double.</summary>
public partial class GeneratedGradientTests
{
    [Differentiable]
    internal static double SquaredError(Tensor<double> X, Tensor<double> A, Tensor<double> B, Tensor<double> T)
    {
        double loss = 0;
        for (int n = 0; n < X.Dim(0); n++)
        for (int i = 0; i < A.Dim(1); i++)
        {
            double u = 0;
            for (int j = 0; j < A.Dim(0); j++)
                u += X[n, j] * A[j, i];
            double error = T[n, i] - Activation.Sigmoid(u + B[i]);
            loss += 0.5 * error * error;
        }
        return loss;
    }

    private static Tensor<double> Random(int seed, params int[] shape)
    {
        var tensor = Tensor<double>.Parameter(shape);
        Initialization.Uniform(tensor, new Random(seed), 1);
        return tensor;
    }

    [Fact]
    public void Generated_gradient_passes_and_a_wrong_one_does_not()
    {
        Tensor<double> X = Random(1, 5, 3);
        Tensor<double> A = Random(2, 3, 9);
        Tensor<double> B = Random(3, 9);
        Tensor<double> T = Random(4, 5, 9);

        double loss = SquaredErrorGradient(X, A, B, T);
        Assert.Equal(SquaredError(X, A, B, T), loss, 1e-12);
        GradientCheckResult Check() =>
            GradientCheck.Run(() => SquaredError(X, A, B, T), ("X", X), ("A", A), ("B", B), ("T", T));
        Check().ThrowIfFailed();
        Assert.Equal(15 + 27 + 9 + 45 + 8, Check().Checked);

        A.Grad![2, 4] *= 1.001;
        Assert.Equal("A[2, 4]", Check().Worst!.Name);
        Assert.False(Check().Passed);
    }
}
