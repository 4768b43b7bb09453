using System;

namespace NeuralGen;

/// <summary>The end of each sequence: of [batch, time, features] the last step, [batch, features].</summary>
public sealed partial class LastStep : Layer
{
    /// <inheritdoc/>
    public override int[] OutputShape(ReadOnlySpan<int> inputShape) =>
        inputShape.Length == 3 && inputShape[1] > 0
            ? [inputShape[0], inputShape[2]]
            : throw new ArgumentException(
                $"LastStep: the input has shape {Extents.Text(inputShape)}, but is [batch, time, features] with a step at least.",
                nameof(inputShape)
            );

    /// <inheritdoc/>
    public override string ToOnnx(OnnxGraph graph, string input)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return graph.Add("Gather", [input, graph.Indices([-1], [], "Last")], new OnnxAttribute("axis", 1));
    }

    [Differentiable]
    private static void Take(Tensor<float> X, Tensor<float> Y)
    {
        for (int b = 0; b < Y.Dim(0); b++)
        for (int i = 0; i < Y.Dim(1); i++)
            Y[b, i] = X[b, X.Dim(1) - 1, i];
    }
}
