using System;
using System.Linq;
using Xunit;

namespace NeuralGen.Tests.Optimizers;

public class GradientClippingTests
{
    private static Tensor<float>[] Parameters()
    {
        Tensor<float>[] parameters = [Tensor<float>.Parameter(3, 11), new Tensor<float>(5), Tensor<float>.Parameter(2)];
        foreach (Tensor<float> p in parameters)
            for (int i = 0; i < (p.Grad?.Length ?? 0); i++)
                p.Grad!.AsSpan()[i] = i % 3 - 1.5f;
        return parameters;
    }

    [Fact]
    public void All_gradients_together_are_no_longer_than_asked()
    {
        Tensor<float>[] parameters = Parameters();
        float[] before = [.. parameters.SelectMany(p => p.Grad?.ToArray() ?? [])];
        double length = Math.Sqrt(before.Sum(g => (double)g * g));
        Assert.Equal(length, GradientClipping.ByNorm(parameters, 2), 1e-12);
        float[] after = [.. parameters.SelectMany(p => p.Grad?.ToArray() ?? [])];
        Assert.Equal(2, Math.Sqrt(after.Sum(g => (double)g * g)), 1e-5);
        for (int i = 0; i < before.Length; i++)
            Assert.Equal(before[i] * 2 / length, after[i], 1e-6);

        // Short enough already.
        GradientClipping.ByNorm(parameters, 3);
        float[] again = [.. parameters.SelectMany(p => p.Grad?.ToArray() ?? [])];
        Assert.Equal(after, again);
    }

    [Fact]
    public void What_has_exploded_is_brought_back()
    {
        Tensor<float>[] parameters = Parameters();
        parameters[2].Grad!.Fill(3e30f);
        Assert.Equal(Math.Sqrt(2) * 3e30, GradientClipping.ByNorm(parameters, 1), 1e25);
        Assert.Equal(Math.Sqrt(0.5), parameters[2].Grad![0], 1e-6);
    }

    [Fact]
    public void What_is_not_finite_is_reported_and_left()
    {
        Tensor<float>[] parameters = Parameters();
        parameters[0].Grad![0, 0] = float.NaN;
        Assert.True(double.IsNaN(GradientClipping.ByNorm(parameters, 0.1)));
        Assert.Equal(-0.5f, parameters[0].Grad![0, 1]);
    }

    [Fact]
    public void Elements_are_moved_into_bounds()
    {
        Tensor<float>[] parameters = Parameters();
        GradientClipping.ByValue(parameters, 1);
        Assert.Equal([-1f, -0.5f, 0.5f], parameters[0].Grad!.ToArray()[..3]);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1)]
    public void Impossible_bounds_are_refused(double maximum)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientClipping.ByNorm(Parameters(), maximum));
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientClipping.ByValue(Parameters(), maximum));
    }
}
