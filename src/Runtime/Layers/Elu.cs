using System;

namespace NeuralGen;

/// <summary>The exponential linear unit, y = x for x &gt; 0, else α (eˣ − 1), element by element, of an input of any shape.</summary>
/// <param name="alpha">α: minus the limit for x → −∞; any finite number.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="alpha"/> is NaN or infinite.</exception>
public sealed partial class Elu(float alpha = 1) : Layer
{
    /// <summary>α: minus the limit for x → −∞.</summary>
    public float Alpha { get; } =
        float.IsFinite(alpha)
            ? alpha
            : throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "It must be finite.");

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
