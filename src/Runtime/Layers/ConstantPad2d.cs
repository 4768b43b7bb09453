using System;

namespace NeuralGen;

/// <summary>A margin of one value around each image: [batch, channels, height + 2 · padding, width + 2 · padding].</summary>
public sealed partial class ConstantPad2d : Layer
{
    /// <summary>A layer that adds a margin.</summary>
    /// <param name="padding">The margin's width on each side; not negative.</param>
    /// <param name="value">What it consists of.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="padding"/> is negative.</exception>
    public ConstantPad2d(int padding, float value = 0)
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
        Windowed2d.CheckImages(nameof(ConstantPad2d), inputShape);
        return
        [
            inputShape[0],
            inputShape[1],
            checked(inputShape[2] + 2 * Padding),
            checked(inputShape[3] + 2 * Padding),
        ];
    }

    /// <inheritdoc/>
    public override string ToOnnx(OnnxGraph graph, string input)
    {
        ArgumentNullException.ThrowIfNull(graph);
        string margins = graph.Constant([0, 0, Padding, Padding, 0, 0, Padding, Padding], "Margins");
        return graph.Add("Pad", [input, margins, graph.Constant([Value], [], "Value")]);
    }

    [Differentiable]
    private void Pad(Tensor<float> X, Tensor<float> Y)
    {
        for (int n = 0; n < Y.Dim(0); n++)
        for (int c = 0; c < Y.Dim(1); c++)
        for (int y = 0; y < Y.Dim(2); y++)
        for (int x = 0; x < Y.Dim(3); x++)
            Y[n, c, y, x] = Value;
        for (int n = 0; n < X.Dim(0); n++)
        for (int c = 0; c < X.Dim(1); c++)
        for (int y = 0; y < X.Dim(2); y++)
        for (int x = 0; x < X.Dim(3); x++)
            Y[n, c, y + Padding, x + Padding] = X[n, c, y, x];
    }
}
