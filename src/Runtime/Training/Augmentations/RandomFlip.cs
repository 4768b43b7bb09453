using System;

namespace NeuralGen;

/// <summary>
/// Turns pictures left to right, some of them: for what looks as likely from both sides, which digits do not. The examples are rows of
/// one width, [batch, channels, height, width] or flattened.
/// </summary>
public sealed class RandomFlip : Augmentation
{
    private readonly int _width;
    private readonly double _probability;

    /// <summary>Says how many.</summary>
    /// <param name="width">The width of a row, positive.</param>
    /// <param name="probability">How probable it is that an example is turned, in 0 … 1; ½ by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public RandomFlip(int width, double probability = 0.5)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        _width = width;
        _probability = Schedule.Share(probability, nameof(probability));
    }

    /// <inheritdoc/>
    protected override void Change(Span<float> example, Random random)
    {
        CheckParts(example.Length, _width);
        if (random.NextDouble() >= _probability)
            return;
        for (; !example.IsEmpty; example = example[_width..])
            example[.._width].Reverse();
    }
}
