using System;
using Xunit;

namespace NeuralGen.Tests.Activations;

public class ActivationTests
{
    // Reference values to 17 digits, from arbitrary-precision arithmetic.
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.73105857863000488)]
    [InlineData(-40, 4.2483542552915890e-18)]
    [InlineData(-700, 9.8596765437597708e-305)]
    [InlineData(1000, 1)]
    [InlineData(-1000, 0)]
    public void Sigmoid(double x, double expected)
    {
        Near(expected, Activation.Sigmoid(x), 4e-16);
        Near((float)expected, Activation.Sigmoid((float)x), 3e-7);
    }

    [Theory]
    [InlineData(0, 0.69314718055994531)]
    [InlineData(1, 1.3132616875182228)]
    [InlineData(-40, 4.2483542552915890e-18)]
    [InlineData(-1, 0.31326168751822283)]
    [InlineData(1000, 1000)]
    [InlineData(-1000, 0)]
    public void Softplus(double x, double expected)
    {
        Near(expected, Activation.Softplus(x), 4e-16);
        Near((float)expected, Activation.Softplus((float)x), 3e-7);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0.84134474606854295)]
    [InlineData(-1, -0.15865525393145705)]
    [InlineData(-3, -0.0040496940948902836)]
    [InlineData(-10, -7.6198530241605261e-23)]
    [InlineData(-30, -1.4720141781444561e-196)]
    [InlineData(0.001, 0.00050039894221391107)]
    [InlineData(6, 5.9999999940804741)]
    [InlineData(1000, 1000)]
    [InlineData(-1000, 0)]
    public void Gelu(double x, double expected)
    {
        Near(expected, Activation.Gelu(x), 2e-15);
        Near((float)expected, Activation.Gelu((float)x), 3e-7);
    }

    [Theory]
    [InlineData(2, 1, 2)]
    [InlineData(-1, 1, -0.63212055882855767)]
    [InlineData(-1, 0.5, -0.31606027941427883)]
    [InlineData(-1e-9, 1, -9.9999999950000000e-10)]
    [InlineData(-1000, 3, -3)]
    [InlineData(0, 1, 0)]
    public void Elu(double x, double alpha, double expected)
    {
        Near(expected, Activation.Elu(x, alpha), 4e-16);
        Near((float)expected, Activation.Elu((float)x, (float)alpha), 3e-7);
    }

    [Fact]
    public void Silu()
    {
        Near(0.73105857863000488, Activation.Silu(1.0), 4e-16);
        Near(-0.26894142136999512, Activation.Silu(-1.0), 4e-16);
        Near(-0.26894142136999512, Activation.Silu(-1f), 3e-7);
    }

    [Fact]
    public void Piecewise_linear_functions_at_and_around_their_kinks()
    {
        Assert.Equal([0, 0, 2], [Activation.Relu(-1.0), Activation.Relu(0.0), Activation.Relu(2.0)]);
        Assert.Equal([0, 1, 1], [Activation.Step(-1e-300), Activation.Step(0.0), Activation.Step(3.0)]);
        Assert.Equal([-0.01, 0, 2], [Activation.LeakyRelu(-1.0), Activation.LeakyRelu(0.0), Activation.LeakyRelu(2.0)]);
        Assert.Equal([-0.5f, 2f], [Activation.LeakyRelu(-1f, 0.5f), Activation.LeakyRelu(2f, 0.5f)]);
        Assert.Equal([-3f, 4f], [Activation.Linear(-3f), Gradient.Stop(4f)]);
        Assert.Equal([-3.0, 4.0], [Activation.Linear(-3.0), Gradient.Stop(4.0)]);
        Assert.False(double.IsNegative(Activation.Relu(-0.0)));
    }

    [Fact]
    public void Not_a_number_stays_visible()
    {
        Func<double, double>[] functions =
        [
            Activation.Linear,
            Activation.Sigmoid,
            Activation.Tanh,
            Activation.Relu,
            x => Activation.LeakyRelu(x),
            x => Activation.Elu(x),
            Activation.Softplus,
            Activation.Gelu,
            Activation.Silu,
            x => Activation.Sigmoid((float)x),
            x => Activation.Relu((float)x),
            x => Activation.LeakyRelu((float)x),
            x => Activation.Elu((float)x),
            x => Activation.Softplus((float)x),
            x => Activation.Gelu((float)x),
            x => Activation.Silu((float)x),
        ];
        Assert.All(functions, function => Assert.True(double.IsNaN(function(double.NaN))));
    }

    [Fact]
    public void Float_and_double_overloads_agree()
    {
        for (double x = -20; x <= 20; x += 0.03125)
        {
            float f = (float)x;
            Near(Activation.Sigmoid(x), Activation.Sigmoid(f), 3e-7);
            Near(Activation.Tanh(x), Activation.Tanh(f), 3e-7);
            Near(Activation.Softplus(x), Activation.Softplus(f), 3e-7);
            Near(Activation.Elu(x), Activation.Elu(f), 3e-7);
            Near(Activation.Silu(x), Activation.Silu(f), 3e-7);
            Near(Activation.Gelu(x), Activation.Gelu(f), 3e-7);
        }
    }

    private static void Near(double expected, double actual, double relative)
    {
        // Below float's normal range the relative error of a float is no longer bounded.
        double allowed = relative * Math.Abs(expected) + (relative > 1e-10 ? 1e-38 : 0);
        Assert.True(Math.Abs(expected - actual) <= allowed, $"expected {expected:R}, but got {actual:R}");
    }
}
