using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NeuralGen.CompilerServices.V1;

public static partial class Lanes
{
    /// <summary>eˣ.</summary>
    public static double Exp(double x) => Exp(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Exp(double)"/>
    public static float Exp(float x) => Exp(Vector128.CreateScalar(x)).ToScalar();

    /// <summary>eˣ - 1, with its digits near 0.</summary>
    public static double Expm1(double x) => Expm1(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Expm1(double)"/>
    public static float Expm1(float x) => Expm1(Vector128.CreateScalar(x)).ToScalar();

    /// <summary>2ˣ.</summary>
    public static double Exp2(double x) => Exp2(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Exp2(double)"/>
    public static Vector128<double> Exp2(Vector128<double> x) => DoubleExponentials.Exp2<Doubles128>(x);

    /// <inheritdoc cref="Exp2(double)"/>
    public static Vector256<double> Exp2(Vector256<double> x) => DoubleExponentials.Exp2<Doubles256>(x);

    /// <inheritdoc cref="Exp2(double)"/>
    public static Vector512<double> Exp2(Vector512<double> x) => DoubleExponentials.Exp2<Doubles512>(x);

    /// <inheritdoc cref="Exp2(double)"/>
    public static float Exp2(float x) => (float)Exp2((double)x);

    /// <inheritdoc cref="Exp2(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Exp2(Vector128<float> x) => Widened.Apply<Exp2Of>(x);

    /// <inheritdoc cref="Exp2(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp2(Vector256<float> x) => Widened.Apply<Exp2Of>(x);

    /// <inheritdoc cref="Exp2(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp2(Vector512<float> x) => Widened.Apply<Exp2Of>(x);
}
