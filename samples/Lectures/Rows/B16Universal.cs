using System;
using System.Linq;
using NeuralGen.Samples.Lectures.Tools;

namespace NeuralGen.Samples.Lectures.Rows;

/// <summary>What threshold units can represent: each network is constructed, and verified on all inputs.</summary>
internal static partial class B16Universal
{
    public static void Run(Row row)
    {
        Bumps(row);
        TruthTables(row);
        Polygons(row);
        Parity(row);
        Folding(row);
        LinearStack(row);
    }

    /// <summary>A threshold unit: 1 where w·x ≥ threshold.</summary>
    private static double Unit(double[] w, double[] x, double threshold) =>
        Activation.Step(w.Zip(x).Sum(pair => pair.First * pair.Second) - threshold);

    /// <summary>1 where all are 1.</summary>
    private static double And(params double[] x) => Activation.Step(x.Sum() - x.Length);

    /// <summary>1 where one is 1.</summary>
    private static double Or(params double[] x) => Activation.Step(x.Sum() - 1);

    /// <summary>The bits of a number, lowest first.</summary>
    private static double[] Bits(int number, int count) =>
        [.. Enumerable.Range(0, count).Select(k => (double)(number >> k & 1))];

    /// <summary>Layers without an activation: x·W₁·W₂·W₃ is x·(W₁W₂W₃).</summary>
    [Differentiable]
    private static double Stack([NoGrad] Tensor X, Tensor W1, Tensor W2, Tensor W3, [NoGrad] Tensor Y)
    {
        Tensor H1 = new(X.Dim(0), W1.Dim(1));
        Tensor H2 = new(X.Dim(0), W2.Dim(1));
        Tensor P = new(X.Dim(0), W3.Dim(1));
        Matrix.Product(X, W1, H1);
        Matrix.Product(H1, W2, H2);
        Matrix.Product(H2, W3, P);
        return Matrix.SquaredDistance(P, Y);
    }

    /// <summary>One linear layer.</summary>
    [Differentiable]
    private static double Single([NoGrad] Tensor X, Tensor W, [NoGrad] Tensor Y)
    {
        Tensor P = new(X.Dim(0), W.Dim(1));
        Matrix.Product(X, W, P);
        return Matrix.SquaredDistance(P, Y);
    }

    private static void LinearStack(Row row)
    {
        var random = row.NewRandom();
        (Tensor X, Tensor Y) = (Draw.Uniform(random, 20, 6), Draw.Uniform(random, 20, 4));
        (Tensor W1, Tensor W2, Tensor W3) = (
            Draw.Uniform(random, 6, 9),
            Draw.Uniform(random, 9, 7),
            Draw.Uniform(random, 7, 4)
        );
        (Tensor W12, Tensor W, Tensor chained) = (new(6, 7), Tensor.Parameter(6, 4), new(6, 9));
        Matrix.Product(W1, W2, W12);
        Matrix.Product(W12, W3, W);
        double stack = StackGradient(X, W1, W2, W3, Y);
        double single = SingleGradient(X, W, Y);
        row.AtMost("three linear layers beside the one layer W₁W₂W₃: losses", Compare.Apart(stack, single), 1e-12);

        // W₁.grad = W.grad·(W₂W₃)ᵀ: what the stack learns is what the one layer learns.
        Tensor W23 = new(9, 4);
        Matrix.Product(W2, W3, W23);
        for (int j = 0; j < 6; j++)
        for (int i = 0; i < 9; i++)
            chained[j, i] = Compare.Sum(4, k => W.Grad![j, k] * W23[i, k]);
        row.AtMost("W₁.grad beside W.grad·(W₂W₃)ᵀ", Compare.Apart(chained, W1.Grad!), 1e-12);
    }
}
