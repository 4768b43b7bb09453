using System;
using System.Collections.Generic;
using System.Linq;
using NeuralGen.Samples.Lectures.Book;
using NeuralGen.Samples.Lectures.Tools;

namespace NeuralGen.Samples.Lectures.Rows;

/// <summary>The browser demo: fc(tanh) – fc(tanh) – softmax(2) on points in the plane, by SGD with its settings.</summary>
internal static partial class B10Plane
{
    /// <summary>The mean negative log-likelihood of some rows.</summary>
    [Differentiable]
    private static double Loss(
        Tensor W1,
        Tensor b1,
        Tensor W2,
        Tensor b2,
        Tensor W3,
        Tensor b3,
        [NoGrad] Tensor X,
        int[] y,
        int[] rows
    )
    {
        double loss = 0;
        for (int n = 0; n < rows.Length; n++)
        {
            var h = new double[b1.Dim(0)];
            for (int i = 0; i < h.Length; i++)
                h[i] = Math.Tanh(W1[0, i] * X[rows[n], 0] + W1[1, i] * X[rows[n], 1] + b1[i]);
            var g = new double[b2.Dim(0)];
            for (int i = 0; i < g.Length; i++)
            {
                double u = b2[i];
                for (int j = 0; j < h.Length; j++)
                    u += h[j] * W2[j, i];
                g[i] = Math.Tanh(u);
            }
            // Of two scores only the difference matters: softmax(2) is σ of it.
            double ahead = b3[1] - b3[0];
            for (int j = 0; j < g.Length; j++)
                ahead += g[j] * (W3[j, 1] - W3[j, 0]);
            loss += Activation.Softplus(y[rows[n]] == 1 ? -ahead : ahead);
        }
        return loss / rows.Length;
    }

    private sealed record Network(Tensor W1, Tensor b1, Tensor W2, Tensor b2, Tensor W3, Tensor b3)
    {
        public Network(int first, int second, Random random)
            : this(
                Draw.Weights(random, 2, first),
                Tensor.Parameter(first),
                Draw.Weights(random, first, second),
                Tensor.Parameter(second),
                Draw.Weights(random, second, 2),
                Tensor.Parameter(2)
            ) { }

        public double Gradient(Clouds data, int[] rows) => LossGradient(W1, b1, W2, b2, W3, b3, data.X, data.Y, rows);

        /// <summary>The probability of class 1.</summary>
        public double Probability(double x, double y) =>
            Math.Exp(-Loss(W1, b1, W2, b2, W3, b3, Tensor.Wrap([x, y], 1, 2), [1], [0]));
    }

    public static void Run(Row row)
    {
        Learn(row, "XOR", Clouds.Xor(row.NewRandom(), 200), 2, 2, epochs: 4000, bar: 1);
        Learn(row, "circle", Clouds.Circle(row.NewRandom(), 200), 6, 2, epochs: 1000, bar: 0.99);
        Learn(row, "spiral", Clouds.Spiral(row.NewRandom(), 200), 20, 10, epochs: 4000, bar: 0.97);
    }

    private static void Learn(Row row, string name, Clouds data, int first, int second, int epochs, double bar)
    {
        var random = row.NewRandom(7);
        var net = new Network(first, second, random);
        net.Gradient(data, [0, 1, 2, 3, 4]);
        row.Gradients(
            $"{name}, 2-{first}-{second}-2",
            GradientCheck.Run(
                () => Loss(net.W1, net.b1, net.W2, net.b2, net.W3, net.b3, data.X, data.Y, [0, 1, 2, 3, 4]),
                ("W1", net.W1),
                ("b1", net.b1),
                ("W2", net.W2),
                ("b2", net.b2),
                ("W3", net.W3),
                ("b3", net.b3)
            )
        );

        Tensor[] parameters = [net.W1, net.b1, net.W2, net.b2, net.W3, net.b3];
        var descent = new Sgd<double>(parameters, learningRate: 0.01, momentum: 0.1, weightDecay: 0.001);
        descent.Configure([net.b1, net.b2, net.b3], weightDecay: 0);
        var pictures = new List<string>();
        int[] shown = [0, epochs / 50, epochs / 10, epochs / 3, epochs];
        for (int epoch = 0; epoch <= epochs; epoch++)
        {
            if (shown.Contains(epoch))
                pictures.Add(
                    Html.Titled(
                        $"epoch {epoch}",
                        new Plane(-2.2, 2.2)
                            .Map((x, y) => 2 * net.Probability(x, y) - 1)
                            .Points(data.X, data.Y)
                            .ToString()
                    )
                );
            foreach (int[] rows in Shuffled.Batches(data.Count, 10, random))
            {
                net.Gradient(data, rows);
                descent.Step();
            }
        }
        int[] answers =
        [
            .. Enumerable.Range(0, data.Count).Select(n => net.Probability(data.X[n, 0], data.X[n, 1]) > 0.5 ? 1 : 0),
        ];
        row.AtLeast($"{name}: share of points on their side", Judge.Accuracy(answers, data.Y), bar);
        row.Draw($"{name}: the boundary as it forms.", pictures);
    }
}
