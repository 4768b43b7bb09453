using System.Collections.Generic;
using System.Linq;
using NeuralGen.Samples.Lectures.Book;
using NeuralGen.Samples.Lectures.Tools;

namespace NeuralGen.Samples.Lectures.Rows;

/// <summary>Two- and three-layer ReLU classifiers of colour pictures, 3072-100-10 and 3072-100-50-10, with L2.</summary>
internal static partial class B09ReluNetworks
{
    [Differentiable]
    private static double TwoLayers(
        Tensor W1,
        Tensor b1,
        Tensor W2,
        Tensor b2,
        [NoGrad] Tensor X,
        int[] labels,
        bool hinge,
        Tensor scores
    )
    {
        Tensor h = new(X.Dim(0), W1.Dim(1));
        Matrix.Affine(X, W1, b1, h);
        Matrix.Relu(h);
        Matrix.Affine(h, W2, b2, scores);
        double loss = Matrix.Loss(scores, labels, hinge);
        return loss + 1e-4 * (Matrix.SquaredNorm(W1) + Matrix.SquaredNorm(W2));
    }

    [Differentiable]
    private static double ThreeLayers(
        Tensor W1,
        Tensor b1,
        Tensor W2,
        Tensor b2,
        Tensor W3,
        Tensor b3,
        [NoGrad] Tensor X,
        int[] labels,
        bool hinge,
        Tensor scores
    )
    {
        Tensor h = new(X.Dim(0), W1.Dim(1));
        Matrix.Affine(X, W1, b1, h);
        Matrix.Relu(h);
        Tensor g = new(X.Dim(0), W2.Dim(1));
        Matrix.Affine(h, W2, b2, g);
        Matrix.Relu(g);
        Matrix.Affine(g, W3, b3, scores);
        double loss = Matrix.Loss(scores, labels, hinge);
        return loss + 1e-4 * (Matrix.SquaredNorm(W1) + Matrix.SquaredNorm(W2) + Matrix.SquaredNorm(W3));
    }

    /// <summary>W₁, b₁, W₂, b₂, …, by He's rule.</summary>
    private static Tensor[] Parameters(System.Random random, params int[] widths)
    {
        var parameters = new List<Tensor>();
        for (int layer = 1; layer < widths.Length; layer++)
        {
            Tensor W = Tensor.Parameter(widths[layer - 1], widths[layer]);
            Initialization.HeNormal(W, random);
            parameters.AddRange([W, Tensor.Parameter(widths[layer])]);
        }
        return [.. parameters];
    }

    /// <summary>The loss, and its gradient where it is wanted, of either network.</summary>
    private static double Apply(Tensor[] p, Pictures data, bool hinge, bool gradient, out Tensor scores)
    {
        scores = Tensor.Parameter(data.Count, 10);
        (Tensor X, int[] y) = (data.X, data.Y);
        return (p.Length, gradient) switch
        {
            (4, true) => TwoLayersGradient(p[0], p[1], p[2], p[3], X, y, hinge, scores),
            (4, false) => TwoLayers(p[0], p[1], p[2], p[3], X, y, hinge, scores),
            (_, true) => ThreeLayersGradient(p[0], p[1], p[2], p[3], p[4], p[5], X, y, hinge, scores),
            _ => ThreeLayers(p[0], p[1], p[2], p[3], p[4], p[5], X, y, hinge, scores),
        };
    }

    public static void Run(Row row)
    {
        (Pictures training, Pictures test) = Pictures.Digits(row.Seed);
        Pictures few = training.Take([0, 1, 2, 3]);
        (training, test) = (training.Enlarged(), test.Enlarged());
        row.Say("real images: the handwritten digits as colour pictures of 32 × 32 pixels");
        var chart = new Chart
        {
            X = "epoch",
            Y = "loss",
            LogY = true,
        };
        foreach (int[] hidden in new int[][] { [100], [100, 50] })
        foreach (bool hinge in new[] { false, true })
        {
            string name = $"{hidden.Length + 1} layers, {(hinge ? "SVM" : "softmax")}";
            Tensor[] small = Parameters(row.NewRandom(), [64, 7, .. hidden[1..].Select(_ => 6), 10]);
            Apply(small, few, hinge, gradient: true, out _);
            row.Gradients(
                name,
                GradientCheck.Run(
                    () => Apply(small, few, hinge, gradient: false, out _),
                    [.. small.Select((tensor, i) => new GradientCheckParameter($"p{i}", tensor))]
                )
            );

            var random = row.NewRandom(1);
            Tensor[] parameters = Parameters(random, [3072, .. hidden, 10]);
            var descent = new Sgd<double>(parameters, learningRate: hinge ? 0.001 : 0.01, momentum: 0.9);
            var losses = new List<double>();
            for (int epoch = 0; epoch < 12; epoch++)
            {
                double sum = 0;
                foreach (Pictures batch in training.Batches(50, random))
                {
                    sum += Apply(parameters, batch, hinge, gradient: true, out _) * batch.Count / training.Count;
                    descent.Step();
                }
                losses.Add(sum);
            }
            chart.Line(name, losses);
            Apply(parameters, test, hinge, gradient: false, out Tensor scores);
            row.AtLeast($"{name}: accuracy on {test.Count} held-out pictures", Judge.Accuracy(scores, test.Y), 0.94);
        }
        row.Draw("The mean loss of each epoch.", chart.ToString());
    }
}
