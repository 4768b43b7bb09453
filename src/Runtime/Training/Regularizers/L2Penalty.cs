using System;

namespace NeuralGen;

/// <summary>λ Σ w²: large weights become smaller, in proportion to their size.</summary>
public sealed partial class L2Penalty : Regularizer
{
    private readonly SquaresResiduals _residuals = new();

    /// <summary>A penalty of some strength.</summary>
    /// <param name="strength">λ, finite and not negative; the gradient is 2 λ w.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="strength"/> is NaN, infinite or negative.</exception>
    public L2Penalty(double strength)
        : base(strength) { }

    private protected override float Penalty(ReadOnlySpan<float> weights) => SquaresForward(weights, (float)Strength);

    private protected override float AddGradient(ReadOnlySpan<float> weights, Span<float> gradient)
    {
        float value = SquaresForward(weights, (float)Strength, _residuals);
        SquaresBackward(weights, (float)Strength, _residuals, 1, gradient);
        return value;
    }

    [Differentiable]
    private static float Squares(ReadOnlySpan<float> weights, [NoGrad] float strength)
    {
        float sum = 0;
        for (int i = 0; i < weights.Length; i++)
            sum += weights[i] * weights[i];
        return strength * sum;
    }
}
