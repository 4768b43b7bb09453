using System;
using System.Linq;
using Xunit;
using static NeuralGen.Generator.Tests.Contract.ContractMethods;

namespace NeuralGen.Generator.Tests.Contract;

/// <summary>Which buffers may share memory.</summary>
public class AliasTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(35)]
    public void The_same_tensor_twice_collects_both_gradients(int length)
    {
        Tensor<float> x = Numbers(length);

        Call("DotGradient", x, x);

        Assert.All(x.Grad!.ToArray().Zip(x.ToArray()), p => Assert.Equal(2 * p.Second, p.First, 1e-6f));
    }

    [Fact]
    public void Inputs_may_overlap_each_other_but_their_gradients_not()
    {
        Tensor<float> all = Tensor<float>.Wrap([1, 2, 3, 4], 4);
        Tensor<float> head = Tensor<float>.Wrap(new float[3], 3);
        Assert.Equal(0f, Call("DotForward", head, all.Rows(0, 3)));
        Assert.Equal(2f + 6 + 12, Call("DotForward", all.Rows(0, 3), all.Rows(1, 3)));

        all.Grad = new Tensor<float>(4);
        Assert.ThrowsAny<ArgumentException>(() => Call("DotGradient", all.Rows(0, 3), all.Rows(1, 3)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 3)]
    [InlineData(2, 0)]
    public void An_output_may_not_overlap_an_input(int x, int y)
    {
        float[] data = [.. Enumerable.Range(1, 12).Select(i => (float)i)];
        float[] before = [.. data];

        Assert.ThrowsAny<ArgumentException>(() => Call("MultiplySlices", data, x, y, 5));

        Assert.Equal(before, data);
    }

    [Fact]
    public void Neighbours_do_not_overlap()
    {
        float[] data = [.. Enumerable.Range(1, 10).Select(i => (float)i)];

        Call("MultiplySlices", data, 0, 5, 5);

        Assert.Equal([6f, 14, 24, 36, 50], data[5..]);
    }
}
