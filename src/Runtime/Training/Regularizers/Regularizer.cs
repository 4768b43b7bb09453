using System;
using System.Collections.Generic;

namespace NeuralGen;

/// <summary>
/// A penalty on large weights, which is added to the loss. Its value and its gradient are those of one <c>[Differentiable]</c>
/// loop.
/// </summary>
/// <remarks>
/// It is given the weights and not the biases: <see cref="ParameterGroups.Weights"/> tells them apart. An optimizer's weight decay
/// is a penalty as well, of which only the gradient is ever calculated: decay λ is <see cref="L2Penalty"/> of ½ λ. In
/// <see cref="AdamW{T}"/> it does not go through the means, as a penalty does. For one thread, as layers are.
/// </remarks>
public abstract class Regularizer
{
    /// <summary>Keeps the strength.</summary>
    /// <param name="strength">λ, finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="strength"/> is NaN, infinite or negative.</exception>
    private protected Regularizer(double strength)
    {
        if (!(double.IsFinite(strength) && strength >= 0))
            throw new ArgumentOutOfRangeException(nameof(strength), strength, "It must be finite and not negative.");
        Strength = strength;
    }

    /// <summary>λ, what the penalty is multiplied by.</summary>
    public double Strength { get; }

    /// <summary>The penalty of some weights.</summary>
    /// <param name="weights">The weights.</param>
    /// <exception cref="ArgumentNullException"><paramref name="weights"/> is null.</exception>
    public double Value(IReadOnlyList<Tensor<float>> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        double value = 0;
        for (int i = 0; i < weights.Count; i++)
            value += Penalty(weights[i].AsSpan());
        return value;
    }

    /// <summary>Adds the gradient of the penalty into that of the weights, after the backward pass or before it.</summary>
    /// <param name="weights">The weights, each with a <see cref="Tensor{T}.Grad"/>.</param>
    /// <returns>The penalty.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="weights"/> is null.</exception>
    /// <exception cref="ArgumentException">One of the weights has no gradient; none is changed.</exception>
    public double AddGradient(IReadOnlyList<Tensor<float>> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        for (int i = 0; i < weights.Count; i++)
            if (weights[i].Grad is null)
                throw new ArgumentException(
                    FormattableString.Invariant($"The weights at position {i} have no Grad."),
                    nameof(weights)
                );
        double value = 0;
        for (int i = 0; i < weights.Count; i++)
            value += AddGradient(weights[i].AsSpan(), weights[i].Grad!.AsSpan());
        return value;
    }

    private protected abstract float Penalty(ReadOnlySpan<float> weights);

    private protected abstract float AddGradient(ReadOnlySpan<float> weights, Span<float> gradient);
}
