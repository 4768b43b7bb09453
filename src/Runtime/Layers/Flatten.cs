using System;

namespace NeuralGen;

/// <summary>Each example as one row: an input [batch, …] becomes an output [batch, features], in the same order.</summary>
public sealed partial class Flatten : Layer
{
    /// <inheritdoc/>
    public override int[] OutputShape(ReadOnlySpan<int> inputShape) =>
        inputShape.Length > 0
            ? [inputShape[0], Extents.Product(inputShape[1..].ToArray())]
            : throw new ArgumentException("Flatten: the input has no axis of examples.", nameof(inputShape));

    /// <inheritdoc/>
    public override string ToOnnx(OnnxGraph graph, string input) =>
        graph.Add("Flatten", [input], new OnnxAttribute("axis", 1));

    [Differentiable]
    private static void Copy(ReadOnlySpan<float> x, Span<float> y)
    {
        for (int i = 0; i < x.Length; i++)
            y[i] = x[i];
    }
}
