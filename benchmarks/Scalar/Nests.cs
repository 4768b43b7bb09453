using System;

namespace NeuralGen.Benchmarks.Scalar;

/// <summary>Methods as a user writes them: each is timed as it stands here, and as the generator writes it.</summary>
internal static partial class Nests
{
    [Differentiable]
    public static void DenseSigmoid(Tensor<float> X, Tensor<float> A, Tensor<float> B, Tensor<float> Y)
    {
        for (int n = 0; n < X.Dim(0); n++)
        for (int i = 0; i < A.Dim(1); i++)
        {
            float u = 0;
            for (int j = 0; j < A.Dim(0); j++)
                u += X[n, j] * A[j, i];
            Y[n, i] = Activation.Sigmoid(u + B[i]);
        }
    }

    [Differentiable]
    public static float SoftmaxCrossEntropy(Tensor<float> X, ReadOnlySpan<int> labels)
    {
        float total = 0;
        for (int b = 0; b < X.Dim(0); b++)
        {
            float largest = float.NegativeInfinity;
            for (int i = 0; i < X.Dim(1); i++)
                largest = MathF.Max(largest, X[b, i]);
            float shift = Gradient.Stop(largest);
            float sum = 0;
            for (int i = 0; i < X.Dim(1); i++)
                sum += MathF.Exp(X[b, i] - shift);
            total += MathF.Log(sum) + (shift - X[b, labels[b]]);
        }
        return total / X.Dim(0);
    }

    [Differentiable]
    public static void Blend(float[] x, float[] g, float[] y)
    {
        for (int i = 0; i < x.Length; i++)
            y[i] = g[i] * x[i] + (1 - g[i]) * (x[i] * x[i]);
    }

    [Differentiable]
    public static void Tanh(float[] x, float[] y)
    {
        for (int i = 0; i < x.Length; i++)
            y[i] = MathF.Tanh(x[i]);
    }
}
