using System;

namespace NeuralGen;

/// <summary>
/// The learning rate falls along half a cosine, slowly at first and at last, as by PyTorch's <c>CosineAnnealingLR</c>; it stays
/// at the lowest then, where PyTorch's rises again.
/// </summary>
public sealed class CosineDecay : Schedule
{
    /// <summary>Says how long, and how far.</summary>
    /// <param name="epochs">After how many epochs it is at the lowest; positive.</param>
    /// <param name="minimum">The lowest factor, in 0 … 1; 0 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public CosineDecay(int epochs, double minimum = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epochs);
        Epochs = epochs;
        Minimum = Share(minimum, nameof(minimum));
    }

    /// <summary>After how many epochs it is at the lowest.</summary>
    public int Epochs { get; }

    /// <summary>The lowest factor.</summary>
    public double Minimum { get; }

    /// <inheritdoc/>
    public override double Factor
    {
        get
        {
            double done = Math.Min(Epoch, Epochs) / (double)Epochs;
            return Minimum + (1 - Minimum) * 0.5 * (1 + Math.Cos(Math.PI * done));
        }
    }
}
