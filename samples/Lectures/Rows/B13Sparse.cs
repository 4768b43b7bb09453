using System;
using System.Collections.Generic;
using NeuralGen.Samples.Lectures.Book;
using NeuralGen.Samples.Lectures.Tools;

namespace NeuralGen.Samples.Lectures.Rows;

/// <summary>A 3×3 window over a 7×7 input: locally connected, then with shared weights, each beside a masked dense layer.</summary>
internal static partial class B13Sparse
{
    /// <summary>Every output has nine weights of its own.</summary>
    [Differentiable]
    private static void Local(Tensor X, Tensor W, Tensor Y)
    {
        for (int r = 0; r < Y.Dim(0); r++)
        for (int c = 0; c < Y.Dim(1); c++)
        {
            Y[r, c] = 0;
            for (int i = 0; i < 3; i++)
            for (int j = 0; j < 3; j++)
                Y[r, c] += X[r + i, c + j] * W[3 * r + i, 3 * c + j];
        }
    }

    /// <summary>All outputs share the same nine: a convolution.</summary>
    [Differentiable]
    private static void Shared(Tensor X, Tensor K, Tensor Y)
    {
        for (int r = 0; r < Y.Dim(0); r++)
        for (int c = 0; c < Y.Dim(1); c++)
        {
            Y[r, c] = 0;
            for (int i = 0; i < 3; i++)
            for (int j = 0; j < 3; j++)
                Y[r, c] += X[r + i, c + j] * K[i, j];
        }
    }

    /// <summary>Every output sees every input: 25×49 weights, most of them 0 here.</summary>
    [Differentiable]
    private static void Dense(Tensor X, Tensor M, Tensor Y)
    {
        for (int o = 0; o < M.Dim(0); o++)
        {
            Y[o] = 0;
            for (int p = 0; p < M.Dim(1); p++)
                Y[o] += M[o, p] * X[p];
        }
    }

    public static void Run(Row row)
    {
        var random = row.NewRandom();
        (Tensor X, Tensor W, Tensor K) = (
            Draw.Uniform(random, 7, 7),
            Draw.Uniform(random, 15, 15),
            Draw.Uniform(random, 3, 3)
        );
        Tensor seed = Draw.Uniform(random, 5, 5);

        Tensor Y = Seeded(seed, 5, 5);
        var local = new LocalResiduals();
        LocalForward(X, W, Y, local);
        LocalBackward(X, W, Y, local);
        (Tensor denseX, Tensor M, Tensor denseY) = Masked(X, seed, (r, c, i, j) => W[3 * r + i, 3 * c + j]);
        row.AtMost("locally connected: outputs beside the dense layer's", Compare.Apart(denseY, Y), 1e-14);
        row.AtMost("locally connected: X.grad", Compare.Apart(denseX.Grad!, X.Grad!), 1e-14);
        double worst = 0;
        foreach ((int r, int c, int i, int j) in Windows())
            worst = Math.Max(worst, Compare.Apart(M.Grad![At(r, c), Under(r, c, i, j)], W.Grad![3 * r + i, 3 * c + j]));
        row.AtMost("locally connected: W.grad beside the mask's part of the matrix's", worst, 1e-14);

        var runtimeLocal = new LocallyConnected2d(1, 7, 7, 1, 3, random);
        foreach ((int r, int c, int i, int j) in Windows())
            runtimeLocal.Weight[0, r, c, 0, i, j] = (float)W[3 * r + i, 3 * c + j];
        row.AtMost(
            "the runtime's LocallyConnected2d, in float: outputs, sum of differences",
            Beside(runtimeLocal, X, Y),
            1e-5
        );

        X.Grad!.Fill(0);
        Y = Seeded(seed, 5, 5);
        var shared = new SharedResiduals();
        SharedForward(X, K, Y, shared);
        SharedBackward(X, K, Y, shared);
        (denseX, M, denseY) = Masked(X, seed, (r, c, i, j) => K[i, j]);
        row.AtMost("shared weights: outputs beside the dense layer's", Compare.Apart(denseY, Y), 1e-14);
        row.AtMost("shared weights: X.grad", Compare.Apart(denseX.Grad!, X.Grad!), 1e-14);
        Tensor sums = new(3, 3);
        foreach ((int r, int c, int i, int j) in Windows())
            sums[i, j] += M.Grad![At(r, c), Under(r, c, i, j)];
        row.AtMost("shared weights: K.grad beside sums over the matrix's", Compare.Apart(sums, K.Grad!), 1e-14);
        var runtimeShared = new Conv2d(1, 1, 3, random);
        runtimeShared.Weight.CopyFrom(Array.ConvertAll(K.ToArray(), w => (float)w));
        row.AtMost(
            "the runtime's Conv2d, in float: outputs and gradients, sum of differences",
            Beside(runtimeShared, X, Y, runtimeShared.Weight, K),
            1e-5
        );
        row.Say($"weights: dense {M.Length}, locally connected {W.Length}, shared {K.Length}");
        row.Draw(
            "The dense layer's 25×49 matrix that does what nine shared weights do; the filter, the input and the output.",
            Images.Signed(M.ToArray(), 49, "matrix", large: true),
            Images.Signed(K.ToArray(), 3, "filter"),
            Images.Signed(X.ToArray(), 7, "input"),
            Images.Signed(Y.ToArray(), 5, "output")
        );
    }

    /// <summary>The dense layer with a weight wherever a window has one, and its backward pass.</summary>
    private static (Tensor X, Tensor M, Tensor Y) Masked(Tensor X, Tensor seed, Func<int, int, int, int, double> weight)
    {
        (Tensor flat, Tensor M, Tensor Y) = (Tensor.Parameter(49), Tensor.Parameter(25, 49), Seeded(seed, 25));
        flat.CopyFrom(X.AsSpan());
        foreach ((int r, int c, int i, int j) in Windows())
            M[At(r, c), Under(r, c, i, j)] = weight(r, c, i, j);
        var residuals = new DenseResiduals();
        DenseForward(flat, M, Y, residuals);
        DenseBackward(flat, M, Y, residuals);
        return (flat, M, Y);
    }

    /// <summary>A layer of the runtime, in single precision, with the same weights: how far it is from what was calculated here.</summary>
    private static double Beside(Layer layer, Tensor X, Tensor Y, Tensor<float>? weight = null, Tensor? expected = null)
    {
        Tensor<float> Y32 = layer.Forward(Tensor<float>.Wrap(Array.ConvertAll(X.ToArray(), x => (float)x), 1, 1, 7, 7));
        double worst = Compare.Sum(Y.Length, k => Math.Abs(Y.AsSpan()[k] - Y32.AsSpan()[k]));
        if (weight is null || expected is null)
            return worst;
        Y32.Grad!.CopyFrom(Array.ConvertAll(Y.Grad!.ToArray(), y => (float)y));
        layer.Backward();
        return worst + Compare.Sum(9, k => Math.Abs(expected.Grad!.AsSpan()[k] - weight.Grad!.AsSpan()[k]));
    }

    private static Tensor Seeded(Tensor seed, params int[] shape)
    {
        Tensor output = Tensor.Parameter(shape);
        output.Grad!.CopyFrom(seed.AsSpan());
        return output;
    }

    private static int At(int r, int c) => 5 * r + c;

    private static int Under(int r, int c, int i, int j) => 7 * (r + i) + c + j;

    private static IEnumerable<(int R, int C, int I, int J)> Windows()
    {
        for (int k = 0; k < 5 * 5 * 3 * 3; k++)
            yield return (k / 45, k / 9 % 5, k / 3 % 3, k % 3);
    }
}
