using System;

namespace NeuralGen;

/// <summary>The learning rate is multiplied by a factor every so many epochs, as by PyTorch's <c>StepLR</c>.</summary>
public sealed class StepDecay : Schedule
{
    private readonly double _factor;

    /// <summary>Says when, and by what.</summary>
    /// <param name="every">After how many epochs; positive.</param>
    /// <param name="factor">In 0 … 1; 0.1 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public StepDecay(int every, double factor = 0.1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(every);
        Every = every;
        _factor = Share(factor, nameof(factor));
    }

    /// <summary>After how many epochs.</summary>
    public int Every { get; }

    /// <inheritdoc/>
    public override double Factor => Math.Pow(_factor, Epoch / Every);
}
