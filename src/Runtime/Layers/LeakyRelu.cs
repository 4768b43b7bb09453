using System;

namespace NeuralGen;

/// <summary>The leaky rectifier, y = x for x &gt; 0, else slope · x, element by element, of an input of any shape.</summary>
/// <param name="slope">The slope for x ≤ 0, any finite number.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="slope"/> is NaN or infinite.</exception>
public sealed partial class LeakyRelu(float slope = 0.01f) : Layer
{
    /// <summary>The slope for x ≤ 0.</summary>
    public float Slope { get; } =
        float.IsFinite(slope)
            ? slope
            : throw new ArgumentOutOfRangeException(nameof(slope), slope, "It must be finite.");

    /// <inheritdoc/>
    public override string ToOnnx(OnnxGraph graph, string input) =>
        graph.Add("LeakyRelu", [input], new OnnxAttribute("alpha", Slope));

    [Differentiable]
    private void Apply(ReadOnlySpan<float> x, Span<float> y)
    {
        for (int i = 0; i < x.Length; i++)
            y[i] = Activation.LeakyRelu(x[i], Slope);
    }
}
