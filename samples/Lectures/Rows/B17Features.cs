using System;
using System.Linq;
using NeuralGen.Samples.Lectures.Book;
using NeuralGen.Samples.Lectures.Tools;

namespace NeuralGen.Samples.Lectures.Rows;

/// <summary>A disc in a ring: no line parts them, but in polar coordinates one does. A network finds such features itself.</summary>
internal static partial class B17Features
{
    /// <summary>The mean of −log p(y) for a unit on top of tanh features: z = v·tanh(Wx + b) + c.</summary>
    [Differentiable]
    private static double Loss(Tensor W, Tensor b, Tensor v, [NoGrad] Tensor X, int[] y)
    {
        double loss = 0;
        for (int n = 0; n < X.Dim(0); n++)
        {
            double z = v[b.Dim(0)];
            for (int i = 0; i < b.Dim(0); i++)
                z += v[i] * Math.Tanh(W[0, i] * X[n, 0] + W[1, i] * X[n, 1] + b[i]);
            loss += Activation.Softplus(z) - y[n] * z;
        }
        return loss / X.Dim(0);
    }

    public static void Run(Row row)
    {
        Clouds data = Clouds.Circle(row.NewRandom(), 200);
        Tensor polar = new(data.Count, 2);
        for (int n = 0; n < data.Count; n++)
        {
            (double x, double y) = (data.X[n, 0], data.X[n, 1]);
            (polar[n, 0], polar[n, 1]) = (Math.Sqrt(x * x + y * y), Math.Atan2(y, x));
        }
        Tensor plain = Tensor.Parameter(3);
        B04LogisticRegression.Ascend(plain, data.X, data.Y, batch: 200, rate: 1, epochs: 500, row.NewRandom());
        double raw = Judge.Accuracy(B04LogisticRegression.Answers(plain, data.X), data.Y);
        row.AtMost("in x and y: share that the best line gets right", raw, 0.75);

        Tensor theta = Tensor.Parameter(3);
        B04LogisticRegression.Ascend(theta, polar, data.Y, batch: 200, rate: 1, epochs: 2000, row.NewRandom());
        row.All(
            "in r and φ: points right",
            Judge.Right(B04LogisticRegression.Answers(theta, polar), data.Y),
            data.Count
        );

        const int units = 3;
        var random = row.NewRandom(1);
        (Tensor W, Tensor b, Tensor v) = (
            Draw.Uniform(random, 2, units),
            Draw.Uniform(random, units),
            Draw.Uniform(random, units + 1)
        );
        LossGradient(W, b, v, data.X, data.Y);
        row.Gradients("W, b, v", GradientCheck.Run(() => Loss(W, b, v, data.X, data.Y), ("W", W), ("b", b), ("v", v)));
        var descent = new Sgd<double>([W, b, v], learningRate: 0.3, momentum: 0.9);
        for (int step = 0; step < 2000; step++)
        {
            LossGradient(W, b, v, data.X, data.Y);
            descent.Step();
        }
        double Score(double x, double y) =>
            v[units] + Compare.Sum(units, i => v[i] * Math.Tanh(W[0, i] * x + W[1, i] * y + b[i]));
        int[] answers = [.. Enumerable.Range(0, data.Count).Select(n => Score(data.X[n, 0], data.X[n, 1]) > 0 ? 1 : 0)];
        row.All($"by {units} learned features: points right", Judge.Right(answers, data.Y), data.Count);

        row.Draw(
            "One line in polar coordinates (left) is a circle in the plane (middle); what three tanh units learned (right).",
            new Plane(-3.2, 3.2)
                .Map((r, phi) => 2 * Compare.Sigmoid(theta[0] * r + theta[1] * phi + theta[2]) - 1)
                .Points(polar, data.Y)
                .ToString(),
            new Plane(-2.2, 2.2)
                .Map(
                    (x, y) =>
                        2
                            * Compare.Sigmoid(
                                theta[0] * Math.Sqrt(x * x + y * y) + theta[1] * Math.Atan2(y, x) + theta[2]
                            )
                        - 1
                )
                .Points(data.X, data.Y)
                .ToString(),
            new Plane(-2.2, 2.2).Map((x, y) => 2 * Compare.Sigmoid(Score(x, y)) - 1).Points(data.X, data.Y).ToString()
        );
        row.Draw(
            "The three learned features.",
            Enumerable
                .Range(0, units)
                .Select(i =>
                    new Plane(-2.2, 2.2, 150)
                        .Map((x, y) => Math.Tanh(W[0, i] * x + W[1, i] * y + b[i]))
                        .Points(data.X, data.Y)
                        .ToString()
                )
        );
    }
}
