using System;

namespace NeuralGen;

/// <summary>The threshold unit, y = 1 for x ≥ 0, else 0: no gradient flows back through it, element by element, of an input of any shape.</summary>
public sealed partial class Step : Layer
{
    /// <inheritdoc/>
    public override string ToOnnx(OnnxGraph graph, string input)
    {
        ArgumentNullException.ThrowIfNull(graph);
        string isReached = graph.Add("GreaterOrEqual", [input, graph.Constant([0], [], "Zero")]);
        return graph.Add("Cast", [isReached], new OnnxAttribute("to", OnnxGraph.Float));
    }

    [Differentiable]
    private static void Apply(ReadOnlySpan<float> x, Span<float> y)
    {
        for (int i = 0; i < x.Length; i++)
            y[i] = Activation.Step(Gradient.Stop(x[i]));
    }
}
