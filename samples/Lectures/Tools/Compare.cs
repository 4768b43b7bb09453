using System;
using System.Linq;

namespace NeuralGen.Samples.Lectures.Tools;

/// <summary>Tensors beside the formulas that a lecture derives by hand.</summary>
internal static class Compare
{
    /// <summary>σ as the lectures write it.</summary>
    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    public static double Sum(int count, Func<int, double> term) => Enumerable.Range(0, count).Sum(term);

    /// <summary>How far two numbers are apart, relative to the larger of 1 and the first.</summary>
    public static double Apart(double expected, double actual) =>
        Math.Abs(expected - actual) / Math.Max(1, Math.Abs(expected));

    /// <summary>How far the worst element is from a formula in its index.</summary>
    public static double Apart(Func<int, double> formula, Tensor actual) =>
        Enumerable.Range(0, actual.Dim(0)).Max(i => Apart(formula(i), actual[i]));

    public static double Apart(Func<int, int, double> formula, Tensor actual) =>
        Enumerable.Range(0, actual.Dim(0)).Max(i => Worst(actual.Dim(1), j => Apart(formula(i, j), actual[i, j])));

    public static double Apart(Func<int, int, int, double> formula, Tensor actual) =>
        Enumerable
            .Range(0, actual.Dim(0))
            .Max(i => Worst(actual.Dim(1), j => Worst(actual.Dim(2), k => Apart(formula(i, j, k), actual[i, j, k]))));

    /// <summary>How far the worst elements of two tensors of one shape are apart.</summary>
    public static double Apart(Tensor expected, Tensor actual) =>
        Worst(expected.Length, k => Apart(expected.AsSpan()[k], actual.AsSpan()[k]));

    /// <summary>⟨y, seed⟩ for an output and the gradient that it is given: the loss whose gradient flows back.</summary>
    public static double Inner(Tensor output, Tensor seed) =>
        Sum(output.Length, k => output.AsSpan()[k] * seed.AsSpan()[k]);

    private static double Worst(int count, Func<int, double> distance) => Enumerable.Range(0, count).Max(distance);
}
