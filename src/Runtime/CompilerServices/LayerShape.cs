using System;
using System.ComponentModel;
using System.Globalization;

namespace NeuralGen.CompilerServices.V1;

/// <summary>What generated layers ask of the shape of their input.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LayerShape
{
    /// <summary>The input has as many axes as the loops use.</summary>
    /// <param name="layer">The layer's name.</param>
    /// <param name="input">The input's shape.</param>
    /// <param name="rank">The number of axes.</param>
    /// <exception cref="ArgumentException">It has not.</exception>
    public static void Rank(string layer, ReadOnlySpan<int> input, int rank)
    {
        if (input.Length != rank)
            throw Unfit(layer, input, string.Create(CultureInfo.InvariantCulture, $"but {rank} axes are needed"));
    }

    /// <summary>Two sizes that one loop runs over are the same.</summary>
    /// <param name="layer">The layer's name.</param>
    /// <param name="input">The input's shape.</param>
    /// <param name="axis">The name of a size.</param>
    /// <param name="size">The size.</param>
    /// <param name="otherAxis">The name of the other size.</param>
    /// <param name="otherSize">The other size.</param>
    /// <exception cref="ArgumentException">They are not.</exception>
    public static void Equal(
        string layer,
        ReadOnlySpan<int> input,
        string axis,
        long size,
        string otherAxis,
        long otherSize
    )
    {
        if (size != otherSize)
            throw Unfit(
                layer,
                input,
                string.Create(CultureInfo.InvariantCulture, $"but {axis} is {size} and {otherAxis} is {otherSize}")
            );
    }

    /// <summary>A size of the output.</summary>
    /// <param name="layer">The layer's name.</param>
    /// <param name="input">The input's shape.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="size">How far the loops write along it.</param>
    /// <exception cref="ArgumentException">The size is negative or does not fit into an array.</exception>
    public static int Size(string layer, ReadOnlySpan<int> input, int axis, long size) =>
        size is >= 0 and <= int.MaxValue
            ? (int)size
            : throw Unfit(
                layer,
                input,
                string.Create(CultureInfo.InvariantCulture, $"and axis {axis} of the output would have {size} elements")
            );

    private static ArgumentException Unfit(string layer, ReadOnlySpan<int> input, string why) =>
        new($"{layer}: the input has shape {Extents.Text(input)}, {why}.");
}
