using System;

namespace NeuralGen;

/// <summary>The sigmoid linear unit, y = x · σ(x), element by element, of an input of any shape.</summary>
public sealed partial class Silu : Layer
{
    /// <inheritdoc/>
    public override string ToOnnx(OnnxGraph graph, string input) =>
        graph.Add("Mul", [input, graph.Add("Sigmoid", [input])]);

    [Differentiable]
    private static void Apply(ReadOnlySpan<float> x, Span<float> y)
    {
        for (int i = 0; i < x.Length; i++)
            y[i] = Activation.Silu(x[i]);
    }
}
