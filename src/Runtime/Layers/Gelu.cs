using System;

namespace NeuralGen;

/// <summary>The Gaussian error linear unit, y = x · Φ(x), in its exact form, element by element, of an input of any shape.</summary>
public sealed partial class Gelu : Layer
{
    /// <inheritdoc/>
    public override string ToOnnx(OnnxGraph graph, string input)
    {
        ArgumentNullException.ThrowIfNull(graph);
        // x / 2 · (1 + erf(x / √2)): the operator itself is younger than the operator set.
        string scaled = graph.Add("Mul", [input, graph.Constant([MathF.Sqrt(0.5f)], [], "Scale")]);
        string sum = graph.Add("Add", [graph.Add("Erf", [scaled]), graph.Constant([1], [], "One")]);
        string half = graph.Add("Mul", [input, graph.Constant([0.5f], [], "Half")]);
        return graph.Add("Mul", [half, sum]);
    }

    [Differentiable]
    private static void Apply(ReadOnlySpan<float> x, Span<float> y)
    {
        for (int i = 0; i < x.Length; i++)
            y[i] = Activation.Gelu(x[i]);
    }
}
