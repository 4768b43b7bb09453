using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NeuralGen.CompilerServices.V1;

public static partial class Lanes
{
    /// <summary>The rectified linear unit: max(0, x), NaN for NaN.</summary>
    public static double Relu(double x) => x <= 0 ? 0 : x;

    /// <inheritdoc cref="Relu(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Relu(Vector128<double> x) =>
        Vector128.ConditionalSelect(Vector128.LessThanOrEqual(x, Vector128<double>.Zero), Vector128<double>.Zero, x);

    /// <inheritdoc cref="Relu(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Relu(Vector256<double> x) =>
        Vector256.ConditionalSelect(Vector256.LessThanOrEqual(x, Vector256<double>.Zero), Vector256<double>.Zero, x);

    /// <inheritdoc cref="Relu(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Relu(Vector512<double> x) =>
        Vector512.ConditionalSelect(Vector512.LessThanOrEqual(x, Vector512<double>.Zero), Vector512<double>.Zero, x);

    /// <inheritdoc cref="Relu(double)"/>
    public static float Relu(float x) => x <= 0 ? 0 : x;

    /// <inheritdoc cref="Relu(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Relu(Vector128<float> x) =>
        Vector128.ConditionalSelect(Vector128.LessThanOrEqual(x, Vector128<float>.Zero), Vector128<float>.Zero, x);

    /// <inheritdoc cref="Relu(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Relu(Vector256<float> x) =>
        Vector256.ConditionalSelect(Vector256.LessThanOrEqual(x, Vector256<float>.Zero), Vector256<float>.Zero, x);

    /// <inheritdoc cref="Relu(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Relu(Vector512<float> x) =>
        Vector512.ConditionalSelect(Vector512.LessThanOrEqual(x, Vector512<float>.Zero), Vector512<float>.Zero, x);

    /// <summary>x for positive x, else slope · x.</summary>
    public static double LeakyRelu(double x, double slope) => x > 0 ? x : slope * x;

    /// <inheritdoc cref="LeakyRelu(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> LeakyRelu(Vector128<double> x, Vector128<double> slope) =>
        Vector128.ConditionalSelect(Vector128.GreaterThan(x, Vector128<double>.Zero), x, slope * x);

    /// <inheritdoc cref="LeakyRelu(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> LeakyRelu(Vector256<double> x, Vector256<double> slope) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(x, Vector256<double>.Zero), x, slope * x);

    /// <inheritdoc cref="LeakyRelu(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LeakyRelu(Vector512<double> x, Vector512<double> slope) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<double>.Zero), x, slope * x);

    /// <inheritdoc cref="LeakyRelu(double, double)"/>
    public static float LeakyRelu(float x, float slope) => x > 0 ? x : slope * x;

    /// <inheritdoc cref="LeakyRelu(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LeakyRelu(Vector128<float> x, Vector128<float> slope) =>
        Vector128.ConditionalSelect(Vector128.GreaterThan(x, Vector128<float>.Zero), x, slope * x);

    /// <inheritdoc cref="LeakyRelu(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LeakyRelu(Vector256<float> x, Vector256<float> slope) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(x, Vector256<float>.Zero), x, slope * x);

    /// <inheritdoc cref="LeakyRelu(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LeakyRelu(Vector512<float> x, Vector512<float> slope) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<float>.Zero), x, slope * x);

    /// <summary>x for positive x, else alpha · (eˣ − 1).</summary>
    public static double Elu(double x, double alpha) => x > 0 ? x : alpha * Expm1(x);

    /// <inheritdoc cref="Elu(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Elu(Vector128<double> x, Vector128<double> alpha) =>
        Vector128.ConditionalSelect(Vector128.GreaterThan(x, Vector128<double>.Zero), x, alpha * Expm1(x));

    /// <inheritdoc cref="Elu(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Elu(Vector256<double> x, Vector256<double> alpha) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(x, Vector256<double>.Zero), x, alpha * Expm1(x));

    /// <inheritdoc cref="Elu(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Elu(Vector512<double> x, Vector512<double> alpha) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<double>.Zero), x, alpha * Expm1(x));

    /// <inheritdoc cref="Elu(double, double)"/>
    public static float Elu(float x, float alpha) => x > 0 ? x : alpha * Expm1(x);

    /// <inheritdoc cref="Elu(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Elu(Vector128<float> x, Vector128<float> alpha) =>
        Vector128.ConditionalSelect(Vector128.GreaterThan(x, Vector128<float>.Zero), x, alpha * Expm1(x));

    /// <inheritdoc cref="Elu(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Elu(Vector256<float> x, Vector256<float> alpha) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(x, Vector256<float>.Zero), x, alpha * Expm1(x));

    /// <inheritdoc cref="Elu(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Elu(Vector512<float> x, Vector512<float> alpha) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<float>.Zero), x, alpha * Expm1(x));

    /// <summary>x · σ(x).</summary>
    public static double Silu(double x) => x * Sigmoid(x);

    /// <inheritdoc cref="Silu(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Silu(Vector128<double> x) => x * Sigmoid(x);

    /// <inheritdoc cref="Silu(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Silu(Vector256<double> x) => x * Sigmoid(x);

    /// <inheritdoc cref="Silu(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Silu(Vector512<double> x) => x * Sigmoid(x);

    /// <inheritdoc cref="Silu(double)"/>
    public static float Silu(float x) => x * Sigmoid(x);

    /// <inheritdoc cref="Silu(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Silu(Vector128<float> x) => x * Sigmoid(x);

    /// <inheritdoc cref="Silu(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Silu(Vector256<float> x) => x * Sigmoid(x);

    /// <inheritdoc cref="Silu(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Silu(Vector512<float> x) => x * Sigmoid(x);

    /// <summary>1 for x ≥ 0, else 0, for NaN too.</summary>
    public static double Step(double x) => x >= 0 ? 1 : 0;

    /// <inheritdoc cref="Step(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Step(Vector128<double> x) =>
        Vector128.ConditionalSelect(
            Vector128.GreaterThanOrEqual(x, Vector128<double>.Zero),
            Vector128<double>.One,
            Vector128<double>.Zero
        );

    /// <inheritdoc cref="Step(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Step(Vector256<double> x) =>
        Vector256.ConditionalSelect(
            Vector256.GreaterThanOrEqual(x, Vector256<double>.Zero),
            Vector256<double>.One,
            Vector256<double>.Zero
        );

    /// <inheritdoc cref="Step(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Step(Vector512<double> x) =>
        Vector512.ConditionalSelect(
            Vector512.GreaterThanOrEqual(x, Vector512<double>.Zero),
            Vector512<double>.One,
            Vector512<double>.Zero
        );

    /// <inheritdoc cref="Step(double)"/>
    public static float Step(float x) => x >= 0 ? 1 : 0;

    /// <inheritdoc cref="Step(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Step(Vector128<float> x) =>
        Vector128.ConditionalSelect(
            Vector128.GreaterThanOrEqual(x, Vector128<float>.Zero),
            Vector128<float>.One,
            Vector128<float>.Zero
        );

    /// <inheritdoc cref="Step(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Step(Vector256<float> x) =>
        Vector256.ConditionalSelect(
            Vector256.GreaterThanOrEqual(x, Vector256<float>.Zero),
            Vector256<float>.One,
            Vector256<float>.Zero
        );

    /// <inheritdoc cref="Step(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Step(Vector512<float> x) =>
        Vector512.ConditionalSelect(
            Vector512.GreaterThanOrEqual(x, Vector512<float>.Zero),
            Vector512<float>.One,
            Vector512<float>.Zero
        );
}
