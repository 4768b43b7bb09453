using System;

namespace NeuralGen;

/// <summary>The learning rate is multiplied by a factor after every epoch, as by PyTorch's <c>ExponentialLR</c>.</summary>
public sealed class ExponentialDecay : Schedule
{
    private readonly double _factor;

    /// <summary>Says by what.</summary>
    /// <param name="factor">In 0 … 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is outside its range.</exception>
    public ExponentialDecay(double factor) => _factor = Share(factor, nameof(factor));

    /// <inheritdoc/>
    public override double Factor => Math.Pow(_factor, Epoch);
}
