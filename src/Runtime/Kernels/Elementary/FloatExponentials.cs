using System.Runtime.CompilerServices;

namespace NeuralGen.CompilerServices.V1;

/// <summary>The exponential and what is made of it, in single precision; as in double, with shorter polynomials.</summary>
internal static class FloatExponentials
{
    private const float Log2E = 1.442695f;
    private const float Ln2High = 0.6931472f;
    private const float Ln2Low = -1.9046542e-9f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<V>(V x)
        where V : unmanaged, ILanes<V, float>
    {
        V r = Reduce(V.Clamp(x, V.Of(-104), V.Of(89)), out V n);
        return V.Scale(V.Of(1) + Expm1OfReduced(r), n);
    }

    /// <summary>By halves, because 2¹²⁸ is no number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Expm1<V>(V x)
        where V : unmanaged, ILanes<V, float>
    {
        V r = Reduce(V.Clamp(x, V.Of(-30), V.Of(89)), out V n);
        V half = V.Scale(V.Of(0.5f), n);
        V result = V.Fma(half, Expm1OfReduced(r), half - V.Of(0.5f));
        return V.Select(V.Equal(x, V.Of(0)), x, result + result);
    }

    /// <summary>tanh |x| = e / (e + 2) with e = exp(2|x|) - 1; from 9.1 on it is 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh<V>(V x)
        where V : unmanaged, ILanes<V, float>
    {
        V sign = x & V.Of(-0f);
        V a = V.Clamp(x ^ sign, V.Of(0), V.Of(10));
        V r = Reduce(a + a, out V n);
        V power = V.Scale(V.Of(1), n);
        V e = V.Fma(power, Expm1OfReduced(r), power - V.Of(1));
        return (e / (e + V.Of(2))) ^ sign;
    }

    /// <summary>1 / (1 + e⁻ˣ), from e to the power of -|x|, so that nothing overflows and small results keep their digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sigmoid<V>(V x)
        where V : unmanaged, ILanes<V, float>
    {
        V e = Exp(x | V.Of(-0f));
        return V.Select(V.Less(x, V.Of(0)), e, V.Of(1)) / (V.Of(1) + e);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Reduce<V>(V x, out V n)
        where V : unmanaged, ILanes<V, float>
    {
        n = V.Round(x * V.Of(Log2E));
        return V.Fma(n, V.Of(-Ln2Low), V.Fma(n, V.Of(-Ln2High), x));
    }

    /// <summary>eʳ - 1 = r + r²·q(r), q near-minimax to 7e-8 on |r| ≤ ln 2 / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Expm1OfReduced<V>(V r)
        where V : unmanaged, ILanes<V, float>
    {
        V r2 = r * r;
        V q01 = V.Fma(V.Of(0.16666576845993977f), r, V.Of(0.5f));
        V q23 = V.Fma(V.Of(0.008363202971575855f), r, V.Of(0.04166655443768594f));
        V q = V.Fma(V.Fma(V.Of(0.0013926213466332444f), r2, q23), r2, q01);
        return V.Fma(q, r2, r);
    }
}
