using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NeuralGen.CompilerServices.V1;

public static partial class Lanes
{
    /// <summary>The sum of all lanes. The order is fixed: halves are combined until one lane is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double SumAcross(Vector128<double> x) => x.GetElement(0) + x.GetElement(1);

    /// <inheritdoc cref="SumAcross(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double SumAcross(Vector256<double> x) => SumAcross(x.GetLower() + x.GetUpper());

    /// <inheritdoc cref="SumAcross(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double SumAcross(Vector512<double> x) => SumAcross(x.GetLower() + x.GetUpper());

    /// <inheritdoc cref="SumAcross(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SumAcross(Vector128<float> x) =>
        (x.GetElement(0) + x.GetElement(2)) + (x.GetElement(1) + x.GetElement(3));

    /// <inheritdoc cref="SumAcross(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SumAcross(Vector256<float> x) => SumAcross(x.GetLower() + x.GetUpper());

    /// <inheritdoc cref="SumAcross(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SumAcross(Vector512<float> x) => SumAcross(x.GetLower() + x.GetUpper());

    /// <summary>The largest of all lanes; NaN if one is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double MaxAcross(Vector128<double> x) => Max(x.GetElement(0), x.GetElement(1));

    /// <inheritdoc cref="MaxAcross(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double MaxAcross(Vector256<double> x) => MaxAcross(Max(x.GetLower(), x.GetUpper()));

    /// <inheritdoc cref="MaxAcross(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double MaxAcross(Vector512<double> x) => MaxAcross(Max(x.GetLower(), x.GetUpper()));

    /// <inheritdoc cref="MaxAcross(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxAcross(Vector128<float> x) =>
        Max(Max(x.GetElement(0), x.GetElement(2)), Max(x.GetElement(1), x.GetElement(3)));

    /// <inheritdoc cref="MaxAcross(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxAcross(Vector256<float> x) => MaxAcross(Max(x.GetLower(), x.GetUpper()));

    /// <inheritdoc cref="MaxAcross(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxAcross(Vector512<float> x) => MaxAcross(Max(x.GetLower(), x.GetUpper()));

    /// <summary>The smallest of all lanes; NaN if one is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double MinAcross(Vector128<double> x) => Min(x.GetElement(0), x.GetElement(1));

    /// <inheritdoc cref="MinAcross(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double MinAcross(Vector256<double> x) => MinAcross(Min(x.GetLower(), x.GetUpper()));

    /// <inheritdoc cref="MinAcross(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double MinAcross(Vector512<double> x) => MinAcross(Min(x.GetLower(), x.GetUpper()));

    /// <inheritdoc cref="MinAcross(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MinAcross(Vector128<float> x) =>
        Min(Min(x.GetElement(0), x.GetElement(2)), Min(x.GetElement(1), x.GetElement(3)));

    /// <inheritdoc cref="MinAcross(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MinAcross(Vector256<float> x) => MinAcross(Min(x.GetLower(), x.GetUpper()));

    /// <inheritdoc cref="MinAcross(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MinAcross(Vector512<float> x) => MinAcross(Min(x.GetLower(), x.GetUpper()));
}
