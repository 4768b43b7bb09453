using System;
using NeuralGen.Samples.Lectures.Tools;

namespace NeuralGen.Samples.Lectures.Rows;

/// <summary>Multi-class SVM: Lᵢ = Σ over j ≠ y of max(0, s_j − s_y + 1), and L2 on the weights.</summary>
internal static partial class B06Hinge
{
    [Differentiable]
    private static double Loss(Tensor W, Tensor b, [NoGrad] Tensor X, int[] labels, [NoGrad] double lambda)
    {
        Tensor scores = new(X.Dim(0), W.Dim(1));
        Matrix.Affine(X, W, b, scores);
        return Matrix.HingeLoss(scores, labels) + lambda * Matrix.SquaredNorm(W);
    }

    public static void Run(Row row)
    {
        (Tensor W, Tensor b) = (Draw.Uniform(row.NewRandom(), 64, 10), Draw.Uniform(row.NewRandom(), 10));
        Pictures few = Pictures.Digits(row.Seed).Training.Take([0, 1, 2, 3, 4]);
        double apart = Compare.Apart(ByHand(W, b, few, 1e-3), Loss(W, b, few.X, few.Y, 1e-3));
        row.AtMost("the loss beside the lecture's formula", apart, 1e-12);
        LinearDigits.Learn(row, Loss, LossGradient, rate: 0.02, lambda: 1e-3, steps: 400);
    }

    private static double ByHand(Tensor W, Tensor b, Pictures pictures, double lambda)
    {
        double Score(int n, int j) => b[j] + Compare.Sum(64, k => pictures.X[n, k] * W[k, j]);
        double One(int n, int j) => j == pictures.Y[n] ? 0 : Math.Max(0, Score(n, j) - Score(n, pictures.Y[n]) + 1);
        return Compare.Sum(pictures.Count, n => Compare.Sum(10, j => One(n, j))) / pictures.Count
            + lambda * Compare.Inner(W, W);
    }
}
