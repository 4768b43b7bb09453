using System;
using System.Runtime.CompilerServices;

namespace NeuralGen.CompilerServices.V1;

/// <summary>Sine, cosine and tangent in double precision.</summary>
internal static class DoubleTrigonometry
{
    /// <summary>Up to here three parts of π/2 leave a remainder that is right to the last digits.</summary>
    private const double MostReduced = 1 << 20;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static V Sin<V>(V x)
        where V : unmanaged, IDoubles<V>
    {
        V quadrant = Reduce(x, out V sin, out V cos);
        V result = Pick(quadrant, sin, cos) ^ (V.ShiftBitsLeft(quadrant, 62) & V.Of(-0.0));
        return Finish<V, SinOf>(x, V.Select(V.Equal(x, V.Of(0)), x, result));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static V Cos<V>(V x)
        where V : unmanaged, IDoubles<V>
    {
        V quadrant = V.AddBits(Reduce(x, out V sin, out V cos), V.OfBits(1));
        return Finish<V, CosOf>(x, Pick(quadrant, sin, cos) ^ (V.ShiftBitsLeft(quadrant, 62) & V.Of(-0.0)));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static V Tan<V>(V x)
        where V : unmanaged, IDoubles<V>
    {
        V quadrant = Reduce(x, out V sin, out V cos);
        V result = Pick(quadrant, sin, cos) / Pick(V.AddBits(quadrant, V.OfBits(1)), sin, cos);
        result ^= V.ShiftBitsLeft(quadrant, 63);
        return Finish<V, TanOf>(x, V.Select(V.Equal(x, V.Of(0)), x, result));
    }

    /// <summary>The sine in even quadrants, the cosine in odd ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Pick<V>(V quadrant, V sin, V cos)
        where V : unmanaged, IDoubles<V> => V.Select(V.ShiftBitsRight(V.ShiftBitsLeft(quadrant, 63), 63), cos, sin);

    /// <summary>x = n·π/2 + r with |r| ≤ π/4; gives n as an integer, and sine and cosine of r.</summary>
    /// <remarks>Not inlined: the compiler inlines only so many small methods into one.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static V Reduce<V>(V x, out V sin, out V cos)
        where V : unmanaged, IDoubles<V>
    {
        // Adding 1.5·2⁵² rounds to an integer and leaves it in the low bits.
        V magic = V.Of(6755399441055744);
        V shifted = V.Fma(x, V.Of(0.6366197723675814), magic);
        V n = shifted - magic;
        V r = V.Fma(n, V.Of(-1.5707963267948966), x);
        r = V.Fma(n, V.Of(-6.123233995736766e-17), r);
        r = V.Fma(n, V.Of(1.4973849048591698e-33), r);
        V z = r * r;
        V s = V.Fma(V.Of(1.58969099521155010221e-10), z, V.Of(-2.50507602534068634195e-08));
        s = V.Fma(s, z, V.Of(2.75573137070700676789e-06));
        s = V.Fma(s, z, V.Of(-1.98412698298579493134e-04));
        s = V.Fma(s, z, V.Of(8.33333333332248946124e-03));
        s = V.Fma(s, z, V.Of(-1.66666666666666324348e-01));
        sin = V.Fma(r * z, s, r);
        V c = V.Fma(V.Of(-1.13596475577881948265e-11), z, V.Of(2.08757232129817482790e-09));
        c = V.Fma(c, z, V.Of(-2.75573143513906633035e-07));
        c = V.Fma(c, z, V.Of(2.48015872894767294178e-05));
        c = V.Fma(c, z, V.Of(-1.38888888888741095749e-03));
        c = V.Fma(c, z, V.Of(4.16666666666666019037e-02));
        V half = V.Of(0.5) * z;
        V near = V.Of(1) - half;
        cos = near + V.Fma(z * z, c, V.Of(1) - near - half);
        return shifted;
    }

    /// <summary>Larger arguments, infinities and NaN, which are rare, go through the scalar function, each lane by itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Finish<V, F>(V x, V result)
        where V : unmanaged, IDoubles<V>
        where F : IScalarFunction<double>
    {
        V reduced = V.Less(V.Abs(x), V.Of(MostReduced));
        return V.Any(~reduced) ? V.Select(reduced, result, V.Map<F>(x)) : result;
    }

    private readonly struct SinOf : IScalarFunction<double>
    {
        public static double Invoke(double x) => Math.Sin(x);
    }

    private readonly struct CosOf : IScalarFunction<double>
    {
        public static double Invoke(double x) => Math.Cos(x);
    }

    private readonly struct TanOf : IScalarFunction<double>
    {
        public static double Invoke(double x) => Math.Tan(x);
    }
}
