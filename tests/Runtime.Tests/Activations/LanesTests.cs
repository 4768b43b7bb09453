using System;
using System.Runtime.Intrinsics;
using NeuralGen.CompilerServices.V1;
using Xunit;

namespace NeuralGen.Tests.Activations;

/// <summary>The vectorized activations beside the scalar ones, at every width.</summary>
public class LanesTests
{
    private static readonly double[] Points =
    [
        double.NegativeInfinity,
        -1000,
        -80,
        -20,
        -3.5,
        -1,
        -1e-3,
        -1e-8,
        -0.0,
        0,
        1e-8,
        1e-3,
        0.5,
        1,
        2,
        3.5,
        20,
        80,
        1000,
        double.PositiveInfinity,
        double.NaN,
    ];

    [Fact]
    public void Relu() =>
        Same(
            Activation.Relu,
            Lanes.Relu,
            Lanes.Relu,
            Lanes.Relu,
            Lanes.Relu,
            Activation.Relu,
            Lanes.Relu,
            Lanes.Relu,
            Lanes.Relu,
            Lanes.Relu
        );

    [Fact]
    public void Step() =>
        Same(
            Activation.Step,
            Lanes.Step,
            Lanes.Step,
            Lanes.Step,
            Lanes.Step,
            Activation.Step,
            Lanes.Step,
            Lanes.Step,
            Lanes.Step,
            Lanes.Step
        );

    [Fact]
    public void Silu() =>
        Same(
            Activation.Silu,
            Lanes.Silu,
            Lanes.Silu,
            Lanes.Silu,
            Lanes.Silu,
            Activation.Silu,
            Lanes.Silu,
            Lanes.Silu,
            Lanes.Silu,
            Lanes.Silu
        );

    [Fact]
    public void Sigmoid() =>
        Same(
            Activation.Sigmoid,
            Lanes.Sigmoid,
            Lanes.Sigmoid,
            Lanes.Sigmoid,
            Lanes.Sigmoid,
            Activation.Sigmoid,
            Lanes.Sigmoid,
            Lanes.Sigmoid,
            Lanes.Sigmoid,
            Lanes.Sigmoid
        );

    [Fact]
    public void Tanh() =>
        Same(
            Activation.Tanh,
            Lanes.Tanh,
            Lanes.Tanh,
            Lanes.Tanh,
            Lanes.Tanh,
            Activation.Tanh,
            Lanes.Tanh,
            Lanes.Tanh,
            Lanes.Tanh,
            Lanes.Tanh
        );

    [Fact]
    public void Softplus() =>
        Same(
            Activation.Softplus,
            Lanes.Softplus,
            Lanes.Softplus,
            Lanes.Softplus,
            Lanes.Softplus,
            Activation.Softplus,
            Lanes.Softplus,
            Lanes.Softplus,
            Lanes.Softplus,
            Lanes.Softplus
        );

    [Fact]
    public void Gelu() =>
        Same(
            Activation.Gelu,
            Lanes.Gelu,
            Lanes.Gelu,
            Lanes.Gelu,
            Lanes.Gelu,
            Activation.Gelu,
            Lanes.Gelu,
            Lanes.Gelu,
            Lanes.Gelu,
            Lanes.Gelu
        );

    [Fact]
    public void LeakyRelu() =>
        Same(
            x => Activation.LeakyRelu(x, 0.25),
            x => Lanes.LeakyRelu(x, 0.25),
            x => Lanes.LeakyRelu(x, Vector128.Create(0.25)),
            x => Lanes.LeakyRelu(x, Vector256.Create(0.25)),
            x => Lanes.LeakyRelu(x, Vector512.Create(0.25)),
            x => Activation.LeakyRelu(x, 0.25f),
            x => Lanes.LeakyRelu(x, 0.25f),
            x => Lanes.LeakyRelu(x, Vector128.Create(0.25f)),
            x => Lanes.LeakyRelu(x, Vector256.Create(0.25f)),
            x => Lanes.LeakyRelu(x, Vector512.Create(0.25f))
        );

    [Fact]
    public void Elu() =>
        Same(
            x => Activation.Elu(x, 1.5),
            x => Lanes.Elu(x, 1.5),
            x => Lanes.Elu(x, Vector128.Create(1.5)),
            x => Lanes.Elu(x, Vector256.Create(1.5)),
            x => Lanes.Elu(x, Vector512.Create(1.5)),
            x => Activation.Elu(x, 1.5f),
            x => Lanes.Elu(x, 1.5f),
            x => Lanes.Elu(x, Vector128.Create(1.5f)),
            x => Lanes.Elu(x, Vector256.Create(1.5f)),
            x => Lanes.Elu(x, Vector512.Create(1.5f))
        );

    private static void Same(
        Func<double, double> reference,
        Func<double, double> scalar,
        Func<Vector128<double>, Vector128<double>> lanes128,
        Func<Vector256<double>, Vector256<double>> lanes256,
        Func<Vector512<double>, Vector512<double>> lanes512,
        Func<float, float> referenceFloat,
        Func<float, float> scalarFloat,
        Func<Vector128<float>, Vector128<float>> lanes128Float,
        Func<Vector256<float>, Vector256<float>> lanes256Float,
        Func<Vector512<float>, Vector512<float>> lanes512Float
    )
    {
        foreach (double x in Points)
        {
            double expected = reference(x);
            Near(x, expected, scalar(x), 4e-15, 1e-300);
            Near(x, expected, lanes128(Vector128.Create(x))[1], 4e-15, 1e-300);
            Near(x, expected, lanes256(Vector256.Create(x))[3], 4e-15, 1e-300);
            Near(x, expected, lanes512(Vector512.Create(x))[7], 4e-15, 1e-300);

            // Lanes and the scalar that does their tails must agree to the last bit.
            Assert.Equal(scalar(x), lanes512(Vector512.Create(x))[7]);

            float f = (float)x;
            float expectedFloat = referenceFloat(f);
            Near(x, expectedFloat, scalarFloat(f), 1e-6, 1e-37);
            Near(x, expectedFloat, lanes128Float(Vector128.Create(f))[3], 1e-6, 1e-37);
            Near(x, expectedFloat, lanes256Float(Vector256.Create(f))[7], 1e-6, 1e-37);
            Near(x, expectedFloat, lanes512Float(Vector512.Create(f))[15], 1e-6, 1e-37);
            Assert.Equal(scalarFloat(f), lanes512Float(Vector512.Create(f))[15]);
        }
    }

    private static void Near(double x, double expected, double actual, double relative, double absolute)
    {
        bool near = expected.Equals(actual) || Math.Abs(expected - actual) <= relative * Math.Abs(expected) + absolute;
        Assert.True(near, $"at {x:R}: expected {expected:R}, but got {actual:R}");
    }
}
