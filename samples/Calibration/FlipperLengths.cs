using System;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace NeuralGen.Samples.Calibration;

/// <summary>
/// Two normal distributions mixed, fitted to the flipper lengths of the palmerpenguins by maximum likelihood with MathNet's
/// L-BFGS: value and gradient are one generated call.
/// </summary>
internal static partial class FlipperLengths
{
    /// <summary>The mean negative log-likelihood.</summary>
    /// <param name="lengths">The lengths, in millimetres.</param>
    /// <param name="p">The logit of the first group's share, both means, the logarithms of both deviations: any numbers will do.</param>
    [Differentiable]
    private static double Loss([NoGrad] ReadOnlySpan<double> lengths, ReadOnlySpan<double> p)
    {
        double share = Activation.Sigmoid(p[0]);
        double sum = 0;
        for (int n = 0; n < lengths.Length; n++)
            sum -= Math.Log(
                share * Density(lengths[n], p[1], Math.Exp(p[3]))
                    + (1 - share) * Density(lengths[n], p[2], Math.Exp(p[4]))
            );
        return sum / lengths.Length;
    }

    private static double Density(double x, double mean, double deviation)
    {
        double z = (x - mean) / deviation;
        return Math.Exp(-0.5 * z * z) / (deviation * Math.Sqrt(2 * Math.PI));
    }

    public static void Fit(Checks checks)
    {
        Dataset<float> penguins = Penguins.Load();
        double[] lengths = [.. Enumerable.Range(0, penguins.Count).Select(n => (double)penguins.Inputs[n, 2])];
        IObjectiveFunction objective = ObjectiveFunction.Gradient(p =>
        {
            var gradient = new double[p.Count];
            double loss = LossGradient(lengths, p.ToArray(), gradient);
            return (loss, Vector<double>.Build.Dense(gradient));
        });
        var minimizer = new LimitedMemoryBfgsMinimizer(1e-9, 1e-12, 0, memory: 5, maximumIterations: 500);
        double[] start = [0, 190, 220, Math.Log(10), Math.Log(10)];
        MinimizationResult fit = minimizer.FindMinimum(objective, Vector<double>.Build.Dense(start));
        double[] p = fit.MinimizingPoint.ToArray();

        Console.WriteLine("Flipper lengths of penguins, two normal distributions mixed, beside a step of");
        Console.WriteLine("expectation-maximization from there, which at the maximum changes nothing:");
        Console.WriteLine($" {fit.Iterations} iterations of L-BFGS, {fit.ReasonForExit}");
        Step(checks, lengths, p);
        int right = Enumerable
            .Range(0, lengths.Length)
            .Count(n => FirstGroup(lengths[n], p) < 0.5 == (Penguins.Species[penguins.Labels[n]] == "Gentoo"));
        checks.AtLeast("Gentoo told from the others", right / (double)lengths.Length, 0.9);
    }

    /// <summary>The probability that a penguin belongs to the first group.</summary>
    private static double FirstGroup(double length, double[] p)
    {
        double share = Activation.Sigmoid(p[0]);
        double first = share * Density(length, p[1], Math.Exp(p[3]));
        return first / (first + (1 - share) * Density(length, p[2], Math.Exp(p[4])));
    }

    private static void Step(Checks checks, double[] lengths, double[] p)
    {
        foreach (int group in new[] { 0, 1 })
        {
            double[] weights = [.. lengths.Select(x => Math.Abs(group - FirstGroup(x, p)))];
            double count = weights.Sum();
            double mean = lengths.Zip(weights, (x, w) => w * x).Sum() / count;
            double variance = lengths.Zip(weights, (x, w) => w * (x - mean) * (x - mean)).Sum() / count;
            double share = Activation.Sigmoid(group == 0 ? p[0] : -p[0]);
            checks.Equal($"group {group + 1}: share", share, count / lengths.Length, 1e-6);
            checks.Equal($"group {group + 1}: mean", p[1 + group], mean, 1e-6);
            checks.Equal($"group {group + 1}: deviation", Math.Exp(p[3 + group]), Math.Sqrt(variance), 1e-6);
        }
    }
}
