using System;

namespace NeuralGen;

/// <summary>The smooth rectifier, y = log(1 + eˣ), element by element, of an input of any shape.</summary>
public sealed partial class Softplus : Layer
{
    /// <inheritdoc/>
    public override string ToOnnx(OnnxGraph graph, string input) => graph.Add("Softplus", [input]);

    [Differentiable]
    private static void Apply(ReadOnlySpan<float> x, Span<float> y)
    {
        for (int i = 0; i < x.Length; i++)
            y[i] = Activation.Softplus(x[i]);
    }
}
