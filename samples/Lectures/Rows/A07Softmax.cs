using System;
using System.Linq;
using NeuralGen.Samples.Lectures.Book;
using static NeuralGen.Samples.Lectures.Tools.Compare;
using static NeuralGen.Samples.Lectures.Tools.Draw;

namespace NeuralGen.Samples.Lectures.Rows;

/// <summary>L = −log f(x)_y with f the softmax: at the pre-activation the gradient is −(e(y) − f(x)).</summary>
internal static partial class A07Softmax
{
    [Differentiable]
    private static double Loss(Tensor X, int[] labels)
    {
        double loss = 0;
        for (int n = 0; n < X.Dim(0); n++)
        {
            double largest = double.NegativeInfinity;
            for (int i = 0; i < X.Dim(1); i++)
                largest = Math.Max(largest, X[n, i]);
            double sum = 0;
            for (int i = 0; i < X.Dim(1); i++)
                sum += Math.Exp(X[n, i] - largest);
            loss += Math.Log(sum) + largest - X[n, labels[n]];
        }
        return loss;
    }

    public static void Run(Row row)
    {
        (int batch, int classes) = (5, 10);
        int[] labels = [0, 1, 3, 9, 2];
        foreach (double size in new[] { 1.0, 30, 1000 })
        {
            Tensor X = Uniform(row.NewRandom(), batch, classes);
            foreach (ref double x in X.AsSpan())
                x *= size;
            // The extremes themselves, and a tie for the largest.
            (X[0, 0], X[0, 1], X[1, 3], X[1, 4]) = (size, -size, size, size);
            double loss = LossGradient(X, labels);

            double F(int n, int i)
            {
                double largest = Enumerable.Range(0, classes).Max(k => X[n, k]);
                return Math.Exp(X[n, i] - largest) / Sum(classes, k => Math.Exp(X[n, k] - largest));
            }
            row.Holds($"logits of ±{size}: the loss is {loss:G6}, finite", double.IsFinite(loss));
            row.AtMost(
                $"logits of ±{size}: X.grad beside −(e(y) − f(x))",
                Apart((n, i) => -((labels[n] == i ? 1 : 0) - F(n, i)), X.Grad!),
                1e-12
            );
        }

        Tensor logits = Uniform(row.NewRandom(), batch, classes);
        LossGradient(logits, labels);
        row.Gradients("X", GradientCheck.Run(() => Loss(logits, labels), ("X", logits)));

        double Surprise(double score) => Loss(Tensor.Wrap([score, 0], 1, 2), [0]);
        row.Draw(
            "The loss of a class by how far its score is ahead: a line on the wrong side, 0 on the right one.",
            new Chart { X = "score ahead", Y = "loss" }
                .Line("", -6, 6, Surprise)
                .ToString()
        );
    }
}
