using System;

namespace NeuralGen;

/// <summary>λ Σ |w|: all weights become smaller by the same, so that many end at 0.</summary>
public sealed partial class L1Penalty : Regularizer
{
    private readonly AbsoluteValuesResiduals _residuals = new();

    /// <summary>A penalty of some strength.</summary>
    /// <param name="strength">λ, finite and not negative; the gradient is λ sign w, and 0 where w is.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="strength"/> is NaN, infinite or negative.</exception>
    public L1Penalty(double strength)
        : base(strength) { }

    private protected override float Penalty(ReadOnlySpan<float> weights) =>
        AbsoluteValuesForward(weights, (float)Strength);

    private protected override float AddGradient(ReadOnlySpan<float> weights, Span<float> gradient)
    {
        float value = AbsoluteValuesForward(weights, (float)Strength, _residuals);
        AbsoluteValuesBackward(weights, (float)Strength, _residuals, 1, gradient);
        return value;
    }

    [Differentiable]
    private static float AbsoluteValues(ReadOnlySpan<float> weights, [NoGrad] float strength)
    {
        float sum = 0;
        for (int i = 0; i < weights.Length; i++)
            sum += MathF.Abs(weights[i]);
        return strength * sum;
    }
}
