using System;

namespace NeuralGen;

/// <summary>The rectified linear unit, y = max(0, x), element by element, of an input of any shape.</summary>
public sealed partial class Relu : Layer
{
    /// <inheritdoc/>
    public override string ToOnnx(OnnxGraph graph, string input) => graph.Add("Relu", [input]);

    [Differentiable]
    private static void Apply(ReadOnlySpan<float> x, Span<float> y)
    {
        for (int i = 0; i < x.Length; i++)
            y[i] = Activation.Relu(x[i]);
    }
}
