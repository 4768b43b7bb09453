using System;
using System.Collections.Generic;
using System.Linq;
using NeuralGen.Samples.Lectures.Book;
using static NeuralGen.Samples.Lectures.Tools.Compare;

namespace NeuralGen.Samples.Lectures.Rows;

/// <summary>∂L/∂w and ∂L/∂b share the factor (σ − t)·σ′: the generated code computes it once.</summary>
internal static partial class A06SharedFactor
{
    [Differentiable]
    private static double Loss(double w, double b, [NoGrad] double x, [NoGrad] double t)
    {
        double y = Activation.Sigmoid(w * x + b);
        return 0.5 * (t - y) * (t - y);
    }

    public static void Run(Row row)
    {
        (double x, double t) = (1.7, 0.9);
        double worst = 0;
        foreach (double w in Enumerable.Range(-20, 41).Select(i => i / 5.0))
        {
            const double b = -0.3;
            LossGradient(w, b, x, t, out double wGrad, out double bGrad);
            double y = Sigmoid(w * x + b);
            double shared = (y - t) * y * (1 - y);
            worst = Math.Max(worst, Math.Max(Apart(shared * x, wGrad), Apart(shared, bGrad)));
        }
        LossGradient(0.4, -0.3, x, t, out double wAt, out double bAt);
        row.Gradients("w, b", GradientCheck.Run(p => Loss(p[0], p[1], x, t), [0.4, -0.3], [wAt, bAt]));
        row.AtMost("w.grad and b.grad beside (σ − t)·σ′·x and (σ − t)·σ′, 41 points", worst, 1e-12);

        string[] lines = [.. Body(GeneratedCode.Text("A06SharedFactor.Loss"))];
        row.Holds("the generated gradient calculates σ once", lines.Count(line => line.Contains("Sigmoid(")) == 1);
        row.Holds("the generated gradient calculates 1 − σ once", lines.Count(line => line.Contains("1.0 - ")) == 1);
        row.Draw("The generated gradient.", Html.Lines(string.Join('\n', lines)));
    }

    /// <summary>What stands between the last method's braces.</summary>
    private static IEnumerable<string> Body(string file) =>
        file[file.LastIndexOf("static double Gradient(", StringComparison.Ordinal)..]
            .Split('\n')
            .Select(line => line.Trim())
            .SkipWhile(line => line != "unchecked")
            .Skip(2)
            .TakeWhile(line => line != "}");
}
