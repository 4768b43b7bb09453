using System;
using System.Linq;
using Xunit;

namespace NeuralGen.Generator.Tests.RealPrograms;

/// <summary>Arguments that are the same each time, and comparisons with what was derived by hand.</summary>
internal static class Numbers
{
    /// <summary>Uniform numbers.</summary>
    public static double[] Uniform(int seed, int count, double from = -1, double to = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => from + ((to - from) * random.NextDouble()))];
    }

    /// <summary>Normally distributed numbers.</summary>
    public static double[] Normal(int seed, int count)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ =>
                    Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())
                ),
        ];
    }

    /// <summary>A tensor of uniform numbers around 0.</summary>
    public static Tensor<double> Tensor(int seed, params int[] shape) =>
        Tensor<double>.Wrap(Uniform(seed, shape.Aggregate(1, (a, b) => a * b)), shape);

    public static int[] Integers(int seed, int count, int below)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(below))];
    }

    public static void Close(double expected, double actual, double tolerance = 1e-10) =>
        Assert.True(
            Math.Abs(expected - actual) <= tolerance * (1 + Math.Abs(expected)),
            FormattableString.Invariant($"expected {expected:R}, got {actual:R}")
        );

    public static void Close(double[] expected, double[] actual, double tolerance = 1e-10)
    {
        Assert.Equal(expected.Length, actual.Length);
        foreach ((double e, double a) in expected.Zip(actual))
        {
            Close(e, a, tolerance);
        }
    }
}
