using System.Collections.Generic;
using NeuralGen.Samples.Lectures.Book;

namespace NeuralGen.Samples.Lectures.Tools;

/// <summary>Ten scores Wᵀx + b of the handwritten digits, learned by batch descent: rows B5 and B6 bring their losses.</summary>
internal static class LinearDigits
{
    /// <summary>A loss, or the loss and its gradient: the generated method has the same parameters.</summary>
    public delegate double Loss(Tensor W, Tensor b, Tensor X, int[] labels, double lambda);

    /// <summary>Checks the gradient, descends, judges and draws.</summary>
    public static void Learn(Row row, Loss loss, Loss gradient, double rate, double lambda, int steps)
    {
        (Pictures training, Pictures test) = Pictures.Digits(row.Seed);
        (Tensor W, Tensor b) = (Draw.Uniform(row.NewRandom(), 64, 10), Draw.Uniform(row.NewRandom(), 10));
        Pictures few = training.Take([0, 1, 2, 3, 4]);
        gradient(W, b, few.X, few.Y, lambda);
        row.Gradients("W, b", GradientCheck.Run(() => loss(W, b, few.X, few.Y, lambda), ("W", W), ("b", b)));

        W.Fill(0);
        b.Fill(0);
        var descent = new Sgd<double>([W, b], rate, momentum: 0.9);
        var losses = new List<double>();
        for (int step = 0; step < steps; step++)
        {
            losses.Add(gradient(W, b, training.X, training.Y, lambda));
            descent.Step();
        }
        Tensor scores = new(test.Count, 10);
        Matrix.Affine(test.X, W, b, scores);
        row.AtLeast($"digits: accuracy on {test.Count} held-out pictures", Judge.Accuracy(scores, test.Y), 0.94);
        row.Draw(
            "The loss of batch descent.",
            new Chart { X = "step", LogY = true }
                .Line("", losses)
                .ToString()
        );
        row.Draw("What each class looks for, the strongest first.", Images.Columns(W, 8, 10));
    }
}
