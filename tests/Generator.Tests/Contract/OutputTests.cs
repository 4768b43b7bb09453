using System.Linq;
using Xunit;
using static NeuralGen.Generator.Tests.Contract.ContractMethods;

namespace NeuralGen.Generator.Tests.Contract;

/// <summary>What becomes of an output's gradient: read, left, or turned into that of the initial value.</summary>
public class OutputTests
{
    [Fact]
    public void A_pure_outputs_gradient_is_read_and_left()
    {
        (Tensor<float> X, Tensor<float> H, Tensor<float> Y) = (
            Numbers(17),
            Tensor<float>.Parameter(17),
            Tensor<float>.Parameter(17)
        );
        object residuals = Residuals("Chain");
        Call("ChainForward", X, H, Y, residuals);
        H.Grad!.Fill(0.5f);
        Y.Grad!.Fill(2);

        Call("ChainBackward", X, H, Y, residuals);

        Assert.All(H.Grad.ToArray(), g => Assert.Equal(0.5f, g));
        Assert.All(Y.Grad.ToArray(), g => Assert.Equal(2f, g));
        Assert.All(X.Grad!.ToArray().Zip(X.ToArray()), p => Assert.Equal(Slope(p.Second, 0.5f, 2), p.First, 1e-5f));
    }

    [Fact]
    public void An_output_without_a_gradient_comes_in_as_zero_and_still_passes_on_what_flows_inside()
    {
        (Tensor<float> X, Tensor<float> H, Tensor<float> Y) = (
            Numbers(17),
            new Tensor<float>(17),
            Tensor<float>.Parameter(17)
        );
        object residuals = Residuals("Chain");
        Call("ChainForward", X, H, Y, residuals);
        Y.Grad!.Fill(2);

        Call("ChainBackward", X, H, Y, residuals);

        Assert.Null(H.Grad);
        Assert.All(X.Grad!.ToArray().Zip(X.ToArray()), p => Assert.Equal(Slope(p.Second, 0, 2), p.First, 1e-5f));
    }

    /// <summary>h = x², y = h².</summary>
    private static float Slope(float x, float hGrad, float yGrad) => (hGrad + (yGrad * 2 * x * x)) * 2 * x;

    [Fact]
    public void A_read_write_parameters_gradient_goes_from_the_final_to_the_initial_value()
    {
        float[] x = [2, 3, -1];
        float[] initial = [5, 7, 4];
        float[] y = [.. initial];
        float[] z = new float[3];
        object residuals = Residuals("Multiply");
        Call("MultiplyForwardOf", x, y, z, residuals);
        float[] xGrad = [100, 100, 100];
        float[] yGrad = [1, 10, -2];
        float[] zGrad = [3, 0, 1];

        Call("MultiplyBackwardOf", x, y, z, residuals, xGrad, yGrad, zGrad);

        // y₁ = y₀·x, z = y₁·x: what arrives at y₁ is ȳ + z̄·x.
        Assert.Equal([(1 + 6) * 2, (10 + 0) * 3, (-2 - 1) * -1], yGrad);
        Assert.Equal([100 + (7 * 5) + (3 * 10), 100 + (10 * 7), 100 + (-3 * 4) + (1 * -4)], xGrad);
        Assert.Equal([3, 0, 1], zGrad);
    }

    [Fact]
    public void An_output_of_which_one_element_is_read_unwritten_is_read_write()
    {
        (Tensor<float> X, Tensor<float> H, Tensor<float> Y) = (Numbers(5), Numbers(5), Tensor<float>.Parameter(5));
        object residuals = Residuals("Shifted");
        Call("ShiftedForward", X, H, Y, residuals);
        Y.Grad!.Fill(1);

        Call("ShiftedBackward", X, H, Y, residuals);

        Assert.Equal([1, 0, 0, 0, 0], H.Grad!.ToArray());
        Assert.Equal([0, 2, 2, 2, 0], X.Grad!.ToArray());
    }
}
