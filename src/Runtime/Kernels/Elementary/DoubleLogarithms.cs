using System.Runtime.CompilerServices;

namespace NeuralGen.CompilerServices.V1;

/// <summary>Relatives of the logarithm, in double precision.</summary>
internal static class DoubleLogarithms
{
    /// <summary>The bits of √½: mantissas are taken between it and √2, so that log 1 is 0 from both sides.</summary>
    private const long SqrtHalf = 0x3FE6A09E667F3BCD;

    /// <summary>log₂ x = k + log(1 + f) / ln 2, the quotient in two parts.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static V Log2<V>(V x)
        where V : unmanaged, IDoubles<V>
    {
        V f = Split(x, out V k);
        LogParts(f, out V high, out V low);
        const double log2E = 1.4426950408889634;
        const double log2ELow = 2.0355273740931033e-17;
        V tail = V.Fma(low, V.Of(log2E), high * V.Of(log2ELow));
        return AtSpecialPoints(x, Sum(k, high, V.Of(log2E), tail));
    }

    /// <summary>log₁₀ x, likewise.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static V Log10<V>(V x)
        where V : unmanaged, IDoubles<V>
    {
        V f = Split(x, out V k);
        LogParts(f, out V high, out V low);
        const double log10E = 0.4342944819032518;
        const double log10ELow = 1.098319650216765e-17;
        const double log10Of2 = 0.3010299956639812;
        const double log10Of2Low = -2.8037281277851704e-18;
        V tail = V.Fma(low, V.Of(log10E), high * V.Of(log10ELow));
        V whole = k * V.Of(log10Of2);
        tail += V.Fma(k, V.Of(log10Of2), -whole) + k * V.Of(log10Of2Low);
        return AtSpecialPoints(x, Sum(whole, high, V.Of(log10E), tail));
    }

    /// <summary>log(1 + x) = log u + (x - (u - 1)) / u with u = 1 + x as it was rounded.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static V Log1p<V>(V x)
        where V : unmanaged, IDoubles<V>
    {
        V one = V.Of(1);
        V u = one + x;
        // Of x and 1 the smaller one lost digits in the sum.
        V lost = V.Select(V.Less(x, one), x - (u - one), one - (u - x));
        V result = V.Log(u) + lost / u;
        result = V.Select(V.Equal(u, V.Of(0)), V.Of(double.NegativeInfinity), result);
        V keep = V.Equal(x, V.Of(double.PositiveInfinity)) | V.Equal(x, V.Of(0));
        return V.Select(keep, x, result);
    }

    /// <summary>Mantissa less 1, and exponent; denormals are scaled up first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Split<V>(V x, out V k)
        where V : unmanaged, IDoubles<V>
    {
        V tiny = V.Less(x, V.Of(2.2250738585072014e-308));
        x = V.Select(tiny, x * V.Of(18014398509481984), x);
        V exponent = V.ShiftBitsRight(V.SubtractBits(x, V.OfBits(SqrtHalf)), 52);
        k = V.FromInteger(exponent) - (tiny & V.Of(54));
        return V.SubtractBits(x, V.ShiftBitsLeft(exponent, 52)) - V.Of(1);
    }

    /// <summary>What log(1 + f) has beyond f - f²/2: a series in s = f / (2 + f).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Correction<V>(V f, V halfSquare)
        where V : unmanaged, IDoubles<V>
    {
        V s = f / (V.Of(2) + f);
        V z = s * s;
        V w = z * z;
        V even = V.Fma(
            w,
            V.Fma(w, V.Of(1.531383769920937332e-01), V.Of(2.222219843214978396e-01)),
            V.Of(3.999999999940941908e-01)
        );
        V odd = V.Fma(w, V.Of(1.479819860511658591e-01), V.Of(1.818357216161805012e-01));
        odd = V.Fma(w, V.Fma(w, odd, V.Of(2.857142874366239149e-01)), V.Of(6.666666666666735130e-01));
        return s * (halfSquare + V.Fma(z, odd, w * even));
    }

    /// <summary>log(1 + f) as a sum whose first part has 20 digits only, so that its products are nearly exact.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LogParts<V>(V f, out V high, out V low)
        where V : unmanaged, IDoubles<V>
    {
        V halfSquare = V.Of(0.5) * f * f;
        high = (f - halfSquare) & V.OfBits(unchecked((long)0xFFFFFFFF00000000));
        low = f - high - halfSquare + Correction(f, halfSquare);
    }

    /// <summary>whole + high·factor + tail, keeping what the first sum loses.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Sum<V>(V whole, V high, V factor, V tail)
        where V : unmanaged, IDoubles<V>
    {
        V product = high * factor;
        tail += V.Fma(high, factor, -product);
        V sum = whole + product;
        return sum + (whole - sum + product + tail);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V AtSpecialPoints<V>(V x, V result)
        where V : unmanaged, IDoubles<V>
    {
        V zero = V.Of(0);
        V infinity = V.Of(double.PositiveInfinity);
        result = V.Select(V.Equal(x, infinity), infinity, result);
        result = V.Select(V.Less(x, zero), V.Of(double.NaN), result);
        result = V.Select(V.Equal(x, zero), -infinity, result);
        // NaN's bits have no mantissa and exponent to speak of.
        return V.Select(V.Equal(x, x), result, x);
    }
}
