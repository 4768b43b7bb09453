using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NeuralGen.CompilerServices.V1;

public static partial class Lanes
{
    /// <summary>The square root.</summary>
    public static double Sqrt(double x) => Math.Sqrt(x);

    /// <inheritdoc cref="Sqrt(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Sqrt(Vector128<double> x) => Vector128.Sqrt(x);

    /// <inheritdoc cref="Sqrt(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Sqrt(Vector256<double> x) => Vector256.Sqrt(x);

    /// <inheritdoc cref="Sqrt(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sqrt(Vector512<double> x) => Vector512.Sqrt(x);

    /// <inheritdoc cref="Sqrt(double)"/>
    public static float Sqrt(float x) => MathF.Sqrt(x);

    /// <inheritdoc cref="Sqrt(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sqrt(Vector128<float> x) => Vector128.Sqrt(x);

    /// <inheritdoc cref="Sqrt(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sqrt(Vector256<float> x) => Vector256.Sqrt(x);

    /// <inheritdoc cref="Sqrt(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sqrt(Vector512<float> x) => Vector512.Sqrt(x);

    /// <summary>The cube root.</summary>
    public static double Cbrt(double x) => Math.Cbrt(x);

    /// <inheritdoc cref="Cbrt(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Cbrt(Vector128<double> x) => Lanes128<double>.Map<CbrtOf>(x);

    /// <inheritdoc cref="Cbrt(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Cbrt(Vector256<double> x) => Lanes256<double>.Map<CbrtOf>(x);

    /// <inheritdoc cref="Cbrt(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Cbrt(Vector512<double> x) => Lanes512<double>.Map<CbrtOf>(x);

    /// <inheritdoc cref="Cbrt(double)"/>
    public static float Cbrt(float x) => MathF.Cbrt(x);

    /// <inheritdoc cref="Cbrt(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Cbrt(Vector128<float> x) => Lanes128<float>.Map<CbrtOf>(x);

    /// <inheritdoc cref="Cbrt(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Cbrt(Vector256<float> x) => Lanes256<float>.Map<CbrtOf>(x);

    /// <inheritdoc cref="Cbrt(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Cbrt(Vector512<float> x) => Lanes512<float>.Map<CbrtOf>(x);

    /// <summary>x to the power of y.</summary>
    public static double Pow(double x, double y) => Math.Pow(x, y);

    /// <inheritdoc cref="Pow(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Pow(Vector128<double> x, Vector128<double> y) => Lanes128<double>.Map<PowOf>(x, y);

    /// <inheritdoc cref="Pow(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Pow(Vector256<double> x, Vector256<double> y) => Lanes256<double>.Map<PowOf>(x, y);

    /// <inheritdoc cref="Pow(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Pow(Vector512<double> x, Vector512<double> y) => Lanes512<double>.Map<PowOf>(x, y);

    /// <inheritdoc cref="Pow(double, double)"/>
    public static float Pow(float x, float y) => MathF.Pow(x, y);

    /// <inheritdoc cref="Pow(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Pow(Vector128<float> x, Vector128<float> y) => Lanes128<float>.Map<PowOf>(x, y);

    /// <inheritdoc cref="Pow(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Pow(Vector256<float> x, Vector256<float> y) => Lanes256<float>.Map<PowOf>(x, y);

    /// <inheritdoc cref="Pow(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Pow(Vector512<float> x, Vector512<float> y) => Lanes512<float>.Map<PowOf>(x, y);

    /// <summary>√(x² + y²), without overflow on the way.</summary>
    public static double Hypot(double x, double y) =>
        Hypot(Vector128.CreateScalar(x), Vector128.CreateScalar(y)).ToScalar();

    /// <inheritdoc cref="Hypot(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Hypot(Vector128<double> x, Vector128<double> y) => Vector128.Hypot(x, y);

    /// <inheritdoc cref="Hypot(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Hypot(Vector256<double> x, Vector256<double> y) => Vector256.Hypot(x, y);

    /// <inheritdoc cref="Hypot(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Hypot(Vector512<double> x, Vector512<double> y) => Vector512.Hypot(x, y);

    /// <inheritdoc cref="Hypot(double, double)"/>
    public static float Hypot(float x, float y) =>
        Hypot(Vector128.CreateScalar(x), Vector128.CreateScalar(y)).ToScalar();

    /// <inheritdoc cref="Hypot(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Hypot(Vector128<float> x, Vector128<float> y) => Vector128.Hypot(x, y);

    /// <inheritdoc cref="Hypot(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Hypot(Vector256<float> x, Vector256<float> y) => Vector256.Hypot(x, y);

    /// <inheritdoc cref="Hypot(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Hypot(Vector512<float> x, Vector512<float> y) => Vector512.Hypot(x, y);
}
