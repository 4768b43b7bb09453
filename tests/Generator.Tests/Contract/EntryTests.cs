using System;
using System.Linq;
using Xunit;
using static NeuralGen.Generator.Tests.Contract.ContractMethods;

namespace NeuralGen.Generator.Tests.Contract;

/// <summary>What is refused on entry, before anything is written, and in which words; and what is not.</summary>
public class EntryTests
{
    [Fact]
    public void A_wrong_size_names_method_parameter_axis_sizes_and_loop_index()
    {
        (Tensor<float> X, Tensor<float> W) = (Numbers(3, 4), Numbers(5, 9));
        Tensor<float> Y = Numbers(3, 9);
        float[] before = Y.ToArray();

        var refused = Assert.ThrowsAny<ArgumentException>(() => Call("LossForward", X, W, Y, 1f));

        foreach (string part in new[] { "M.Loss", "'X'", "4 elements", "axis 1", "'j' reaches 4" })
        {
            Assert.Contains(part, refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal("X", refused.ParamName);
        Assert.Equal(before, Y.ToArray());
    }

    [Fact]
    public void A_wrong_rank_is_refused()
    {
        var refused = Assert.ThrowsAny<ArgumentException>(() =>
            Call("LossForward", Numbers(3), Numbers(5, 9), Numbers(3, 9), 1f)
        );
        Assert.Equal("X", refused.ParamName);
    }

    [Fact]
    public void Null_is_refused_by_name()
    {
        var refused = Assert.Throws<ArgumentNullException>(() =>
            Call("LossForward", Numbers(3, 5), null, Numbers(3, 9), 1f)
        );
        Assert.Equal("W", refused.ParamName);
    }

    [Fact]
    public void A_call_in_which_no_gradient_is_wanted_is_refused()
    {
        (Tensor<float> x, Tensor<float> y) = (new Tensor<float>(3), new Tensor<float>(3));

        Assert.ThrowsAny<ArgumentException>(() => Call("DotGradient", x, y));
    }

    [Fact]
    public void Buffers_may_be_longer_than_the_loops_need()
    {
        (Tensor<float> X, Tensor<float> H, Tensor<float> Y) = (Numbers(3), Numbers(20), Numbers(5));
        (float[] h, float[] y) = (H.ToArray(), Y.ToArray());
        object residuals = Residuals("Chain");

        Call("ChainForward", X, H, Y, residuals);
        H.Grad!.Fill(1);
        Y.Grad!.Fill(1);
        Call("ChainBackward", X, H, Y, residuals);

        Assert.Equal(h[3..], H.ToArray()[3..]);
        Assert.Equal(y[3..], Y.ToArray()[3..]);
        Assert.All(H.Grad.ToArray(), g => Assert.Equal(1, g));
    }

    [Theory]
    [InlineData(0, 5, 9)]
    [InlineData(3, 0, 9)]
    [InlineData(3, 5, 0)]
    [InlineData(0, 0, 0)]
    public void Empty_axes_are_sizes_like_others(int batch, int inputs, int outputs)
    {
        (Tensor<float> X, Tensor<float> W, Tensor<float> Y) = (
            Numbers(batch, inputs),
            Numbers(inputs, outputs),
            Numbers(batch, outputs)
        );
        object?[] arguments = [X, W, Y, 3f, null];

        Assert.Equal(0f, Call("LossGradient", arguments));

        Assert.All(X.Grad!.ToArray().Concat(W.Grad!.ToArray()), g => Assert.Equal(0, g));
        Assert.Equal(0f, arguments[4]);
    }

    [Fact]
    public void Loops_that_do_not_run_ask_for_nothing()
    {
        // No batch: the scalar method never looks at the other axis.
        Assert.Equal(0f, Call("Loss", Numbers(0, 2), Numbers(5, 9), Numbers(1, 1), 1f));
        Assert.Equal(0f, Call("LossForward", Numbers(0, 2), Numbers(5, 9), Numbers(1, 1), 1f));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void A_bad_index_names_the_array_and_the_position(int bad)
    {
        var refused = Assert.Throws<IndexOutOfRangeException>(() =>
            Call("GatherForward", new float[3], new[] { 0, 2, bad, 1 }, new float[4])
        );

        Assert.Contains("'at'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("2", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Repeated_indices_add_up() =>
        Assert.Equal(
            [4f * (1 + 100), 0f, 6f * (10 + 1000)],
            (float[])
                Call("GatherGradient", new float[] { 2, 5, 3 }, new[] { 0, 2, 0, 2 }, new float[] { 1, 10, 100, 1000 })!
        );
}
