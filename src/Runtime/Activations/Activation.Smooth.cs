using System;

namespace NeuralGen;

public static partial class Activation
{
    /// <summary>The logistic function: f(x) = 1 / (1 + e⁻ˣ), accurate relative to its value for every x.</summary>
    /// <remarks>f′ = f (1 − f).</remarks>
    /// <param name="x">Any value.</param>
    public static float Sigmoid(float x)
    {
        // The exponential of −|x| cannot overflow, and 1 − f is never formed.
        float e = MathF.Exp(-MathF.Abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /// <inheritdoc cref="Sigmoid(float)"/>
    public static double Sigmoid(double x)
    {
        double e = Math.Exp(-Math.Abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /// <summary>The hyperbolic tangent: f(x) = (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ).</summary>
    /// <remarks>f′ = 1 − f².</remarks>
    /// <param name="x">Any value.</param>
    public static float Tanh(float x) => MathF.Tanh(x);

    /// <inheritdoc cref="Tanh(float)"/>
    public static double Tanh(double x) => Math.Tanh(x);

    /// <summary>The smooth rectifier: f(x) = log(1 + eˣ), without overflow.</summary>
    /// <remarks>f′(x) = <see cref="Sigmoid(float)"/>(x).</remarks>
    /// <param name="x">Any value.</param>
    public static float Softplus(float x)
    {
        float e = MathF.Exp(-MathF.Abs(x));
        return (x <= 0 ? 0 : x) + LogOnePlus(e);
    }

    /// <inheritdoc cref="Softplus(float)"/>
    public static double Softplus(double x)
    {
        double e = Math.Exp(-Math.Abs(x));
        return (x <= 0 ? 0 : x) + LogOnePlus(e);
    }

    /// <summary>The sigmoid linear unit, also called swish: f(x) = x · σ(x), σ being the logistic function.</summary>
    /// <remarks>f′(x) = σ(x) (1 + x (1 − σ(x))).</remarks>
    /// <param name="x">Any finite value, or +∞; at −∞ it is NaN.</param>
    public static float Silu(float x) => x * Sigmoid(x);

    /// <inheritdoc cref="Silu(float)"/>
    public static double Silu(double x) => x * Sigmoid(x);

    /// <summary>
    /// The Gaussian error linear unit: f(x) = x · Φ(x), Φ(x) = (1 + erf(x / √2)) / 2, in its exact form and not in the
    /// approximation by a hyperbolic tangent.
    /// </summary>
    /// <remarks>f′(x) = Φ(x) + x φ(x), φ(x) = e^(−x²/2) / √(2π).</remarks>
    /// <param name="x">Any value; at −∞ the result is the limit, 0.</param>
    public static float Gelu(float x) => (float)Gelu((double)x);

    /// <inheritdoc cref="Gelu(float)"/>
    public static double Gelu(double x) => x < -1000 ? -0.0 : x * NormalDistribution.Cumulative(x);

    // log(1 + e) for 0 ≤ e ≤ 1. What rounding took from 1 + e is put back by the ratio, after Kahan.
    private static float LogOnePlus(float e)
    {
        float u = 1 + e;
        return u == 1 ? e : MathF.Log(u) * (e / (u - 1));
    }

    private static double LogOnePlus(double e)
    {
        double u = 1 + e;
        return u == 1 ? e : Math.Log(u) * (e / (u - 1));
    }
}
