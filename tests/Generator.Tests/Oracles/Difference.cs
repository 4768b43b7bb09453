using System;
using System.Collections.Generic;
using System.Linq;

namespace NeuralGen.Generator.Tests.Oracles;

/// <summary>The derivative of a function of one number at 0, by differences, or the finding that there is none.</summary>
internal static class Difference
{
    private static readonly double[] _steps = [1e-4, 1e-3, 1e-5, 1e-6, 1e-7];

    /// <summary>
    /// Whether <paramref name="derivative"/> is what differences show at some step: a large one loses the higher
    /// derivatives, a small one the digits.
    /// </summary>
    /// <param name="function">The function, of which five values are taken at each step.</param>
    /// <param name="derivative">What is to be confirmed.</param>
    /// <param name="scale">The size of the terms that the derivative is a sum of.</param>
    /// <param name="magnitude">The size of the terms that the function is a sum of: the source of rounding.</param>
    public static Verdict Check(Func<double, double> function, double derivative, double scale, double magnitude)
    {
        double best = double.NaN;
        var shown = new List<string>();
        foreach (double h in _steps)
        {
            double estimate = Central(function, h);
            double tolerance = (1e-6 * (1 + scale + Math.Abs(estimate))) + (1e-14 * magnitude / h);
            if (Math.Abs(estimate - derivative) <= tolerance)
            {
                return Verdict.Agrees;
            }

            shown.Add(FormattableString.Invariant($"{estimate:R} (step {h})"));
            best =
                double.IsNaN(best) || Math.Abs(estimate - derivative) < Math.Abs(best - derivative) ? estimate : best;
        }

        return IsKink(function, Math.Abs(best - derivative))
            ? Verdict.Kink
            : new Verdict(false, string.Join(", ", shown));
    }

    /// <summary>The five-point formula: its error is of the fourth order.</summary>
    private static double Central(Func<double, double> f, double h) =>
        ((8 * (f(h) - f(-h))) - (f(2 * h) - f(-2 * h))) / (12 * h);

    /// <summary>Where the slopes to the left and to the right differ about as much as the estimate is off.</summary>
    private static bool IsKink(Func<double, double> f, double off)
    {
        double at = f(0);
        return new[] { 1e-3, 1e-5, 1e-7 }.Any(h =>
        {
            double right = (f(h) - at) / h;
            double left = (at - f(-h)) / h;
            double farRight = (f(2 * h) - at) / (2 * h);
            double farLeft = (at - f(-2 * h)) / (2 * h);
            // Where the function jumps at the point, one side is still smooth.
            double curvature = Math.Min(Math.Abs(farRight - right), Math.Abs(farLeft - left));
            double disagreement = Math.Abs(right - left);

            // Where the function is smooth, the slopes differ by the curvature alone.
            return !double.IsFinite(disagreement) || (disagreement > 0.2 * off && disagreement > 8 * curvature);
        });
    }
}

/// <summary>What differences say of a derivative.</summary>
internal sealed record Verdict(bool Holds, string Estimates)
{
    public static Verdict Agrees { get; } = new(true, "");

    /// <summary>No derivative there: the point says nothing.</summary>
    public static Verdict Kink { get; } = new(true, "");
}
