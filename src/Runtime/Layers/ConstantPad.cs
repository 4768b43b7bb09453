using System;

namespace NeuralGen;

/// <summary>What margins have in common: one value on both sides of each axis behind those of the batch and the channels.</summary>
public abstract class ConstantPad : Layer
{
    private readonly int _axes;

    private protected ConstantPad(int axes, int padding, float value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        (_axes, Padding, Value) = (axes, padding, value);
    }

    /// <summary>The margin's width on each side.</summary>
    public int Padding { get; }

    /// <summary>What the margin consists of.</summary>
    public float Value { get; }

    /// <inheritdoc/>
    public sealed override int[] OutputShape(ReadOnlySpan<int> inputShape)
    {
        Windowed.CheckRank(GetType().Name, inputShape, _axes);
        int[] shape = inputShape.ToArray();
        foreach (ref int extent in shape.AsSpan(2))
            extent = checked(extent + 2 * Padding);
        return shape;
    }

    /// <inheritdoc/>
    // Numbers are the same in every copy.
    protected override void Separate(Sharing sharing) { }

    /// <inheritdoc/>
    public sealed override string ToOnnx(OnnxGraph graph, string input)
    {
        ArgumentNullException.ThrowIfNull(graph);
        // Before each axis, and then behind each.
        int rank = 2 + _axes;
        var margins = new long[2 * rank];
        margins.AsSpan(2, _axes).Fill(Padding);
        margins.AsSpan(rank + 2, _axes).Fill(Padding);
        return graph.Add("Pad", [input, graph.Constant(margins, "Margins"), graph.Constant([Value], [], "Value")]);
    }
}
