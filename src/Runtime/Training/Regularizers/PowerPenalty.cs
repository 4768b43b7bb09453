using System;

namespace NeuralGen;

/// <summary>
/// λ Σ |w|^q: between the sum of absolute values (q = 1) and that of squares (q = 2), or beyond. The smaller q is, the more
/// weights end at 0.
/// </summary>
/// <remarks>At w = 0 the gradient is 0, also for q &lt; 1, where the slope is infinite beside it.</remarks>
public sealed partial class PowerPenalty : Regularizer
{
    private readonly PowersResiduals _residuals = new();

    /// <summary>A penalty of some strength and power.</summary>
    /// <param name="strength">λ, finite and not negative.</param>
    /// <param name="power">q, finite and positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public PowerPenalty(double strength, double power)
        : base(strength)
    {
        if (!(double.IsFinite(power) && power > 0))
            throw new ArgumentOutOfRangeException(nameof(power), power, "It must be finite and positive.");
        Power = power;
    }

    /// <summary>q.</summary>
    public double Power { get; }

    private protected override float Penalty(ReadOnlySpan<float> weights) =>
        PowersForward(weights, (float)Power, (float)Strength);

    private protected override float AddGradient(ReadOnlySpan<float> weights, Span<float> gradient)
    {
        float value = PowersForward(weights, (float)Power, (float)Strength, _residuals);
        PowersBackward(weights, (float)Power, (float)Strength, _residuals, 1, gradient);
        return value;
    }

    [Differentiable]
    private static float Powers(ReadOnlySpan<float> weights, [NoGrad] float power, [NoGrad] float strength)
    {
        float sum = 0;
        for (int i = 0; i < weights.Length; i++)
            if (weights[i] != 0)
                sum += MathF.Pow(MathF.Abs(weights[i]), power);
        return strength * sum;
    }
}
