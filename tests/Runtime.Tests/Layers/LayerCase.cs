using System;
using System.Linq;

namespace NeuralGen.Tests.Layers;

/// <summary>A layer, the shape of an input, and what PyTorch calls the same.</summary>
/// <param name="Name">The name of the case.</param>
/// <param name="Create">Makes the layer.</param>
/// <param name="Shape">The input's shape.</param>
/// <param name="PyTorch">An expression in the input x and the list p of parameters.</param>
internal sealed record LayerCase(string Name, Func<Layer> Create, int[] Shape, string PyTorch)
{
    /// <summary>Whether an example's output depends on that example alone.</summary>
    public bool IsOfExamples { get; init; } = true;

    /// <summary>Whether the input has a gradient.</summary>
    public bool HasInputGradient { get; init; } = true;

    /// <summary>Whether the function has no kinks, so that differences say what its derivative is.</summary>
    public bool IsSmooth { get; init; } = true;

    /// <summary>What the input consists of, by position; the default goes through many signs and sizes.</summary>
    public Func<int, double> Element { get; init; } = i => 2 * Wave(0, i);

    /// <summary>The layer with parameters that are the same in every process.</summary>
    public Layer NewLayer()
    {
        Layer layer = Create();
        for (int p = 0; p < layer.Parameters.Count; p++)
            Fill(layer.Parameters[p], p + 1);
        return layer;
    }

    /// <summary>The input, with a gradient that is not 0.</summary>
    public Tensor<float> NewInput()
    {
        var input = new Tensor<float>(Shape);
        for (int i = 0; i < input.Length; i++)
            input.AsSpan()[i] = (float)Element(i);
        if (HasInputGradient)
        {
            input.Grad = new Tensor<float>(Shape);
            input.Grad.Fill(1);
        }
        return input;
    }

    /// <summary>A wave for each seed: the same in Python.</summary>
    public static double Wave(int seed, int i) => Math.Sin(seed + 0.37 * i + 0.011 * i * i);

    public static void Fill(Tensor<float> tensor, int seed)
    {
        for (int i = 0; i < tensor.Length; i++)
            tensor.AsSpan()[i] = (float)Wave(seed, i);
    }

    /// <summary>The output's elements, and the gradients of the input and the parameters after Σ wave · output.</summary>
    public static float[][] Run(Layer layer, Tensor<float> input)
    {
        Tensor<float> output = layer.Forward(input);
        Fill(output.Grad!, 100);
        float[] values = output.ToArray();
        layer.Backward();
        return
        [
            values,
            .. input.Grad is null ? Array.Empty<float[]>() : [input.Grad.ToArray()],
            .. layer.Parameters.Select(p => p.Grad!.ToArray()),
        ];
    }

    public override string ToString() => Name;
}
