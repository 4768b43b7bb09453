using System;

namespace NeuralGen;

/// <summary>The derivative of each output of a layer by its own input.</summary>
internal static class Slopes
{
    /// <summary>Asks the backward pass for them.</summary>
    /// <returns>
    /// The slopes; null for a layer that has parameters, does not go element by element, or does nothing in use.
    /// </returns>
    public static float[]? Of(Layer layer, LayerCall call)
    {
        if (
            layer is Flatten or Dropout
            || call.Output.Rank < 2
            || call.Output.Length == 0
            || call.Input is not { Grad: not null } input
            || layer.Parameters.Count > 0
            || !call.Input.Shape.SequenceEqual(call.Output.Shape)
        )
            return null;
        float[] slopes = Backward(layer, input, _ => 1);

        // If each input has an effect on one output alone, other signs of the outputs' gradients are those of the inputs'.
        float[] signed = Backward(layer, input, Sign);
        for (int i = 0; i < slopes.Length; i++)
            if (signed[i] != Sign(i) * slopes[i])
                return null;
        return slopes;
    }

    // A layer, and what it is made of, goes back once after each call.
    private static float[] Backward(Layer layer, Tensor<float> input, Func<int, float> outputGradient)
    {
        Span<float> seed = layer.Forward(input).Grad!.AsSpan();
        for (int i = 0; i < seed.Length; i++)
            seed[i] = outputGradient(i);
        input.Grad!.Fill(0);
        layer.Backward();
        return input.Grad.ToArray();
    }

    // Irregular, so that it agrees with no stride.
    private static float Sign(int i) => (((uint)i * 2654435761u) >> 30 & 1) == 0 ? 1 : -1;
}
