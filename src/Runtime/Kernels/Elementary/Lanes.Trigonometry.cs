using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NeuralGen.CompilerServices.V1;

public static partial class Lanes
{
    /// <summary>The sine.</summary>
    public static double Sin(double x) => Sin(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Sin(double)"/>
    public static Vector128<double> Sin(Vector128<double> x) => DoubleTrigonometry.Sin<Doubles128>(x);

    /// <inheritdoc cref="Sin(double)"/>
    public static Vector256<double> Sin(Vector256<double> x) => DoubleTrigonometry.Sin<Doubles256>(x);

    /// <inheritdoc cref="Sin(double)"/>
    public static Vector512<double> Sin(Vector512<double> x) => DoubleTrigonometry.Sin<Doubles512>(x);

    /// <inheritdoc cref="Sin(double)"/>
    public static float Sin(float x) => (float)Sin((double)x);

    /// <inheritdoc cref="Sin(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sin(Vector128<float> x) => Widened.Apply<SinOf>(x);

    /// <inheritdoc cref="Sin(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sin(Vector256<float> x) => Widened.Apply<SinOf>(x);

    /// <inheritdoc cref="Sin(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sin(Vector512<float> x) => Widened.Apply<SinOf>(x);

    /// <summary>The cosine.</summary>
    public static double Cos(double x) => Cos(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Cos(double)"/>
    public static Vector128<double> Cos(Vector128<double> x) => DoubleTrigonometry.Cos<Doubles128>(x);

    /// <inheritdoc cref="Cos(double)"/>
    public static Vector256<double> Cos(Vector256<double> x) => DoubleTrigonometry.Cos<Doubles256>(x);

    /// <inheritdoc cref="Cos(double)"/>
    public static Vector512<double> Cos(Vector512<double> x) => DoubleTrigonometry.Cos<Doubles512>(x);

    /// <inheritdoc cref="Cos(double)"/>
    public static float Cos(float x) => (float)Cos((double)x);

    /// <inheritdoc cref="Cos(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Cos(Vector128<float> x) => Widened.Apply<CosOf>(x);

    /// <inheritdoc cref="Cos(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Cos(Vector256<float> x) => Widened.Apply<CosOf>(x);

    /// <inheritdoc cref="Cos(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Cos(Vector512<float> x) => Widened.Apply<CosOf>(x);

    /// <summary>The tangent.</summary>
    public static double Tan(double x) => Tan(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Tan(double)"/>
    public static Vector128<double> Tan(Vector128<double> x) => DoubleTrigonometry.Tan<Doubles128>(x);

    /// <inheritdoc cref="Tan(double)"/>
    public static Vector256<double> Tan(Vector256<double> x) => DoubleTrigonometry.Tan<Doubles256>(x);

    /// <inheritdoc cref="Tan(double)"/>
    public static Vector512<double> Tan(Vector512<double> x) => DoubleTrigonometry.Tan<Doubles512>(x);

    /// <inheritdoc cref="Tan(double)"/>
    public static float Tan(float x) => (float)Tan((double)x);

    /// <inheritdoc cref="Tan(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Tan(Vector128<float> x) => Widened.Apply<TanOf>(x);

    /// <inheritdoc cref="Tan(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tan(Vector256<float> x) => Widened.Apply<TanOf>(x);

    /// <inheritdoc cref="Tan(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tan(Vector512<float> x) => Widened.Apply<TanOf>(x);

    /// <summary>The arcsine.</summary>
    public static double Asin(double x) => Math.Asin(x);

    /// <inheritdoc cref="Asin(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Asin(Vector128<double> x) => Lanes128<double>.Map<AsinOf>(x);

    /// <inheritdoc cref="Asin(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Asin(Vector256<double> x) => Lanes256<double>.Map<AsinOf>(x);

    /// <inheritdoc cref="Asin(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Asin(Vector512<double> x) => Lanes512<double>.Map<AsinOf>(x);

    /// <inheritdoc cref="Asin(double)"/>
    public static float Asin(float x) => MathF.Asin(x);

    /// <inheritdoc cref="Asin(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Asin(Vector128<float> x) => Lanes128<float>.Map<AsinOf>(x);

    /// <inheritdoc cref="Asin(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Asin(Vector256<float> x) => Lanes256<float>.Map<AsinOf>(x);

    /// <inheritdoc cref="Asin(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Asin(Vector512<float> x) => Lanes512<float>.Map<AsinOf>(x);

    /// <summary>The arccosine.</summary>
    public static double Acos(double x) => Math.Acos(x);

    /// <inheritdoc cref="Acos(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Acos(Vector128<double> x) => Lanes128<double>.Map<AcosOf>(x);

    /// <inheritdoc cref="Acos(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Acos(Vector256<double> x) => Lanes256<double>.Map<AcosOf>(x);

    /// <inheritdoc cref="Acos(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Acos(Vector512<double> x) => Lanes512<double>.Map<AcosOf>(x);

    /// <inheritdoc cref="Acos(double)"/>
    public static float Acos(float x) => MathF.Acos(x);

    /// <inheritdoc cref="Acos(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Acos(Vector128<float> x) => Lanes128<float>.Map<AcosOf>(x);

    /// <inheritdoc cref="Acos(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Acos(Vector256<float> x) => Lanes256<float>.Map<AcosOf>(x);

    /// <inheritdoc cref="Acos(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Acos(Vector512<float> x) => Lanes512<float>.Map<AcosOf>(x);

    /// <summary>The arctangent.</summary>
    public static double Atan(double x) => Math.Atan(x);

    /// <inheritdoc cref="Atan(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Atan(Vector128<double> x) => Lanes128<double>.Map<AtanOf>(x);

    /// <inheritdoc cref="Atan(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Atan(Vector256<double> x) => Lanes256<double>.Map<AtanOf>(x);

    /// <inheritdoc cref="Atan(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Atan(Vector512<double> x) => Lanes512<double>.Map<AtanOf>(x);

    /// <inheritdoc cref="Atan(double)"/>
    public static float Atan(float x) => MathF.Atan(x);

    /// <inheritdoc cref="Atan(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Atan(Vector128<float> x) => Lanes128<float>.Map<AtanOf>(x);

    /// <inheritdoc cref="Atan(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Atan(Vector256<float> x) => Lanes256<float>.Map<AtanOf>(x);

    /// <inheritdoc cref="Atan(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Atan(Vector512<float> x) => Lanes512<float>.Map<AtanOf>(x);

    /// <summary>The angle of the point (x, y).</summary>
    public static double Atan2(double y, double x) => Math.Atan2(y, x);

    /// <inheritdoc cref="Atan2(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Atan2(Vector128<double> y, Vector128<double> x) =>
        Lanes128<double>.Map<Atan2Of>(y, x);

    /// <inheritdoc cref="Atan2(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Atan2(Vector256<double> y, Vector256<double> x) =>
        Lanes256<double>.Map<Atan2Of>(y, x);

    /// <inheritdoc cref="Atan2(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Atan2(Vector512<double> y, Vector512<double> x) =>
        Lanes512<double>.Map<Atan2Of>(y, x);

    /// <inheritdoc cref="Atan2(double, double)"/>
    public static float Atan2(float y, float x) => MathF.Atan2(y, x);

    /// <inheritdoc cref="Atan2(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Atan2(Vector128<float> y, Vector128<float> x) => Lanes128<float>.Map<Atan2Of>(y, x);

    /// <inheritdoc cref="Atan2(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Atan2(Vector256<float> y, Vector256<float> x) => Lanes256<float>.Map<Atan2Of>(y, x);

    /// <inheritdoc cref="Atan2(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Atan2(Vector512<float> y, Vector512<float> x) => Lanes512<float>.Map<Atan2Of>(y, x);
}
