using System.Runtime.CompilerServices;

namespace NeuralGen.CompilerServices.V1;

/// <summary>Relatives of the exponential, in double precision.</summary>
internal static class DoubleExponentials
{
    private const double Log2E = 1.4426950408889634;
    private const double Ln2High = 0.6931471805599453;
    private const double Ln2Low = 2.3190468138462996e-17;

    /// <summary>2ˣ; what is left of x after its integer is taken off is exact.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static V Exp2<V>(V x)
        where V : unmanaged, IDoubles<V>
    {
        x = V.Clamp(x, V.Of(-1076), V.Of(1025));
        V n = V.Round(x);
        V f = x - n;
        V high = f * V.Of(Ln2High);
        V low = V.Fma(f, V.Of(Ln2Low), V.Fma(f, V.Of(Ln2High), -high));
        V p = V.Expm1OfReduced(high);
        return V.Scale(V.Of(1) + (p + V.Fma(p, low, low)), n);
    }

    /// <summary>sinh |x| = (e + e / (e + 1)) / 2 with e = exp|x| - 1.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static V Sinh<V>(V x)
        where V : unmanaged, IDoubles<V>
    {
        V sign = x & V.Of(-0.0);
        V a = x ^ sign;
        V e = V.Expm1(V.Clamp(a, V.Of(0), V.Of(40)));
        V small = V.Of(0.5) * (e + e / (e + V.Of(1)));
        return V.Select(V.Less(V.Of(22), a), HalfExp(a), small) ^ sign;
    }

    /// <summary>cosh x = e/2 + 1/(2e) with e = exp|x|.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static V Cosh<V>(V x)
        where V : unmanaged, IDoubles<V>
    {
        V half = HalfExp(V.Abs(x));
        return half + V.Of(0.25) / half;
    }

    /// <summary>eˣ/2, which is finite a little longer than eˣ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V HalfExp<V>(V x)
        where V : unmanaged, IDoubles<V>
    {
        x = V.Clamp(x, V.Of(-746), V.Of(712));
        V n = V.Round(x * V.Of(Log2E));
        V r = V.Fma(n, V.Of(-Ln2Low), V.Fma(n, V.Of(-Ln2High), x));
        return V.Scale(V.Of(1) + V.Expm1OfReduced(r), n - V.Of(1));
    }
}
