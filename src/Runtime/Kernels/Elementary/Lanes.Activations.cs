using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NeuralGen.CompilerServices.V1;

public static partial class Lanes
{
    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static double Sigmoid(double x) => Sigmoid(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Sigmoid(double)"/>
    public static float Sigmoid(float x) => Sigmoid(Vector128.CreateScalar(x)).ToScalar();

    /// <summary>log(1 + eˣ), without overflow on the way.</summary>
    public static double Softplus(double x) => Softplus(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Softplus(double)"/>
    public static float Softplus(float x) => Softplus(Vector128.CreateScalar(x)).ToScalar();

    /// <summary>The error function.</summary>
    public static double Erf(double x) => Erf(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Erf(double)"/>
    public static Vector128<double> Erf(Vector128<double> x) => ErrorFunction.Erf<Doubles128>(x);

    /// <inheritdoc cref="Erf(double)"/>
    public static Vector256<double> Erf(Vector256<double> x) => ErrorFunction.Erf<Doubles256>(x);

    /// <inheritdoc cref="Erf(double)"/>
    public static Vector512<double> Erf(Vector512<double> x) => ErrorFunction.Erf<Doubles512>(x);

    /// <inheritdoc cref="Erf(double)"/>
    public static float Erf(float x) => (float)Erf((double)x);

    /// <inheritdoc cref="Erf(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Erf(Vector128<float> x) => Widened.Apply<ErfOf>(x);

    /// <inheritdoc cref="Erf(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Erf(Vector256<float> x) => Widened.Apply<ErfOf>(x);

    /// <inheritdoc cref="Erf(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Erf(Vector512<float> x) => Widened.Apply<ErfOf>(x);

    /// <summary>x·Φ(x), Φ being the normal distribution (the exact form).</summary>
    public static double Gelu(double x) => Gelu(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Gelu(double)"/>
    public static Vector128<double> Gelu(Vector128<double> x) => ErrorFunction.Gelu<Doubles128>(x);

    /// <inheritdoc cref="Gelu(double)"/>
    public static Vector256<double> Gelu(Vector256<double> x) => ErrorFunction.Gelu<Doubles256>(x);

    /// <inheritdoc cref="Gelu(double)"/>
    public static Vector512<double> Gelu(Vector512<double> x) => ErrorFunction.Gelu<Doubles512>(x);

    /// <inheritdoc cref="Gelu(double)"/>
    public static float Gelu(float x) => (float)Gelu((double)x);

    /// <inheritdoc cref="Gelu(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Gelu(Vector128<float> x) => Widened.Apply<GeluOf>(x);

    /// <inheritdoc cref="Gelu(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Gelu(Vector256<float> x) => Widened.Apply<GeluOf>(x);

    /// <inheritdoc cref="Gelu(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Gelu(Vector512<float> x) => Widened.Apply<GeluOf>(x);

    /// <summary>Φ(x) + x·φ(x), the derivative of <see cref="Gelu(double)"/>.</summary>
    public static double GeluDerivative(double x) => GeluDerivative(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="GeluDerivative(double)"/>
    public static Vector128<double> GeluDerivative(Vector128<double> x) => ErrorFunction.GeluDerivative<Doubles128>(x);

    /// <inheritdoc cref="GeluDerivative(double)"/>
    public static Vector256<double> GeluDerivative(Vector256<double> x) => ErrorFunction.GeluDerivative<Doubles256>(x);

    /// <inheritdoc cref="GeluDerivative(double)"/>
    public static Vector512<double> GeluDerivative(Vector512<double> x) => ErrorFunction.GeluDerivative<Doubles512>(x);

    /// <inheritdoc cref="GeluDerivative(double)"/>
    public static float GeluDerivative(float x) => (float)GeluDerivative((double)x);

    /// <inheritdoc cref="GeluDerivative(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> GeluDerivative(Vector128<float> x) => Widened.Apply<GeluDerivativeOf>(x);

    /// <inheritdoc cref="GeluDerivative(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> GeluDerivative(Vector256<float> x) => Widened.Apply<GeluDerivativeOf>(x);

    /// <inheritdoc cref="GeluDerivative(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> GeluDerivative(Vector512<float> x) => Widened.Apply<GeluDerivativeOf>(x);
}
