using System;
using System.Collections.Generic;
using System.Linq;
using NeuralGen.Samples.Lectures.Book;

namespace NeuralGen.Samples.Lectures.Rows;

internal static partial class B16Universal
{
    /// <summary>Two threshold units, one subtracted from the other: 1 from <paramref name="from"/> to <paramref name="to"/>.</summary>
    private static double Pulse(double x, double from, double to) =>
        Activation.Step(x - from) - Activation.Step(x - to);

    /// <summary>K pulses side by side over [0, 1], each as high as the function in its middle: 2K hidden units.</summary>
    private static double Pulses(Func<double, double> function, int count, double x) =>
        Enumerable
            .Range(0, count)
            .Sum(k => function((k + 0.5) / count) * Pulse(x, k / (double)count, (k + 1.0) / count));

    /// <summary>The same with steep logistic units in place of steps: K bumps.</summary>
    private static double Bumps(Func<double, double> function, int count, double x)
    {
        double Soft(double at) => Activation.Sigmoid(8 * count * (x - at));
        return Enumerable
            .Range(0, count)
            .Sum(k => function((k + 0.5) / count) * (Soft(k / (double)count) - Soft((k + 1.0) / count)));
    }

    private static void Bumps(Row row)
    {
        static double Function(double x) => 0.3 + 0.4 * x + 0.25 * Math.Sin(9 * x) * Math.Exp(-x);
        double[] points = [.. Enumerable.Range(0, 2000).Select(i => (i + 0.5) / 2000)];
        double slope = points.Max(x => Math.Abs(Function(x + 1e-4) - Function(x)) / 1e-4);

        int[] counts = [4, 8, 16, 32, 64, 128, 256];
        double[] errors = [.. counts.Select(K => points.Max(x => Math.Abs(Pulses(Function, K, x) - Function(x))))];
        for (int i = 0; i < counts.Length; i += 3)
            row.AtMost(
                $"{counts[i]} pulses: largest error, by the bound slope/2K",
                errors[i],
                1.001 * slope / (2 * counts[i])
            );
        double[] soft =
        [
            .. counts.Select(K =>
                points.Where(x => x is > 0.1 and < 0.9).Max(x => Math.Abs(Bumps(Function, K, x) - Function(x)))
            ),
        ];
        row.AtMost("256 logistic bumps: largest error within [0.1, 0.9]", soft[^1], slope / 256);

        var charts = new List<string>
        {
            new Chart { Width = 340, X = "one pulse" }
                .Line("", -0.2, 1.2, x => Pulse(x, 0.3, 0.6))
                .ToString(),
        };
        foreach (int K in new[] { 8, 32 })
            charts.Add(
                new Chart { Width = 340, X = $"{K} pulses" }
                    .Line("function", 0, 0.9999, Function)
                    .Line("network", 0, 0.9999, x => Pulses(Function, K, x))
                    .ToString()
            );
        charts.Add(
            new Chart { Width = 340, X = "8 bumps" }
                .Line("function", 0, 1, Function)
                .Line("network", 0, 1, x => Bumps(Function, 8, x))
                .ToString()
        );
        charts.Add(
            new Chart
            {
                Width = 340,
                X = "K",
                LogX = true,
                LogY = true,
            }
                .Line("pulses", [.. counts.Select(K => (double)K)], errors)
                .Line("bumps", [.. counts.Select(K => (double)K)], soft)
                .ToString()
        );
        row.Draw("A pulse of two units; a function of one input from K of them; the largest error by K.", charts);
    }
}
