using System;
using Xunit;

namespace NeuralGen.Generator.Tests.Oracles;

/// <summary>What the differences of the random programs let pass, and what not.</summary>
public class DifferenceTests
{
    [Theory]
    [InlineData(1.0, true)]
    [InlineData(1.0001, false)]
    [InlineData(0.0, false)]
    [InlineData(double.NaN, false)]
    public void A_smooth_function_has_one_derivative(double claim, bool holds) =>
        Assert.Equal(holds, Of(Math.Sin, claim).Holds);

    [Theory]
    [InlineData(1e-3)]
    [InlineData(30)]
    [InlineData(1e5)]
    public void A_flat_or_steep_one_too(double slope)
    {
        Assert.True(Of(x => (slope * x) + (x * x), slope).Holds);
        Assert.False(Of(x => (slope * x) + (x * x), 1.01 * slope + 1e-3).Holds);
    }

    [Fact]
    public void A_kink_has_none() => Assert.Same(Verdict.Kink, Of(Math.Abs, 0.5));

    private static Verdict Of(Func<double, double> function, double claim) =>
        Difference.Check(function, claim, Math.Abs(claim), magnitude: 1);
}
