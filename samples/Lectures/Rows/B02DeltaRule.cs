using System;
using System.Collections.Generic;
using System.Linq;
using NeuralGen.Samples.Lectures.Book;
using NeuralGen.Samples.Lectures.Tools;

namespace NeuralGen.Samples.Lectures.Rows;

/// <summary>w ← w + η(y − wᵀx)x is descent along the gradient of ½(y − wᵀx)².</summary>
internal static partial class B02DeltaRule
{
    [Differentiable]
    private static double Loss(double[] w, [NoGrad] Tensor X, [NoGrad] double[] y, int n)
    {
        double sum = 0;
        for (int j = 0; j < w.Length; j++)
            sum += w[j] * X[n, j];
        return 0.5 * (y[n] - sum) * (y[n] - sum);
    }

    public static void Run(Row row)
    {
        (int count, int size) = (60, 4);
        var random = row.NewRandom();
        Tensor X = Draw.Uniform(random, count, size);
        var y = new double[count];
        for (int n = 0; n < count; n++)
            y[n] = 2 * X[n, 0] - X[n, 1] + 0.5 * X[n, 3] + 0.3 * Draw.Normal(random);
        double[] best = Algebra.Ridge(X, y, lambda: 0);

        var w = new double[size];
        var step = new double[size];
        double worst = 0;
        var distances = new List<double>();
        for (int epoch = 0; epoch < 2000; epoch++)
        {
            // A constant rate circles around the solution; one that falls like 1/epoch reaches it.
            double rate = 0.1 / (1 + epoch / 5.0);
            for (int n = 0; n < count; n++)
            {
                double error = y[n] - Compare.Sum(size, j => w[j] * X[n, j]);
                LossGradient(w, X, y, n, step);
                for (int j = 0; j < size; j++)
                {
                    worst = Math.Max(worst, Math.Abs(-step[j] - error * X[n, j]));
                    w[j] -= rate * step[j];
                }
            }
            distances.Add(w.Zip(best).Max(pair => Math.Abs(pair.First - pair.Second)));
        }
        row.AtMost("the negative gradient beside (y − wᵀx)x, every step", worst, 1e-14);
        row.AtMost("distance from the least-squares solution", distances[^1], 1e-3);
        row.Draw(
            "How far the weights are from the least-squares solution.",
            new Chart
            {
                X = "epoch",
                Y = "distance",
                LogX = true,
                LogY = true,
            }
                .Line("", distances)
                .ToString()
        );
    }
}
