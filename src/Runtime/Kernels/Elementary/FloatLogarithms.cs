using System.Runtime.CompilerServices;

namespace NeuralGen.CompilerServices.V1;

/// <summary>The logarithm and what is made of it, in single precision.</summary>
internal static class FloatLogarithms
{
    /// <summary>The bits of √½: mantissas are taken between it and √2, so that log 1 is 0 from both sides.</summary>
    private const int SqrtHalf = 0x3F3504F3;
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log<V>(V x)
        where V : unmanaged, ILanes<V, float>
    {
        V ordinary = V.Less(V.Of(1.1754942e-38f), x) & V.Less(x, V.Of(float.PositiveInfinity));
        return V.Any(~ordinary) ? LogOfAny(x) : LogOfNormal(x, V.Of(0));
    }

    /// <summary>log(1 + eˣ) = max(x, 0) + log(1 + exp(-|x|)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Softplus<V>(V x)
        where V : unmanaged, ILanes<V, float>
    {
        V positive = V.Select(V.Less(x, V.Of(0)), V.Of(0), x);
        V e = FloatExponentials.Exp(x | V.Of(-0f));
        // 1 + e in [1, 2] is 1 + f or 2 (1 + f): no digit of a small e is lost.
        V upper = V.Less(V.Of(0.41421357f), e);
        V f = V.Select(upper, V.Fma(V.Of(0.5f), e, V.Of(-0.5f)), e);
        return positive + LogOfSplit(f, upper & V.Of(1));
    }

    /// <summary>Any argument: denormals are scaled up, and special points set right afterwards.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static V LogOfAny<V>(V x)
        where V : unmanaged, ILanes<V, float>
    {
        V zero = V.Of(0);
        V infinity = V.Of(float.PositiveInfinity);
        V tiny = V.Less(x, V.Of(1.1754944e-38f));
        V result = LogOfNormal(V.Select(tiny, x * V.Of(16777216), x), tiny & V.Of(24));
        result = V.Select(V.Less(x, infinity), result, x);
        result = V.Select(V.Less(x, zero), V.Of(float.NaN), result);
        return V.Select(V.Equal(x, zero), -infinity, result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogOfNormal<V>(V x, V scaledBy)
        where V : unmanaged, ILanes<V, float>
    {
        V exponent = V.ShiftBitsRight(V.SubtractBits(x, V.OfBits(SqrtHalf)), 23);
        V f = V.SubtractBits(x, V.ShiftBitsLeft(exponent, 23)) - V.Of(1);
        return LogOfSplit(f, V.FromInteger(exponent) - scaledBy);
    }

    /// <summary>k·ln 2 + log(1 + f), √½ ≤ 1 + f ≤ √2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogOfSplit<V>(V f, V k)
        where V : unmanaged, ILanes<V, float>
    {
        V z = f * f;
        V p01 = V.Fma(V.Of(-2.4999993993e-1f), f, V.Of(3.3333331174e-1f));
        V p23 = V.Fma(V.Of(-1.6668057665e-1f), f, V.Of(2.0000714765e-1f));
        V p45 = V.Fma(V.Of(-1.2420140846e-1f), f, V.Of(1.4249322787e-1f));
        V p67 = V.Fma(V.Of(-1.1514610310e-1f), f, V.Of(1.1676998740e-1f));
        V p03 = V.Fma(p23, z, p01);
        V p47 = V.Fma(V.Fma(V.Of(7.0376836292e-2f), z, p67), z, p45);
        V p = V.Fma(p47, z * z, p03);
        V tail = V.Fma(f * z, p, k * V.Of(Ln2Low));
        tail = V.Fma(V.Of(-0.5f), z, tail);
        return V.Fma(k, V.Of(Ln2High), f + tail);
    }
}
