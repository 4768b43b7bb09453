using System;
using System.Collections.Generic;
using System.Linq;
using NeuralGen.Samples.Lectures.Book;
using NeuralGen.Samples.Lectures.Tools;

namespace NeuralGen.Samples.Lectures.Rows;

/// <summary>XOR four ways: not by a line, by features, by three units set by hand, by a trained 2-2-1 network.</summary>
internal static partial class B07Xor
{
    /// <summary>The mean of −y·log p − (1 − y)·log(1 − p), p being the output of a 2-2-1 network of logistic units.</summary>
    [Differentiable]
    private static double Loss(Tensor W, Tensor b, Tensor v, [NoGrad] Tensor X, int[] y)
    {
        double loss = 0;
        for (int n = 0; n < X.Dim(0); n++)
        {
            double z = v[2];
            for (int i = 0; i < 2; i++)
                z += v[i] * Activation.Sigmoid(W[0, i] * X[n, 0] + W[1, i] * X[n, 1] + b[i]);
            loss += Activation.Softplus(z) - y[n] * z;
        }
        return loss / X.Dim(0);
    }

    private static double Unit(double w1, double w2, double b, double x1, double x2) =>
        Compare.Sigmoid(w1 * x1 + w2 * x2 + b);

    private static double ByHand(double x1, double x2) =>
        Unit(20, 20, -30, Unit(20, 20, -10, x1, x2), Unit(-20, -20, 30, x1, x2)); // AND(OR, NAND)

    public static void Run(Row row)
    {
        (Tensor X, int[] y) = (Gates.Inputs, Gates.Xor);

        // A linear unit: the log-likelihood is concave, and at θ = 0 its gradient is 0. So nothing is better than p = ½.
        Tensor line = Tensor.Parameter(3);
        B04LogisticRegression.LogLikelihoodGradient(line, X, y, [0, 1, 2, 3]);
        row.AtMost("linear unit: the gradient at θ = 0, where p = ½ for all", line.Grad!.ToArray().Max(Math.Abs), 0);
        int most = 0;
        for (int a = -20; a <= 20; a++)
        for (int b = -20; b <= 20; b++)
        for (int c = -20; c <= 20; c++)
        {
            line.CopyFrom([a / 10.0, b / 10.0, c / 10.0 + 0.05]);
            most = Math.Max(most, Judge.Right(B04LogisticRegression.Answers(line, X), y));
        }
        row.Holds($"linear unit: the best of {41 * 41 * 41} lines gets {most} of 4 right", most == 3);

        Tensor features = Tensor.Wrap([0, 0, 0, 0, 1, 0, 1, 0, 0, 1, 1, 1], 4, 3);
        Tensor theta = Tensor.Parameter(4);
        B04LogisticRegression.Ascend(theta, features, y, batch: 4, rate: 2, epochs: 2000, row.NewRandom());
        row.All("with the features (x₁, x₂, x₁x₂)", Judge.Right(B04LogisticRegression.Answers(theta, features), y), 4);

        int right = Enumerable.Range(0, 4).Count(n => Math.Abs(ByHand(X[n, 0], X[n, 1]) - y[n]) < 0.001);
        row.All("AND(OR, NAND) of three logistic units, within 0.001", right, 4);

        int solved = 0;
        const int starts = 20;
        var pictures = new List<string>();
        for (int start = 0; start < starts; start++)
        {
            var random = row.NewRandom(start);
            (Tensor W, Tensor b, Tensor v) = (
                Draw.Uniform(random, 2, 2),
                Draw.Uniform(random, 2),
                Draw.Uniform(random, 3)
            );
            if (start == 0)
            {
                LossGradient(W, b, v, X, y);
                row.Gradients("2-2-1", GradientCheck.Run(() => Loss(W, b, v, X, y), ("W", W), ("b", b), ("v", v)));
            }
            double Output(double x1, double x2) =>
                Compare.Sigmoid(
                    v[0] * Unit(W[0, 0], W[1, 0], b[0], x1, x2) + v[1] * Unit(W[0, 1], W[1, 1], b[1], x1, x2) + v[2]
                );
            var descent = new Sgd<double>([W, b, v], learningRate: 0.5, momentum: 0.9);
            for (int step = 0; step <= 2000; step++)
            {
                if (start == 0 && step is 0 or 50 or 100 or 200 or 2000 && pictures.Count < 5)
                    pictures.Add(
                        Html.Titled(
                            $"step {step}",
                            new Plane(-0.5, 1.5, 150).Map((x1, x2) => 2 * Output(x1, x2) - 1).Points(X, y).ToString()
                        )
                    );
                LossGradient(W, b, v, X, y);
                descent.Step();
            }
            if (Enumerable.Range(0, 4).All(n => Math.Abs(Output(X[n, 0], X[n, 1]) - y[n]) < 0.1))
                solved++;
        }
        row.AtLeast($"trained 2-2-1 networks that solve it, of {starts} random starts", solved, 12);
        row.Draw(
            "By features, and by hand.",
            Html.Titled(
                "x₁, x₂, x₁x₂",
                new Plane(-0.5, 1.5, 150)
                    .Map((a, b) => 2 * Compare.Sigmoid(theta[0] * a + theta[1] * b + theta[2] * a * b + theta[3]) - 1)
                    .Points(X, y)
                    .ToString()
            ),
            Html.Titled(
                "AND(OR, NAND)",
                new Plane(-0.5, 1.5, 150).Map((a, b) => 2 * ByHand(a, b) - 1).Points(X, y).ToString()
            )
        );
        row.Draw("The boundary of the first 2-2-1 network as it forms.", pictures);
    }
}
