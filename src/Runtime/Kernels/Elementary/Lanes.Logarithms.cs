using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NeuralGen.CompilerServices.V1;

public static partial class Lanes
{
    /// <summary>The natural logarithm.</summary>
    public static double Log(double x) => Log(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Log(double)"/>
    public static float Log(float x) => Log(Vector128.CreateScalar(x)).ToScalar();

    /// <summary>log(1 + x), with its digits near 0.</summary>
    public static double Log1p(double x) => Log1p(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Log1p(double)"/>
    public static Vector128<double> Log1p(Vector128<double> x) => DoubleLogarithms.Log1p<Doubles128>(x);

    /// <inheritdoc cref="Log1p(double)"/>
    public static Vector256<double> Log1p(Vector256<double> x) => DoubleLogarithms.Log1p<Doubles256>(x);

    /// <inheritdoc cref="Log1p(double)"/>
    public static Vector512<double> Log1p(Vector512<double> x) => DoubleLogarithms.Log1p<Doubles512>(x);

    /// <inheritdoc cref="Log1p(double)"/>
    public static float Log1p(float x) => (float)Log1p((double)x);

    /// <inheritdoc cref="Log1p(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Log1p(Vector128<float> x) => Widened.Apply<Log1pOf>(x);

    /// <inheritdoc cref="Log1p(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Log1p(Vector256<float> x) => Widened.Apply<Log1pOf>(x);

    /// <inheritdoc cref="Log1p(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log1p(Vector512<float> x) => Widened.Apply<Log1pOf>(x);

    /// <summary>The logarithm to base 2.</summary>
    public static double Log2(double x) => Log2(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Log2(double)"/>
    public static Vector128<double> Log2(Vector128<double> x) => DoubleLogarithms.Log2<Doubles128>(x);

    /// <inheritdoc cref="Log2(double)"/>
    public static Vector256<double> Log2(Vector256<double> x) => DoubleLogarithms.Log2<Doubles256>(x);

    /// <inheritdoc cref="Log2(double)"/>
    public static Vector512<double> Log2(Vector512<double> x) => DoubleLogarithms.Log2<Doubles512>(x);

    /// <inheritdoc cref="Log2(double)"/>
    public static float Log2(float x) => (float)Log2((double)x);

    /// <inheritdoc cref="Log2(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Log2(Vector128<float> x) => Widened.Apply<Log2Of>(x);

    /// <inheritdoc cref="Log2(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Log2(Vector256<float> x) => Widened.Apply<Log2Of>(x);

    /// <inheritdoc cref="Log2(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log2(Vector512<float> x) => Widened.Apply<Log2Of>(x);

    /// <summary>The logarithm to base 10.</summary>
    public static double Log10(double x) => Log10(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Log10(double)"/>
    public static Vector128<double> Log10(Vector128<double> x) => DoubleLogarithms.Log10<Doubles128>(x);

    /// <inheritdoc cref="Log10(double)"/>
    public static Vector256<double> Log10(Vector256<double> x) => DoubleLogarithms.Log10<Doubles256>(x);

    /// <inheritdoc cref="Log10(double)"/>
    public static Vector512<double> Log10(Vector512<double> x) => DoubleLogarithms.Log10<Doubles512>(x);

    /// <inheritdoc cref="Log10(double)"/>
    public static float Log10(float x) => (float)Log10((double)x);

    /// <inheritdoc cref="Log10(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Log10(Vector128<float> x) => Widened.Apply<Log10Of>(x);

    /// <inheritdoc cref="Log10(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Log10(Vector256<float> x) => Widened.Apply<Log10Of>(x);

    /// <inheritdoc cref="Log10(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log10(Vector512<float> x) => Widened.Apply<Log10Of>(x);
}
