using System;
using System.Linq;
using Xunit;

namespace NeuralGen.Tests.Layers;

/// <summary>A layer remembers one call: it cannot stand in two places, where its parameters can.</summary>
public class RepeatedLayerTests
{
    [Fact]
    public void A_layer_that_is_there_twice_is_refused_by_name()
    {
        var relu = new Relu();
        var error = Assert.Throws<ArgumentException>(() =>
            new Sequential(new Dense(3, 4, new Random(1)), relu, new Dense(4, 2, new Random(2)), relu)
        );
        Assert.Equal(
            "Layer 3, of type Relu, is layer 1 again, but a layer remembers its last call alone: make one for each place. "
                + "They may share their parameters.",
            error.Message
        );
        var inner = new Sequential(relu, new Tanh());
        error = Assert.Throws<ArgumentException>(() => new Sequential([3], new Sequential(new Tanh(), inner), relu));
        Assert.StartsWith("Layer 1, of type Relu, is layer 0.1.0 again", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Sequential(inner, inner));
    }

    [Fact]
    public void Parameters_in_two_places_have_the_sum_of_both_gradients()
    {
        Dense first = new(3, 3, new Random(1));
        Dense again = new(first.Weight, first.Bias);
        Dense other = new(3, 3, new Random(2));
        first.Weight.AsSpan().CopyTo(other.Weight.AsSpan());
        Tensor<float> x = DenseTests.Random(3, 4, 3);
        Run(new Sequential(first, new Tanh(), again), x);
        float[] sum = first.Weight.Grad!.ToArray();
        first.Weight.Grad.Fill(0);
        Run(new Sequential(first, new Tanh(), other), x);
        foreach (
            (float expected, (float a, float b)) in sum.Zip(
                first.Weight.Grad.ToArray().Zip(other.Weight.Grad!.ToArray())
            )
        )
            Assert.Equal(expected, a + b, 1e-5f);
    }

    private static void Run(Layer model, Tensor<float> x)
    {
        LayerCase.Fill(model.Forward(x).Grad!, 1);
        model.Backward();
    }
}
