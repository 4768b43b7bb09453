using System;
using System.Linq;
using Xunit;

namespace NeuralGen.Tests.Layers;

public class LayersTests
{
    private static void Check(Layer layer, Func<double, double> value, Func<double, double> derivative)
    {
        Tensor<float> x = DenseTests.Random(1, 3, 5, 7);
        foreach (ref float element in x.AsSpan())
            element *= 6;
        x[0, 0, 0] = 0;
        Tensor<float> y = layer.Forward(x);
        Assert.Equal(x.Shape.ToArray(), y.Shape.ToArray());
        Tensor<float> seed = DenseTests.Random(2, 3, 5, 7);
        y.Grad!.CopyFrom(seed);
        x.Grad!.Fill(1);
        layer.Backward();
        for (int i = 0; i < x.Length; i++)
        {
            Assert.Equal(value(x.AsSpan()[i]), y.AsSpan()[i], 2e-6);
            Assert.Equal(1 + seed.AsSpan()[i] * derivative(x.AsSpan()[i]), x.Grad.AsSpan()[i], 2e-6);
        }
        Assert.Empty(layer.Parameters);
    }

    [Fact]
    public void Relu() => Check(new Relu(), x => Math.Max(0, x), x => x > 0 ? 1 : 0);

    [Fact]
    public void Sigmoid() =>
        Check(new Sigmoid(), Activation.Sigmoid, x => Activation.Sigmoid(x) * (1 - Activation.Sigmoid(x)));

    [Fact]
    public void Tanh() => Check(new Tanh(), Math.Tanh, x => 1 - Math.Pow(Math.Tanh(x), 2));

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void Numbers_that_make_every_output_useless_are_refused(float number)
    {
        Assert.Throws<ArgumentOutOfRangeException>("alpha", () => new Elu(number));
        Assert.Throws<ArgumentOutOfRangeException>("slope", () => new LeakyRelu(number));
        Assert.Throws<ArgumentOutOfRangeException>("margin", () => new MultiClassHinge(number));
    }

    [Fact]
    public void Layer_after_an_input_without_gradient_has_nothing_to_do()
    {
        var relu = new Relu();
        Assert.Throws<InvalidOperationException>(relu.Backward);
        relu.Forward(new Tensor<float>(2, 2));
        relu.Backward();
    }

    [Fact]
    public void Sequence_calls_its_layers_in_order_and_in_reverse()
    {
        var first = new Dense(4, 6, new Random(1));
        var last = new Dense(6, 3, new Random(2));
        var network = new Sequential(first, new Tanh(), last);
        Assert.Equal([first.Weight, first.Bias, last.Weight, last.Bias], network.Parameters);

        Tensor<float> x = DenseTests.Random(3, 5, 4);
        Tensor<float> seed = DenseTests.Random(4, 5, 3);
        network.Forward(x).Grad!.CopyFrom(seed);
        network.Backward();

        // The chain rule by hand, in double.
        for (int b = 0; b < 5; b++)
        for (int j = 0; j < 4; j++)
        {
            double expected = 0;
            for (int h = 0; h < 6; h++)
            {
                double u = first.Bias[h];
                for (int k = 0; k < 4; k++)
                    u += (double)x[b, k] * first.Weight[k, h];
                double outer = 0;
                for (int i = 0; i < 3; i++)
                    outer += (double)seed[b, i] * last.Weight[h, i];
                expected += outer * (1 - Math.Pow(Math.Tanh(u), 2)) * first.Weight[j, h];
            }
            Assert.Equal(expected, x.Grad![b, j], 1e-5);
        }
        Assert.Throws<ArgumentException>(() => new Sequential());
    }

    [Fact]
    public void Training_learns_and_allocates_nothing_after_its_first_epoch()
    {
        // XOR, three examples at a time, so that there is a short batch.
        var inputs = Tensor<float>.Wrap([0, 0, 0, 1, 1, 0, 1, 1], 4, 2);
        var data = new Dataset<float>(inputs, [0, 1, 1, 0]);
        var random = new Random(1);
        var network = new Sequential(new Dense(2, 8, random), new Tanh(), new Dense(8, 2, random));
        var loss = new SoftmaxCrossEntropy();
        var optimizer = new Adam<float>(network.Parameters, 0.05);
        var batches = new Minibatches<float>(data, 3, seed: 1);
        float Epoch()
        {
            float total = 0;
            foreach (Batch<float> batch in batches.Epoch())
            {
                optimizer.ZeroGrad();
                Tensor<float> scores = network.Forward(batch.Inputs);
                total += loss.ForwardBackward(scores, batch.Labels) * batch.Count;
                network.Backward();
                optimizer.Step();
            }
            return total / 4;
        }

        float first = Epoch();
        float last = first;
        long allocated = Allocations.Least(() =>
        {
            for (int epoch = 0; epoch < 100; epoch++)
                last = Epoch();
        });
        Assert.InRange(first, 0.3f, 2);
        Assert.InRange(last, 0, 0.05f);
        Assert.Equal(0, allocated);
    }
}
