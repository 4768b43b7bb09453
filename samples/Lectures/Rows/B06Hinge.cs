using System.Collections.Generic;
using NeuralGen.Samples.Lectures.Book;
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
        (Pictures training, Pictures test) = Pictures.Digits(row.Seed);
        (Tensor W, Tensor b) = (Draw.Uniform(row.NewRandom(), 64, 10), Draw.Uniform(row.NewRandom(), 10));
        Pictures few = training.Take([0, 1, 2, 3, 4]);
        double loss = LossGradient(W, b, few.X, few.Y, 1e-3);
        row.Gradients("W, b", GradientCheck.Run(() => Loss(W, b, few.X, few.Y, 1e-3), ("W", W), ("b", b)));
        row.AtMost("the loss beside the lecture's formula", Compare.Apart(ByHand(W, b, few, 1e-3), loss), 1e-12);

        W.Fill(0);
        b.Fill(0);
        var descent = new Sgd<double>([W, b], learningRate: 0.02, momentum: 0.9);
        var losses = new List<double>();
        for (int step = 0; step < 400; step++)
        {
            losses.Add(LossGradient(W, b, training.X, training.Y, lambda: 1e-3));
            descent.Step();
        }
        row.AtLeast($"digits: accuracy on {test.Count} held-out pictures", B05Softmax.Accuracy(W, b, test), 0.94);
        row.Draw(
            "The loss of batch descent.",
            new Chart { X = "step", LogY = true }
                .Line("", losses)
                .ToString()
        );
        row.Draw("What each class looks for, the strongest first.", Images.Columns(W, 8, 10));
    }

    private static double ByHand(Tensor W, Tensor b, Pictures pictures, double lambda)
    {
        double Score(int n, int j) => b[j] + Compare.Sum(64, k => pictures.X[n, k] * W[k, j]);
        double One(int n, int j) =>
            j == pictures.Y[n] ? 0 : System.Math.Max(0, Score(n, j) - Score(n, pictures.Y[n]) + 1);
        return Compare.Sum(pictures.Count, n => Compare.Sum(10, j => One(n, j))) / pictures.Count
            + lambda * Compare.Inner(W, W);
    }
}
