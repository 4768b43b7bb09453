using System.Collections.Generic;
using NeuralGen.Samples.Lectures.Book;
using NeuralGen.Samples.Lectures.Tools;

namespace NeuralGen.Samples.Lectures.Rows;

/// <summary>Multi-class logistic regression: the mean negative log-likelihood under the softmax, and L2 on the weights.</summary>
internal static partial class B05Softmax
{
    [Differentiable]
    private static double Loss(Tensor W, Tensor b, [NoGrad] Tensor X, int[] labels, [NoGrad] double lambda)
    {
        Tensor scores = new(X.Dim(0), W.Dim(1));
        Matrix.Affine(X, W, b, scores);
        return Matrix.SoftmaxLoss(scores, labels) + lambda * Matrix.SquaredNorm(W);
    }

    public static void Run(Row row)
    {
        (Pictures training, Pictures test) = Pictures.Digits(row.Seed);
        (Tensor W, Tensor b) = (Draw.Uniform(row.NewRandom(), 64, 10), Draw.Uniform(row.NewRandom(), 10));
        Pictures few = training.Take([0, 1, 2, 3, 4]);
        LossGradient(W, b, few.X, few.Y, 1e-3);
        row.Gradients("W, b", GradientCheck.Run(() => Loss(W, b, few.X, few.Y, 1e-3), ("W", W), ("b", b)));

        W.Fill(0);
        b.Fill(0);
        var descent = new Sgd<double>([W, b], learningRate: 0.5, momentum: 0.9);
        var losses = new List<double>();
        for (int step = 0; step < 300; step++)
        {
            losses.Add(LossGradient(W, b, training.X, training.Y, lambda: 1e-4));
            descent.Step();
        }
        row.AtLeast($"digits: accuracy on {test.Count} held-out pictures", Accuracy(W, b, test), 0.94);
        row.Draw(
            "The loss of batch descent.",
            new Chart { X = "step", LogY = true }
                .Line("", losses)
                .ToString()
        );
        row.Draw("What each class looks for, the strongest first.", Images.Columns(W, 8, 10));
    }

    /// <summary>The share of pictures whose highest score is that of their class.</summary>
    public static double Accuracy(Tensor W, Tensor b, Pictures pictures)
    {
        Tensor scores = new(pictures.Count, W.Dim(1));
        Matrix.Affine(pictures.X, W, b, scores);
        return Judge.Accuracy(scores, pictures.Y);
    }
}
