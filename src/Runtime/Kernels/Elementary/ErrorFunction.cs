using System.Runtime.CompilerServices;

namespace NeuralGen.CompilerServices.V1;

/// <summary>The error function and the normal distribution, in double precision.</summary>
internal static class ErrorFunction
{
    /// <summary>A polynomial in x² up to 1, beyond it 1 - erfc.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static V Erf<V>(V x)
        where V : unmanaged, IDoubles<V>
    {
        V sign = x & V.Of(-0.0);
        V a = x ^ sign;
        V far = V.Clamp(a, V.Of(0), V.Of(7));
        V complement = ExpOfSquare(far, V.Of(-1)) * ScaledErfc(far);
        return V.Select(V.Less(a, V.Of(1)), ErfNearZero(a), V.Of(1) - complement) ^ sign;
    }

    /// <summary>x·Φ(x). Φ of negative x comes straight from erfc, so that no digits cancel.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static V Gelu<V>(V x)
        where V : unmanaged, IDoubles<V>
    {
        V result = x * Phi(x);
        // -∞·0; the limit is 0.
        return V.Select(V.Equal(x, V.Of(double.NegativeInfinity)), V.Of(-0.0), result);
    }

    /// <summary>Φ(x) + x·φ(x).</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static V GeluDerivative<V>(V x)
        where V : unmanaged, IDoubles<V>
    {
        V density = V.Of(0.3989422804014327) * V.Exp(V.Of(-0.5) * (x * x));
        V slope = V.Select(V.Less(V.Abs(x), V.Of(40)), x * density, V.Of(0));
        return Phi(x) + slope;
    }

    /// <summary>Φ(-|x|) = exp(-x²/2)·erfcx(|x|/√2)/2: rounding |x|/√2 does no harm outside the exponential.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static V Phi<V>(V x)
        where V : unmanaged, IDoubles<V>
    {
        V a = V.Clamp(V.Abs(x), V.Of(0), V.Of(40));
        V tail = V.Of(0.5) * ExpOfSquare(a, V.Of(-0.5)) * ScaledErfc(a * V.Of(0.7071067811865476));
        V far = V.Select(V.Less(V.Of(0), x), V.Of(1) - tail, tail);
        // Fewer roundings where |x| is small.
        V near = V.Fma(V.Of(0.5), ErfNearZero(x * V.Of(0.7071067811865476)), V.Of(0.5));
        return V.Select(V.Less(a, V.Of(0.6)), near, far);
    }

    /// <summary>x·p(x²) for |x| ≤ 1.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static V ErfNearZero<V>(V x)
        where V : unmanaged, IDoubles<V>
    {
        V z = x * x;
        V p = V.Fma(V.Of(-7.795898827002142e-10), z, V.Of(1.3720064546777686e-08));
        p = V.Fma(p, z, V.Of(-1.6208483801871705e-07));
        p = V.Fma(p, z, V.Of(1.6447424703317362e-06));
        p = V.Fma(p, z, V.Of(-1.492473690741966e-05));
        p = V.Fma(p, z, V.Of(0.00012055294904839707));
        p = V.Fma(p, z, V.Of(-0.0008548325975389692));
        p = V.Fma(p, z, V.Of(0.0052239776071164225));
        p = V.Fma(p, z, V.Of(-0.02686617064323777));
        p = V.Fma(p, z, V.Of(0.11283791670945006));
        p = V.Fma(p, z, V.Of(-0.37612638903183543));
        p = V.Fma(p, z, V.Of(1.1283791670955126));
        return x * p;
    }

    /// <summary>exp(factor·x²), with the square's rounding error, which the exponential magnifies.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static V ExpOfSquare<V>(V x, V factor)
        where V : unmanaged, IDoubles<V>
    {
        V square = x * x;
        V e = V.Exp(factor * square);
        return V.Fma(e, factor * V.Fma(x, x, -square), e);
    }

    /// <summary>
    /// erfcx(x) = exp(x²)·erfc(x) = g(t) / (1 + 2x) for 0 ≤ x ≤ 28.5, with t = (x - 3.75) / (x + 3.75): the form of
    /// Shepherd and Laframboise, one polynomial for all x.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static V ScaledErfc<V>(V x)
        where V : unmanaged, IDoubles<V>
    {
        V t = (x - V.Of(3.75)) / (x + V.Of(3.75));
        V g = V.Fma(V.Of(-9.749977861841957e-10), t, V.Of(-4.999295226477826e-09));
        g = V.Fma(g, t, V.Of(2.0400958765405564e-10));
        g = V.Fma(g, t, V.Of(4.0773822695438946e-08));
        g = V.Fma(g, t, V.Of(1.8148051418292806e-08));
        g = V.Fma(g, t, V.Of(-2.630076084593476e-07));
        g = V.Fma(g, t, V.Of(-5.361966556540493e-08));
        g = V.Fma(g, t, V.Of(1.7557572419630805e-06));
        g = V.Fma(g, t, V.Of(-9.750133129744938e-07));
        g = V.Fma(g, t, V.Of(-1.1446444882750146e-05));
        g = V.Fma(g, t, V.Of(2.2384550628489278e-05));
        g = V.Fma(g, t, V.Of(5.164990829645606e-05));
        g = V.Fma(g, t, V.Of(-0.0002901540974049676));
        g = V.Fma(g, t, V.Of(0.0002937134832205404));
        g = V.Fma(g, t, V.Of(0.0017556258454484944));
        g = V.Fma(g, t, V.Of(-0.009746579532336114));
        g = V.Fma(g, t, V.Of(0.02836227742075386));
        g = V.Fma(g, t, V.Of(-0.058693398591761654));
        g = V.Fma(g, t, V.Of(0.09230432116021522));
        g = V.Fma(g, t, V.Of(-0.10880393014165805));
        g = V.Fma(g, t, V.Of(0.08227673849015113));
        g = V.Fma(g, t, V.Of(0.0035854154854629045));
        g = V.Fma(g, t, V.Of(-0.14024059858554702));
        g = V.Fma(g, t, V.Of(1.2375126308378275));
        return g / V.Fma(V.Of(2), x, V.Of(1));
    }
}
