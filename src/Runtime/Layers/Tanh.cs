using System;

namespace NeuralGen;

/// <summary>The hyperbolic tangent, y = tanh x, element by element, of an input of any shape.</summary>
public sealed partial class Tanh : Layer
{
    /// <inheritdoc/>
    public override string ToOnnx(OnnxGraph graph, string input) => graph.Add("Tanh", [input]);

    [Differentiable]
    private static void Apply(ReadOnlySpan<float> x, Span<float> y)
    {
        for (int i = 0; i < x.Length; i++)
            y[i] = Activation.Tanh(x[i]);
    }
}
