using System;
using System.Linq;
using Xunit;

namespace NeuralGen.Tests.Training;

public class InitializationTests
{
    [Fact]
    public void Glorot_is_uniform_within_its_bound()
    {
        var weights = new Tensor<float>(300, 200);
        Initialization.GlorotUniform(weights, new Random(1));
        double bound = Math.Sqrt(6) / Math.Sqrt(500);
        double[] values = weights.ToArray().Select(v => (double)v).ToArray();

        Assert.All(values, value => Assert.InRange(value, -bound, bound));
        Assert.InRange(values.Max(), 0.999 * bound, bound);
        Assert.InRange(values.Min(), -bound, -0.999 * bound);
        Assert.InRange(values.Average(), -0.02 * bound, 0.02 * bound);
        Assert.InRange(values.Average(v => v * v), 0.98 * bound * bound / 3, 1.02 * bound * bound / 3);
    }

    [Fact]
    public void He_has_variance_2_over_fan_in()
    {
        var weights = new Tensor<double>(300, 200);
        Initialization.HeUniform(weights, new Random(1));
        Assert.InRange(weights.ToArray().Average(v => v * v), 0.98 * 2 / 300, 1.02 * 2 / 300);
        Assert.InRange(weights.ToArray().Max(), 0, Math.Sqrt(6.0 / 300));

        Initialization.HeNormal(weights, new Random(1));
        double deviation = Math.Sqrt(2.0 / 300);
        Assert.InRange(weights.ToArray().Average(v => v * v), 0.98 * 2 / 300, 1.02 * 2 / 300);
        Assert.InRange(weights.ToArray().Count(v => Math.Abs(v) < deviation) / 60000.0, 0.673, 0.693);
    }

    [Fact]
    public void Seed_decides()
    {
        Tensor<float> a = new(20, 30),
            b = new(20, 30),
            c = new(20, 30);
        Initialization.GlorotUniform(a, new Random(1));
        Initialization.GlorotUniform(b, new Random(1));
        Initialization.GlorotUniform(c, new Random(2));
        Assert.Equal(a.ToArray(), b.ToArray());
        Assert.NotEqual(a.ToArray(), c.ToArray());
    }

    [Fact]
    public void Other_shapes_need_their_numbers()
    {
        var kernel = new Tensor<float>(6, 3, 5, 5);
        var error = Assert.Throws<ArgumentException>(() => Initialization.GlorotUniform(kernel, new Random(1)));
        Assert.Contains("rank 4", error.Message);
        Assert.Equal("fanIn", error.ParamName);
        Initialization.GlorotUniform(kernel, new Random(1), fanIn: 75, fanOut: 150);
        Assert.InRange(kernel.ToArray().Max(), 0.01f, MathF.Sqrt(6f / 225));
        Assert.Throws<ArgumentOutOfRangeException>(() => Initialization.HeUniform(kernel, new Random(1), fanIn: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Initialization.Uniform(kernel, new Random(1), double.NaN));
        Initialization.GlorotUniform(new Tensor<float>(0, 0), new Random(1));
    }
}
