using System;
using System.Linq;
using Xunit;

namespace NeuralGen.Tests.Layers;

/// <summary>Layers of images beside dense layers and beside each other.</summary>
public class WindowTests
{
    /// <summary>A layer of 3×3 windows over 7×7 images of two channels, with 3 outputs in each of 25 places.</summary>
    private static LocallyConnected2d NewLocal()
    {
        var local = new LocallyConnected2d(2, 7, 7, 3, 3, new Random(1));
        Initialization.Uniform(local.Bias, new Random(2), 1);
        return local;
    }

    [Fact]
    public void Locally_connected_is_dense_with_a_masked_matrix()
    {
        LocallyConnected2d local = NewLocal();
        var dense = new Dense(2 * 7 * 7, 3 * 5 * 5, new Random(3));
        dense.Weight.Fill(0);
        local.Bias.AsSpan().CopyTo(dense.Bias.AsSpan());
        void EachWeight(Action<int, int, int> action)
        {
            int position = 0;
            for (int place = 0; place < 3 * 5 * 5; place++)
            for (int c = 0; c < 2; c++)
            for (int p = 0; p < 3; p++)
            for (int q = 0; q < 3; q++)
                action(position++, (c * 7 + place / 5 % 5 + p) * 7 + place % 5 + q, place);
        }
        EachWeight((w, from, to) => dense.Weight[from, to] = local.Weight.AsSpan()[w]);
        Assert.Equal(18 * 75, dense.Weight.ToArray().Count(w => w != 0));

        Tensor<float> images = DenseTests.Random(4, 5, 2, 7, 7);
        Tensor<float> rows = DenseTests.Random(4, 5, 98);
        Tensor<float> seed = DenseTests.Random(5, 5, 75);
        images.Grad!.Fill(0);
        rows.Grad!.Fill(0);
        Tensor<float> y = local.Forward(images);
        Close(dense.Forward(rows).ToArray(), y.ToArray());
        seed.AsSpan().CopyTo(y.Grad!.AsSpan());
        local.Backward();
        dense.Forward(rows).Grad!.CopyFrom(seed);
        dense.Backward();
        Close(rows.Grad.ToArray(), images.Grad.ToArray());
        Close(dense.Bias.Grad!.ToArray(), local.Bias.Grad!.ToArray());
        EachWeight((w, from, to) => Assert.Equal(dense.Weight.Grad![from, to], local.Weight.Grad!.AsSpan()[w], 1e-4));
    }

    [Fact]
    public void Convolution_is_locally_connected_with_shared_weights()
    {
        LocallyConnected2d local = NewLocal();
        var conv = new Conv2d(2, 3, 3, new Random(6));
        Initialization.Uniform(conv.Bias, new Random(7), 1);
        for (int o = 0; o < 3; o++)
        for (int place = 0; place < 25; place++)
        {
            conv.Weight.AsSpan().Slice(o * 18, 18).CopyTo(local.Weight.AsSpan()[((o * 25 + place) * 18)..]);
            local.Bias.AsSpan()[o * 25 + place] = conv.Bias[o];
        }
        Tensor<float> x = DenseTests.Random(4, 5, 2, 7, 7);
        Tensor<float> seed = DenseTests.Random(5, 5, 3, 5, 5);
        Close(local.Forward(x).ToArray(), conv.Forward(x).ToArray());

        x.Grad!.Fill(0);
        conv.Forward(x).Grad!.CopyFrom(seed);
        conv.Backward();
        float[] gradient = x.Grad.ToArray();
        x.Grad.Fill(0);
        local.Forward(x).Grad!.CopyFrom(seed);
        local.Backward();
        Close(x.Grad.ToArray(), gradient);
        for (int o = 0; o < 3; o++)
        for (int w = 0; w < 18; w++)
        {
            double sum = Enumerable
                .Range(0, 25)
                .Sum(place => (double)local.Weight.Grad!.AsSpan()[(o * 25 + place) * 18 + w]);
            Assert.Equal(sum, conv.Weight.Grad!.AsSpan()[o * 18 + w], 1e-4);
        }
    }

    [Fact]
    public void A_filter_of_three_over_seven_has_five_places()
    {
        var conv = new Conv2d(1, 1, 3, new Random(1));
        Assert.Equal([1, 1, 5, 5], conv.OutputShape([1, 1, 7, 7]));
        Assert.Equal([1, 1, 3, 3], new Conv2d(1, 1, 3, new Random(1), stride: 2).OutputShape([1, 1, 7, 7]));
        Assert.Equal([1, 1, 7, 7], new Conv2d(1, 1, 3, new Random(1), padding: 1).OutputShape([1, 1, 7, 7]));
        Assert.Equal([1, 1, 3, 3], new Conv2d(1, 1, 3, new Random(1), dilation: 2).OutputShape([1, 1, 7, 7]));
    }

    [Fact]
    public void What_does_not_fit_is_told()
    {
        var conv = new Conv2d(4, 6, 3, new Random(1), groups: 2);
        string Message(Layer layer, params int[] shape) =>
            Assert.Throws<ArgumentException>(() => layer.Forward(new Tensor<float>(shape))).Message;
        Assert.Equal(
            "Conv2d: the input has shape [1, 2, 5, 5], but the weights are for 4 channels.",
            Message(conv, 1, 2, 5, 5)
        );
        Assert.Contains("[batch, channels, height, width]", Message(conv, 1, 4, 5));
        Assert.Contains("of 3 elements along axis 3", Message(conv, 1, 4, 3, 2));
        Assert.Contains("of 2 elements along axis 2", Message(new MaxPool2d(2), 1, 4, 1, 2));
        Assert.Contains("makes [4, 5] places, but there are weights for [5, 5]", Message(NewLocal(), 1, 2, 6, 7));
        Assert.Throws<ArgumentOutOfRangeException>("kernelSize", () => new MaxPool2d(0));
        Assert.Throws<ArgumentException>("weight", () => new Conv1d(new Tensor<float>(2, 1, 3, 3), null));
        Assert.Throws<ArgumentException>("groups", () => new Conv1d(new Tensor<float>(4, 1, 3), null, groups: 3));
        Assert.Contains("[batch, channels, length]", Message(new Conv1d(4, 2, 3, new Random(1)), 1, 4, 5, 5));
        Assert.Throws<ArgumentException>(() => new Conv2d(4, 5, 3, new Random(1), groups: 2));
        Assert.Throws<ArgumentException>(() => new Conv2d(new Tensor<float>(2, 1, 3, 3), new Tensor<float>(3)));
        Assert.Throws<ArgumentNullException>(() => new Conv2d(1, 1, 3, null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Conv2d(1, 1, 3, new Random(1), stride: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Conv2d(1, 1, 3, new Random(1), padding: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MaxPool2d(2, padding: 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LocallyConnected2d(1, 2, 3, 1, 3, new Random(1)));
    }

    [Fact]
    public void Other_sizes_may_follow()
    {
        // The margin is written again although the memory had other images.
        var conv = new Conv2d(1, 2, 3, new Random(1), padding: 1);
        Tensor<float> small = DenseTests.Random(1, 2, 1, 4, 4);
        float[] expected = conv.Forward(small).ToArray();
        conv.Forward(DenseTests.Random(2, 3, 1, 9, 9));
        Assert.Equal(expected, conv.Forward(small).ToArray());
    }

    private static void Close(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-4f);
    }
}
