using System;

namespace NeuralGen;

/// <summary>Adds normal noise of mean 0 to every element.</summary>
public sealed class RandomNoise : Augmentation
{
    private readonly double _deviation;

    /// <summary>Says how much.</summary>
    /// <param name="deviation">The standard deviation, finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is NaN, infinite or negative.</exception>
    public RandomNoise(double deviation)
    {
        if (!(double.IsFinite(deviation) && deviation >= 0))
            throw new ArgumentOutOfRangeException(nameof(deviation), deviation, "It must be finite and not negative.");
        _deviation = deviation;
    }

    /// <inheritdoc/>
    protected override void Change(Span<float> example, Random random)
    {
        // Box and Muller's transform gives two at a time; 1 − u lies in (0, 1], where the logarithm is finite.
        for (int i = 0; i < example.Length; i += 2)
        {
            double radius = _deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            (double sine, double cosine) = Math.SinCos(2 * Math.PI * random.NextDouble());
            example[i] += (float)(radius * cosine);
            if (i + 1 < example.Length)
                example[i + 1] += (float)(radius * sine);
        }
    }
}
