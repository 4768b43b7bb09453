using System;

namespace NeuralGen;

/// <summary>A margin of one value on both sides of each sequence: [batch, channels, length + 2 · padding].</summary>
public sealed partial class ConstantPad1d : Layer
{
    /// <summary>A layer that adds a margin.</summary>
    /// <param name="padding">The margin's width on each side; not negative.</param>
    /// <param name="value">What it consists of.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="padding"/> is negative.</exception>
    public ConstantPad1d(int padding, float value = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        Padding = padding;
        Value = value;
    }

    /// <summary>The margin's width on each side.</summary>
    public int Padding { get; }

    /// <summary>What the margin consists of.</summary>
    public float Value { get; }

    /// <inheritdoc/>
    public override int[] OutputShape(ReadOnlySpan<int> inputShape)
    {
        CheckSequences(nameof(ConstantPad1d), inputShape);
        return [inputShape[0], inputShape[1], checked(inputShape[2] + 2 * Padding)];
    }

    /// <inheritdoc/>
    public override string ToOnnx(OnnxGraph graph, string input)
    {
        ArgumentNullException.ThrowIfNull(graph);
        string margins = graph.Constant([0, 0, Padding, 0, 0, Padding], "Margins");
        return graph.Add("Pad", [input, margins, graph.Constant([Value], [], "Value")]);
    }

    internal static void CheckSequences(string layer, ReadOnlySpan<int> inputShape)
    {
        if (inputShape.Length != 3)
            throw new ArgumentException(
                $"{layer}: the input has shape {Extents.Text(inputShape)}, but is [batch, channels, length]."
            );
    }

    [Differentiable]
    private void Pad(Tensor<float> X, Tensor<float> Y)
    {
        for (int n = 0; n < Y.Dim(0); n++)
        for (int c = 0; c < Y.Dim(1); c++)
        for (int x = 0; x < Y.Dim(2); x++)
            Y[n, c, x] = Value;
        for (int n = 0; n < X.Dim(0); n++)
        for (int c = 0; c < X.Dim(1); c++)
        for (int x = 0; x < X.Dim(2); x++)
            Y[n, c, x + Padding] = X[n, c, x];
    }
}
