using System;

namespace NeuralGen;

/// <summary>The absolute value, y = |x|, whose derivative at 0 is taken for 0, element by element, of an input of any shape.</summary>
public sealed partial class Abs : Layer
{
    /// <inheritdoc/>
    public override string ToOnnx(OnnxGraph graph, string input) => graph.Add("Abs", [input]);

    [Differentiable]
    private static void Apply(ReadOnlySpan<float> x, Span<float> y)
    {
        for (int i = 0; i < x.Length; i++)
            y[i] = MathF.Abs(x[i]);
    }
}
