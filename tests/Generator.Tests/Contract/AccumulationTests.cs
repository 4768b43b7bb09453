using System.Linq;
using Xunit;
using static NeuralGen.Generator.Tests.Contract.ContractMethods;

namespace NeuralGen.Generator.Tests.Contract;

/// <summary>MBackward adds, MGradient overwrites.</summary>
public class AccumulationTests
{
    [Fact]
    public void MBackward_adds_to_what_is_there()
    {
        (Tensor<float> X, Tensor<float> W, Tensor<float> Y) = (
            Numbers(3, 5),
            Numbers(5, 9),
            Tensor<float>.Parameter(3, 9)
        );
        object residuals = Residuals("Loss");
        Call("LossForward", X, W, Y, 2f, residuals);
        object?[] once = [X, W, Y, 2f, residuals, 1f, 0f];
        Call("LossBackward", once);
        float[] single = W.Grad!.ToArray();

        object?[] again = [X, W, Y, 2f, residuals, 1f, 10f];
        Call("LossBackward", again);

        Assert.All(W.Grad!.ToArray().Zip(single), p => Assert.Equal(2 * p.Second, p.First, 1e-5f));
        Assert.Equal((float)once[6]! + 10f, (float)again[6]!, 1e-4f);
    }

    [Fact]
    public void MGradient_overwrites_whatever_is_there()
    {
        (Tensor<float> X, Tensor<float> W, Tensor<float> Y) = (
            Numbers(3, 5),
            Numbers(5, 9),
            Tensor<float>.Parameter(3, 9)
        );
        object?[] arguments = [X, W, Y, 2f, null];
        Call("LossGradient", arguments);
        (float[] x, float[] w, object? scale) = (X.Grad!.ToArray(), W.Grad!.ToArray(), arguments[4]);
        X.Grad.Fill(float.NaN);
        W.Grad.Fill(7);
        Y.Grad!.Fill(5);
        arguments[4] = float.NaN;

        Call("LossGradient", arguments);

        Assert.Equal(x, X.Grad.ToArray());
        Assert.Equal(w, W.Grad.ToArray());
        Assert.Equal(scale, arguments[4]);
        Assert.All(Y.Grad.ToArray(), g => Assert.Equal(0, g));
    }

    [Fact]
    public void A_seed_is_a_factor()
    {
        (Tensor<float> X, Tensor<float> W, Tensor<float> Y) = (
            Numbers(3, 5),
            Numbers(5, 9),
            Tensor<float>.Parameter(3, 9)
        );
        Call("LossGradient", [X, W, Y, 2f, null]);
        float[] expected = W.Grad!.ToArray();
        object residuals = Residuals("Loss");
        Call("LossForward", X, W, Y, 2f, residuals);
        W.Grad.Fill(0);

        Call("LossBackward", [X, W, Y, 2f, residuals, -4f, 0f]);

        Assert.All(W.Grad.ToArray().Zip(expected), p => Assert.Equal(-4 * p.Second, p.First, 1e-4f));
    }
}
