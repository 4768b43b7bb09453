using System;
using System.Linq;
using NeuralGen.Samples.Lectures.Book;
using NeuralGen.Samples.Lectures.Tools;

namespace NeuralGen.Samples.Lectures.Rows;

/// <summary>(f(x + ε) − f(x − ε)) / 2ε beside the gradient, and what the choice of ε does.</summary>
internal static partial class A09GradientCheck
{
    [Differentiable]
    private static double Energy(Tensor h, Tensor W, Tensor x)
    {
        double energy = 0;
        for (int i = 0; i < W.Dim(0); i++)
        for (int j = 0; j < W.Dim(1); j++)
            energy -= h[i] * W[i, j] * Math.Tanh(x[j]);
        return energy;
    }

    public static void Run(Row row)
    {
        var random = row.NewRandom();
        (Tensor h, Tensor W, Tensor x) = (
            Draw.Uniform(random, 9),
            Draw.Uniform(random, 9, 17),
            Draw.Uniform(random, 17)
        );
        EnergyGradient(h, W, x);
        GradientCheckResult Check() => GradientCheck.Run(() => Energy(h, W, x), ("h", h), ("W", W), ("x", x));
        row.Gradients("h, W, x", Check());

        W.Grad![3, 5] += 0.01;
        GradientCheckResult wrong = Check();
        row.Holds(
            $"one wrong element is found and named: {wrong.Worst}",
            !wrong.Passed && wrong.Worst!.Name == "W[3, 5]"
        );
        W.Grad[3, 5] -= 0.01;

        // The error of one component by ε: of truncation, ∝ ε², on the right; of rounding, ∝ 1/ε, on the left.
        var steps = new double[61];
        var errors = new double[61];
        for (int k = 0; k < steps.Length; k++)
        {
            double center = x[2];
            steps[k] = Math.Pow(10, -12 + k / 5.0);
            x[2] = center + steps[k];
            double above = Energy(h, W, x);
            x[2] = center - steps[k];
            double below = Energy(h, W, x);
            x[2] = center;
            errors[k] = Math.Abs((above - below) / (2 * steps[k]) - x.Grad![2]) + 1e-17;
        }
        int best = Array.IndexOf(errors, errors.Min());
        row.Holds(
            $"neither the smallest nor the largest ε is the best: {steps[best]:G2}",
            steps[best] is > 1e-8 and < 1e-3
        );
        row.Draw(
            "The error of the central difference by ε: rounding on the left, truncation on the right.",
            new Chart
            {
                X = "ε",
                Y = "error",
                LogX = true,
                LogY = true,
            }
                .Line("", steps, errors)
                .ToString()
        );
    }
}
