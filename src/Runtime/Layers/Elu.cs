using System;

namespace NeuralGen;

/// <summary>The exponential linear unit, y = x for x &gt; 0, else α (eˣ − 1), element by element, of an input of any shape.</summary>
/// <param name="alpha">α: minus the limit for x → −∞.</param>
public sealed partial class Elu(float alpha = 1) : Layer
{
    /// <summary>α: minus the limit for x → −∞.</summary>
    public float Alpha { get; } = alpha;

    /// <inheritdoc/>
    public override string ToOnnx(OnnxGraph graph, string input) =>
        graph.Add("Elu", [input], new OnnxAttribute("alpha", Alpha));

    [Differentiable]
    private void Apply(ReadOnlySpan<float> x, Span<float> y)
    {
        for (int i = 0; i < x.Length; i++)
            y[i] = Activation.Elu(x[i], Alpha);
    }
}
