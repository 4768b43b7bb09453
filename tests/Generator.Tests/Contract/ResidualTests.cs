using System;
using System.Linq;
using Xunit;
using static NeuralGen.Generator.Tests.Contract.ContractMethods;

namespace NeuralGen.Generator.Tests.Contract;

/// <summary>Residuals belong to one forward pass; the backward pass reads them as often as it is called.</summary>
public class ResidualTests
{
    [Fact]
    public void MBackward_may_be_called_again_with_other_seeds()
    {
        (Tensor<float> X, Tensor<float> W, Tensor<float> Y) = (Numbers(2, 8), Numbers(8, 33), new Tensor<float>(2, 33));
        object residuals = Residuals("Loss");
        Call("LossForward", X, W, Y, 1f, residuals);
        float[] values = Y.ToArray();
        Call("LossBackward", [X, W, Y, 1f, residuals, 1f, 0f]);
        float[] first = W.Grad!.ToArray();
        foreach (float seed in new[] { 2f, -1f, 1f })
        {
            W.Grad.Fill(0);
            Call("LossBackward", [X, W, Y, 1f, residuals, seed, 0f]);
            Assert.All(W.Grad.ToArray().Zip(first), p => Assert.Equal(seed * p.Second, p.First, 1e-4f));
        }

        Assert.Equal(first, W.Grad.ToArray());
        Assert.Equal(values, Y.ToArray());
    }

    [Fact]
    public void Residuals_are_reused_for_other_sizes()
    {
        object residuals = Residuals("Loss");
        foreach (int batch in new[] { 3, 40, 0, 7 })
        {
            (Tensor<float> X, Tensor<float> W, Tensor<float> Y) = (
                Numbers(batch, 5),
                Numbers(5, 9),
                new Tensor<float>(batch, 9)
            );
            Call("LossForward", X, W, Y, 1f, residuals);
            Call("LossBackward", [X, W, Y, 1f, residuals, 1f, 0f]);
            float[] kept = W.Grad!.ToArray();
            Call("LossGradient", [X, W, Y, 1f, null]);
            Assert.All(W.Grad.ToArray().Zip(kept), p => Assert.Equal(p.Second, p.First, 1e-5f));
        }
    }

    [Fact]
    public void Residuals_that_were_not_filled_are_refused() =>
        Assert.Throws<InvalidOperationException>(() =>
            Call("PowerBackward", [2f, 3, false, Residuals("Power"), 1f, 0f])
        );

    [Theory]
    [InlineData(2.5f, 3, false)]
    [InlineData(2f, 4, false)]
    [InlineData(2f, 3, true)]
    public void Residuals_of_other_arguments_are_refused(float x, int n, bool negate)
    {
        object residuals = Residuals("Power");
        Assert.Equal(8f, Call("PowerForward", 2f, 3, false, residuals));

        Assert.Throws<InvalidOperationException>(() => Call("PowerBackward", [x, n, negate, residuals, 1f, 0f]));

        object?[] same = [2f, 3, false, residuals, 1f, 0f];
        Call("PowerBackward", same);
        Assert.Equal(12f, same[5]);
    }

    [Fact]
    public void A_failed_forward_pass_leaves_no_residuals_behind()
    {
        object residuals = Residuals("Chain");
        (Tensor<float> X, Tensor<float> H, Tensor<float> Y) = (Numbers(4), Numbers(4), Numbers(4));
        Call("ChainForward", X, H, Y, residuals);
        Assert.Throws<ArgumentException>(() => Call("ChainForward", Numbers(9), H, Y, residuals));

        // Either the residuals of the pass that succeeded, or none: never half of each.
        Exception? outcome = Record.Exception(() => Call("ChainBackward", X, H, Y, residuals));
        Assert.True(outcome is null or InvalidOperationException, outcome?.ToString());
    }
}
