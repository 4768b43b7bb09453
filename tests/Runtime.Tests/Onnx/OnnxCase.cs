using System;
using System.Linq;

namespace NeuralGen.Tests.Onnx;

/// <summary>A model to be exported, and what its input is like.</summary>
/// <param name="Name">The name of the case.</param>
/// <param name="Model">The model, in use.</param>
/// <param name="ExampleShape">The shape of one example.</param>
internal sealed record OnnxCase(string Name, Layer Model, params int[] ExampleShape)
{
    /// <summary>The input consists of the numbers of so many symbols; 0 for real numbers.</summary>
    public int Symbols { get; init; }

    /// <summary>The real numbers are up to so large.</summary>
    public double Bound { get; init; } = 1;

    /// <summary>A batch of examples.</summary>
    public Tensor<float> NewInput(int seed, int batch)
    {
        var random = new Random(seed);
        var input = new Tensor<float>([batch, .. ExampleShape]);
        foreach (ref float value in input.AsSpan())
            value = Symbols > 0 ? random.Next(Symbols) : (float)(Bound * (2 * random.NextDouble() - 1));
        return input;
    }

    /// <summary>The layer in use, with nothing left at 0 or 1.</summary>
    public static Layer Randomized(Layer layer)
    {
        var random = new Random(1);
        foreach (Tensor<float> tensor in layer.State.Select(entry => entry.Value))
        foreach (ref float value in tensor.AsSpan())
            value += 0.5f * (float)random.NextDouble();
        layer.Evaluate();
        return layer;
    }
}
