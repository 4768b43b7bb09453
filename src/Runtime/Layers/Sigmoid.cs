using System;

namespace NeuralGen;

/// <summary>The logistic function, y = 1 / (1 + e⁻ˣ), element by element, of an input of any shape.</summary>
public sealed partial class Sigmoid : Layer
{
    /// <inheritdoc/>
    public override string ToOnnx(OnnxGraph graph, string input) => graph.Add("Sigmoid", [input]);

    [Differentiable]
    private static void Apply(ReadOnlySpan<float> x, Span<float> y)
    {
        for (int i = 0; i < x.Length; i++)
            y[i] = Activation.Sigmoid(x[i]);
    }
}
