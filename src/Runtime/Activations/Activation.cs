using System;

namespace NeuralGen;

/// <summary>
/// The scalar functions that a neuron applies to its input, as plain, stable code: the reference that generated
/// code, which runs them on vectors, is compared with.
/// </summary>
/// <remarks>
/// The generator knows the derivative of each. At a kink the derivative is the one named in the function's remarks.
/// NaN in gives NaN out, except in <see cref="Step(double)"/>.
/// </remarks>
public static partial class Activation
{
    /// <summary>f(x) = x, f′(x) = 1.</summary>
    /// <param name="x">Any value.</param>
    public static float Linear(float x) => x;

    /// <inheritdoc cref="Linear(float)"/>
    public static double Linear(double x) => x;

    /// <summary>The threshold unit: f(x) = 1 for x ≥ 0, else 0 (for NaN too).</summary>
    /// <remarks>f′(x) = 0 everywhere, at 0 too: nothing flows back through a step.</remarks>
    /// <param name="x">Any value.</param>
    public static float Step(float x) => x >= 0 ? 1 : 0;

    /// <inheritdoc cref="Step(float)"/>
    public static double Step(double x) => x >= 0 ? 1 : 0;

    /// <summary>The rectified linear unit: f(x) = max(0, x).</summary>
    /// <remarks>f′(x) = 1 for x &gt; 0, else 0; f′(0) = 0.</remarks>
    /// <param name="x">Any value.</param>
    public static float Relu(float x) => x <= 0 ? 0 : x;

    /// <inheritdoc cref="Relu(float)"/>
    public static double Relu(double x) => x <= 0 ? 0 : x;

    /// <summary>The leaky rectified linear unit: f(x) = x for x &gt; 0, else slope · x.</summary>
    /// <remarks>∂f/∂x = 1 for x &gt; 0, else slope, at 0 too; ∂f/∂slope = min(0, x).</remarks>
    /// <param name="x">Any value.</param>
    /// <param name="slope">The slope for x ≤ 0, any value; 0.01 by default.</param>
    public static float LeakyRelu(float x, float slope = 0.01f) => x > 0 ? x : slope * x;

    /// <inheritdoc cref="LeakyRelu(float, float)"/>
    public static double LeakyRelu(double x, double slope = 0.01) => x > 0 ? x : slope * x;

    /// <summary>The exponential linear unit: f(x) = x for x &gt; 0, else alpha · (eˣ − 1).</summary>
    /// <remarks>∂f/∂x = 1 for x &gt; 0, else alpha · eˣ = f(x) + alpha, at 0 too; ∂f/∂alpha = min(0, eˣ − 1).</remarks>
    /// <param name="x">Any value.</param>
    /// <param name="alpha">Minus the limit for x → −∞; 1 by default.</param>
    public static float Elu(float x, float alpha = 1) => x > 0 ? x : alpha * ExpMinusOne(x);

    /// <inheritdoc cref="Elu(float, float)"/>
    public static double Elu(double x, double alpha = 1) => x > 0 ? x : alpha * ExpMinusOne(x);

    // eˣ − 1 without the cancellation near 0: tanh(x/2) (eˣ + 1), for x that are not large.
    private static float ExpMinusOne(float x) => MathF.Tanh(0.5f * x) * (MathF.Exp(x) + 1);

    private static double ExpMinusOne(double x) => Math.Tanh(0.5 * x) * (Math.Exp(x) + 1);
}
