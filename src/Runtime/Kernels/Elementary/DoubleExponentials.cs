using System.Runtime.CompilerServices;

namespace NeuralGen.CompilerServices.V1;

/// <summary>The exponential and what is made of it, in double precision.</summary>
internal static class DoubleExponentials
{
    private const double Log2E = 1.4426950408889634;
    private const double Ln2High = 0.6931471805599453;
    private const double Ln2Low = 2.3190468138462996e-17;

    /// <summary>eˣ = 2ⁿ·eʳ with |r| ≤ ln 2 / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<V>(V x)
        where V : unmanaged, ILanes<V, double>
    {
        x = V.Clamp(x, V.Of(-746), V.Of(710));
        V r = Reduce(x, out V n);
        return V.Scale(V.Of(1) + Expm1OfReduced(r), n);
    }

    /// <summary>2ˣ; what is left of x after its integer is taken off is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp2<V>(V x)
        where V : unmanaged, ILanes<V, double>
    {
        x = V.Clamp(x, V.Of(-1076), V.Of(1025));
        V n = V.Round(x);
        V f = x - n;
        V high = f * V.Of(Ln2High);
        V low = V.Fma(f, V.Of(Ln2Low), V.Fma(f, V.Of(Ln2High), -high));
        V p = Expm1OfReduced(high);
        return V.Scale(V.Of(1) + (p + V.Fma(p, low, low)), n);
    }

    /// <summary>eˣ - 1 = 2ⁿ·(eʳ - 1) + (2ⁿ - 1); by halves, because 2¹⁰²⁴ is no number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Expm1<V>(V x)
        where V : unmanaged, ILanes<V, double>
    {
        V r = Reduce(V.Clamp(x, V.Of(-50), V.Of(710)), out V n);
        V half = V.Scale(V.Of(0.5), n);
        V result = V.Fma(half, Expm1OfReduced(r), half - V.Of(0.5));
        // x itself where it is 0, for the sign.
        return V.Select(V.Equal(x, V.Of(0)), x, result + result);
    }

    /// <summary>tanh |x| = e / (e + 2) with e = exp(2|x|) - 1, which loses nothing near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh<V>(V x)
        where V : unmanaged, ILanes<V, double>
    {
        V sign = x & V.Of(-0.0);
        V a = x ^ sign;
        V e = Expm1(V.Clamp(a + a, V.Of(0), V.Of(44)));
        return (e / (e + V.Of(2))) ^ sign;
    }

    /// <summary>1 / (1 + e⁻ˣ), from e to the power of -|x|, so that nothing overflows and small results keep their digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sigmoid<V>(V x)
        where V : unmanaged, ILanes<V, double>
    {
        V e = Exp(-V.Abs(x));
        return V.Select(V.Less(x, V.Of(0)), e, V.Of(1)) / (V.Of(1) + e);
    }

    /// <summary>sinh |x| = (e + e / (e + 1)) / 2 with e = exp|x| - 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sinh<V>(V x)
        where V : unmanaged, ILanes<V, double>
    {
        V sign = x & V.Of(-0.0);
        V a = x ^ sign;
        V e = Expm1(V.Clamp(a, V.Of(0), V.Of(40)));
        V small = V.Of(0.5) * (e + e / (e + V.Of(1)));
        return V.Select(V.Less(V.Of(22), a), HalfExp(a), small) ^ sign;
    }

    /// <summary>cosh x = e/2 + 1/(2e) with e = exp|x|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Cosh<V>(V x)
        where V : unmanaged, ILanes<V, double>
    {
        V half = HalfExp(V.Abs(x));
        return half + V.Of(0.25) / half;
    }

    /// <summary>eˣ/2, which is finite a little longer than eˣ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V HalfExp<V>(V x)
        where V : unmanaged, ILanes<V, double>
    {
        V r = Reduce(V.Clamp(x, V.Of(-746), V.Of(712)), out V n);
        return V.Scale(V.Of(1) + Expm1OfReduced(r), n - V.Of(1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Reduce<V>(V x, out V n)
        where V : unmanaged, ILanes<V, double>
    {
        n = V.Round(x * V.Of(Log2E));
        return V.Fma(n, V.Of(-Ln2Low), V.Fma(n, V.Of(-Ln2High), x));
    }

    /// <summary>eʳ - 1 = r + r²·q(r), q near-minimax to 1e-16 on |r| ≤ ln 2 / 2, as a tree for the sake of latency.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Expm1OfReduced<V>(V r)
        where V : unmanaged, ILanes<V, double>
    {
        V r2 = r * r;
        V r4 = r2 * r2;
        V q01 = V.Fma(V.Of(0.16666666666666669), r, V.Of(0.5000000000000001));
        V q23 = V.Fma(V.Of(0.008333333333330051), r, V.Of(0.04166666666662399));
        V q45 = V.Fma(V.Of(0.00019841269863105968), r, V.Of(0.0013888888917281794));
        V q67 = V.Fma(V.Of(2.7557268378684192e-06), r, V.Of(2.480152119021773e-05));
        V q89 = V.Fma(V.Of(2.5100424157005067e-08), r, V.Of(2.7620138719733994e-07));
        V q03 = V.Fma(q23, r2, q01);
        V q47 = V.Fma(q67, r2, q45);
        V q49 = V.Fma(q89, r4, q47);
        return V.Fma(V.Fma(q49, r4, q03), r2, r);
    }
}
