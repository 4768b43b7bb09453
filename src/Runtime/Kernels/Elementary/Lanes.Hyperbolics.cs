using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NeuralGen.CompilerServices.V1;

public static partial class Lanes
{
    /// <summary>The hyperbolic sine.</summary>
    public static double Sinh(double x) => Sinh(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Sinh(double)"/>
    public static Vector128<double> Sinh(Vector128<double> x) => DoubleExponentials.Sinh<Doubles128>(x);

    /// <inheritdoc cref="Sinh(double)"/>
    public static Vector256<double> Sinh(Vector256<double> x) => DoubleExponentials.Sinh<Doubles256>(x);

    /// <inheritdoc cref="Sinh(double)"/>
    public static Vector512<double> Sinh(Vector512<double> x) => DoubleExponentials.Sinh<Doubles512>(x);

    /// <inheritdoc cref="Sinh(double)"/>
    public static float Sinh(float x) => (float)Sinh((double)x);

    /// <inheritdoc cref="Sinh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sinh(Vector128<float> x) => Widened.Apply<SinhOf>(x);

    /// <inheritdoc cref="Sinh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sinh(Vector256<float> x) => Widened.Apply<SinhOf>(x);

    /// <inheritdoc cref="Sinh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sinh(Vector512<float> x) => Widened.Apply<SinhOf>(x);

    /// <summary>The hyperbolic cosine.</summary>
    public static double Cosh(double x) => Cosh(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Cosh(double)"/>
    public static Vector128<double> Cosh(Vector128<double> x) => DoubleExponentials.Cosh<Doubles128>(x);

    /// <inheritdoc cref="Cosh(double)"/>
    public static Vector256<double> Cosh(Vector256<double> x) => DoubleExponentials.Cosh<Doubles256>(x);

    /// <inheritdoc cref="Cosh(double)"/>
    public static Vector512<double> Cosh(Vector512<double> x) => DoubleExponentials.Cosh<Doubles512>(x);

    /// <inheritdoc cref="Cosh(double)"/>
    public static float Cosh(float x) => (float)Cosh((double)x);

    /// <inheritdoc cref="Cosh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Cosh(Vector128<float> x) => Widened.Apply<CoshOf>(x);

    /// <inheritdoc cref="Cosh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Cosh(Vector256<float> x) => Widened.Apply<CoshOf>(x);

    /// <inheritdoc cref="Cosh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Cosh(Vector512<float> x) => Widened.Apply<CoshOf>(x);

    /// <summary>The hyperbolic tangent.</summary>
    public static double Tanh(double x) => Tanh(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Tanh(double)"/>
    public static float Tanh(float x) => Tanh(Vector128.CreateScalar(x)).ToScalar();

    /// <summary>The inverse of the hyperbolic sine.</summary>
    public static double Asinh(double x) => Math.Asinh(x);

    /// <inheritdoc cref="Asinh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Asinh(Vector128<double> x) => Lanes128<double>.Map<AsinhOf>(x);

    /// <inheritdoc cref="Asinh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Asinh(Vector256<double> x) => Lanes256<double>.Map<AsinhOf>(x);

    /// <inheritdoc cref="Asinh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Asinh(Vector512<double> x) => Lanes512<double>.Map<AsinhOf>(x);

    /// <inheritdoc cref="Asinh(double)"/>
    public static float Asinh(float x) => MathF.Asinh(x);

    /// <inheritdoc cref="Asinh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Asinh(Vector128<float> x) => Lanes128<float>.Map<AsinhOf>(x);

    /// <inheritdoc cref="Asinh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Asinh(Vector256<float> x) => Lanes256<float>.Map<AsinhOf>(x);

    /// <inheritdoc cref="Asinh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Asinh(Vector512<float> x) => Lanes512<float>.Map<AsinhOf>(x);

    /// <summary>The inverse of the hyperbolic cosine.</summary>
    public static double Acosh(double x) => Math.Acosh(x);

    /// <inheritdoc cref="Acosh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Acosh(Vector128<double> x) => Lanes128<double>.Map<AcoshOf>(x);

    /// <inheritdoc cref="Acosh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Acosh(Vector256<double> x) => Lanes256<double>.Map<AcoshOf>(x);

    /// <inheritdoc cref="Acosh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Acosh(Vector512<double> x) => Lanes512<double>.Map<AcoshOf>(x);

    /// <inheritdoc cref="Acosh(double)"/>
    public static float Acosh(float x) => MathF.Acosh(x);

    /// <inheritdoc cref="Acosh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Acosh(Vector128<float> x) => Lanes128<float>.Map<AcoshOf>(x);

    /// <inheritdoc cref="Acosh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Acosh(Vector256<float> x) => Lanes256<float>.Map<AcoshOf>(x);

    /// <inheritdoc cref="Acosh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Acosh(Vector512<float> x) => Lanes512<float>.Map<AcoshOf>(x);

    /// <summary>The inverse of the hyperbolic tangent.</summary>
    public static double Atanh(double x) => Math.Atanh(x);

    /// <inheritdoc cref="Atanh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Atanh(Vector128<double> x) => Lanes128<double>.Map<AtanhOf>(x);

    /// <inheritdoc cref="Atanh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Atanh(Vector256<double> x) => Lanes256<double>.Map<AtanhOf>(x);

    /// <inheritdoc cref="Atanh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Atanh(Vector512<double> x) => Lanes512<double>.Map<AtanhOf>(x);

    /// <inheritdoc cref="Atanh(double)"/>
    public static float Atanh(float x) => MathF.Atanh(x);

    /// <inheritdoc cref="Atanh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Atanh(Vector128<float> x) => Lanes128<float>.Map<AtanhOf>(x);

    /// <inheritdoc cref="Atanh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Atanh(Vector256<float> x) => Lanes256<float>.Map<AtanhOf>(x);

    /// <inheritdoc cref="Atanh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Atanh(Vector512<float> x) => Lanes512<float>.Map<AtanhOf>(x);
}
