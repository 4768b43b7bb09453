using System;
using System.Collections.Generic;
using System.Linq;
using NeuralGen.Samples.Lectures.Book;
using NeuralGen.Samples.Lectures.Tools;

namespace NeuralGen.Samples.Lectures.Rows;

/// <summary>Threshold units, and the rule w ← w ± x on mistakes only.</summary>
internal static partial class B01Perceptron
{
    private static int Fires(double[] w, double[] x) => (int)Activation.Step(Compare.Sum(w.Length, j => w[j] * x[j]));

    /// <summary>max(0, −t wᵀx) with t = ±1: its negative gradient is the rule.</summary>
    [Differentiable]
    private static double Criterion(double[] w, [NoGrad] double[] x, [NoGrad] double t)
    {
        double sum = 0;
        for (int j = 0; j < w.Length; j++)
            sum += w[j] * x[j];
        return Math.Max(0, -t * sum);
    }

    /// <summary>The mistakes of each epoch until one has none, or the weights are what they were after an earlier one.</summary>
    private static (List<int> Mistakes, bool Cycles) Learn(double[][] x, int[] y, double[] w)
    {
        var mistakes = new List<int>();
        var seen = new HashSet<string>();
        do
        {
            mistakes.Add(0);
            for (int n = 0; n < x.Length; n++)
            {
                if (Fires(w, x[n]) == y[n])
                    continue;
                mistakes[^1]++;
                for (int j = 0; j < w.Length; j++)
                    w[j] += y[n] == 1 ? x[n][j] : -x[n][j];
            }
            if (mistakes[^1] > 0 && !seen.Add(string.Join(' ', w)))
                return (mistakes, true);
        } while (mistakes[^1] > 0);
        return (mistakes, false);
    }

    public static void Run(Row row)
    {
        // McCulloch and Pitts: weights and threshold set by hand; the last input is always 1.
        double[][] bits = WithOne(Gates.Inputs);
        row.All("AND as the unit x₁ + x₂ ≥ 1.5", Right([1, 1, -1.5], bits, Gates.And), 4);
        row.All("OR as the unit x₁ + x₂ ≥ 0.5", Right([1, 1, -0.5], bits, Gates.Or), 4);
        row.All("NAND as the unit −x₁ − x₂ ≥ −1.5", Right([-1, -1, 1.5], bits, Gates.Nand), 4);

        Clouds cloud = Clouds.Separable(row.NewRandom(), 100, margin: 0.1);
        double[][] points = WithOne(cloud.X);
        var w = new double[3];
        (List<int> mistakes, bool cycles) = Learn(points, cloud.Y, w);
        row.Holds(
            $"separable points: no mistake left after {mistakes.Count} epochs, {mistakes.Sum()} corrections",
            !cycles
        );
        row.All("separable points on their side", Right(w, points, cloud.Y), cloud.Count);

        // Novikoff: at most (R ‖w*‖ / margin)² corrections, with the separating line's unit normal and offset.
        double radius = points.Max(x => x.Sum(v => v * v));
        row.AtMost("corrections, by Novikoff's bound", mistakes.Sum(), radius * (1 + 0.05) / (0.1 * 0.1));

        double worst = 0;
        foreach ((double[] x, int y) in points.Zip(cloud.Y))
        {
            var gradient = new double[3];
            CriterionGradient([0.3, -0.8, 0.1], x, 2 * y - 1, gradient);
            bool mistake = Fires([0.3, -0.8, 0.1], x) != y;
            for (int j = 0; j < 3; j++)
                worst = Math.Max(worst, Math.Abs(-gradient[j] - (mistake ? (2 * y - 1) * x[j] : 0)));
        }
        row.AtMost("the rule's step beside the negative gradient of max(0, −t wᵀx), 100 points", worst, 1e-15);

        var v = new double[3];
        (List<int> xorMistakes, bool xorCycles) = Learn(bits, Gates.Xor, v);
        row.Holds(
            $"XOR is reported as not converging: after {xorMistakes.Count} epochs the weights come back, so they always will",
            xorCycles
        );
        row.Draw(
            "What the rule found. On XOR (right) the mistakes of an epoch never end.",
            new Plane(-2, 2).Map((a, b) => 2 * Fires(w, [a, b, 1]) - 1).Points(cloud.X, cloud.Y).ToString(),
            new Chart { X = "epoch", Y = "mistakes" }
                .Line("separable", [.. mistakes.Select(m => (double)m)])
                .Line("XOR", [.. xorMistakes.Select(m => (double)m)])
                .ToString()
        );
    }

    private static double[][] WithOne(Tensor X) =>
        [.. Enumerable.Range(0, X.Dim(0)).Select(n => new[] { X[n, 0], X[n, 1], 1 })];

    private static int Right(double[] w, double[][] x, int[] y) =>
        x.Zip(y).Count(pair => Fires(w, pair.First) == pair.Second);
}
