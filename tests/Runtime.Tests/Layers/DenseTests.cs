using System;
using System.Linq;
using Xunit;

namespace NeuralGen.Tests.Layers;

public class DenseTests
{
    internal static Tensor<float> Random(int seed, params int[] shape)
    {
        var tensor = Tensor<float>.Parameter(shape);
        Initialization.Uniform(tensor, new Random(seed), 1);
        return tensor;
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(5, 7, 3)]
    [InlineData(33, 64, 65)]
    [InlineData(0, 4, 3)]
    public void Output_and_gradients_are_the_three_products(int batch, int inputs, int outputs)
    {
        var dense = new Dense(inputs, outputs, new Random(1));
        Initialization.Uniform(dense.Bias, new Random(2), 1);
        dense.Bias.Grad!.Fill(10);
        Tensor<float> x = Random(3, batch, inputs);
        Tensor<float> y = dense.Forward(x);
        Tensor<float> seed = Random(4, batch, outputs);
        y.Grad!.CopyFrom(seed);
        dense.Backward();

        for (int b = 0; b < batch; b++)
        for (int i = 0; i < outputs; i++)
        {
            double sum = dense.Bias[i];
            for (int j = 0; j < inputs; j++)
                sum += (double)x[b, j] * dense.Weight[j, i];
            Assert.Equal(sum, y[b, i], 1e-5);
        }
        for (int j = 0; j < inputs; j++)
        for (int i = 0; i < outputs; i++)
        {
            double sum = 0;
            for (int b = 0; b < batch; b++)
                sum += (double)x[b, j] * seed[b, i];
            Assert.Equal(sum, dense.Weight.Grad![j, i], 1e-5);
        }
        for (int b = 0; b < batch; b++)
        for (int j = 0; j < inputs; j++)
        {
            double sum = 0;
            for (int i = 0; i < outputs; i++)
                sum += (double)seed[b, i] * dense.Weight[j, i];
            Assert.Equal(sum, x.Grad![b, j], 1e-5);
        }
        for (int i = 0; i < outputs; i++)
        {
            double sum = 10;
            for (int b = 0; b < batch; b++)
                sum += seed[b, i];
            Assert.Equal(sum, dense.Bias.Grad[i], 2e-5);
        }
    }

    [Fact]
    public void Backward_adds_and_an_input_without_gradient_is_left_out()
    {
        var dense = new Dense(3, 2, new Random(1));
        var x = new Tensor<float>(4, 3);
        x.Fill(1);
        for (int i = 0; i < 2; i++)
        {
            dense.Forward(x).Grad!.Fill(1);
            dense.Backward();
        }
        Assert.All(dense.Weight.Grad!.ToArray(), g => Assert.Equal(8, g));
        Assert.Null(x.Grad);
    }

    [Fact]
    public void Output_gradient_is_zero_after_each_forward_pass()
    {
        var dense = new Dense(3, 2, new Random(1));
        dense.Forward(new Tensor<float>(4, 3)).Grad!.Fill(5);
        Assert.All(dense.Forward(new Tensor<float>(4, 3)).Grad!.ToArray(), g => Assert.Equal(0, g));
        Assert.All(dense.Forward(new Tensor<float>(2, 3)).Grad!.ToArray(), g => Assert.Equal(0, g));
    }

    [Fact]
    public void Wrong_shapes_are_refused_with_both()
    {
        var dense = new Dense(3, 2, new Random(1));
        var error = Assert.Throws<ArgumentException>(() => dense.Forward(new Tensor<float>(4, 5)));
        Assert.Equal("Dense: the input has shape [4, 5], but is [batch, …, 3].", error.Message);
        Assert.Throws<ArgumentException>(() => dense.Forward(new Tensor<float>(3)));
        Assert.Throws<InvalidOperationException>(() => new Dense(3, 2, new Random(1)).Backward());
        error = Assert.Throws<ArgumentException>(() => new Dense(new Tensor<float>(3, 2), new Tensor<float>(3)));
        Assert.Equal("bias", error.ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Dense(0, 2, new Random(1)));
    }

    [Fact]
    public void Without_bias_there_is_nothing_else_to_learn_or_save()
    {
        Layer[] layers =
        [
            new Dense(3, 2, new Random(1), bias: false),
            new Dense(Tensor<float>.Parameter(3, 2), null),
            new Conv2d(3, 2, 1, new Random(1), bias: false),
            new Conv1d(3, 2, 1, new Random(1), bias: false),
        ];
        foreach (Layer layer in layers)
        {
            Assert.Equal(["Weight"], layer.State.Select(entry => entry.Key));
            Assert.Equal(["Weight"], layer.Share().State.Select(entry => entry.Key));
        }
    }

    [Fact]
    public void Layers_on_shared_parameters_have_gradients_of_their_own()
    {
        var one = new Dense(3, 2, new Random(1));
        var two = new Dense(one.Weight.Share(), one.Bias.Share());
        var x = new Tensor<float>(1, 3);
        x.Fill(1);
        two.Forward(x).Grad!.Fill(1);
        two.Backward();
        Assert.Equal(one.Forward(x).ToArray(), two.Forward(x).ToArray());
        Assert.All(one.Weight.Grad!.ToArray(), g => Assert.Equal(0, g));
        Assert.All(two.Weight.Grad!.ToArray(), g => Assert.Equal(1, g));
    }
}
