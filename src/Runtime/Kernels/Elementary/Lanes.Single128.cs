using System.Runtime.CompilerServices;
using Floats = System.Runtime.Intrinsics.Vector128<float>;
using Scaling = System.Runtime.Intrinsics.X86.Avx512F.VL;
using Vector = System.Runtime.Intrinsics.Vector128;

namespace NeuralGen.CompilerServices.V1;

// The functions that vector loops use most. They are written out for each width, the files differing in nothing but
// the aliases above (a test sees to it), on vectors themselves: the compiler inlines a method of a hundred vector
// operations into a loop, but not a hundred small methods, of which it would leave the last ones as calls.
public static partial class Lanes
{
    /// <inheritdoc cref="Exp(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Exp(Floats x)
    {
        x = Vector.MinNative(Vector.Create(89f), Vector.MaxNative(Vector.Create(-104f), x));
        Floats n = Vector.Round(x * Vector.Create(1.442695f));
        return Scale(Vector.Create(1f) + Expm1OfReduced(Reduced(x, n)), n);
    }

    /// <inheritdoc cref="Expm1(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Expm1(Floats x)
    {
        // 2ⁿ·(eʳ - 1) + (2ⁿ - 1), by halves, because 2 to the power of 128 is no number; x itself where it is 0, for the sign.
        Floats y = Vector.MinNative(Vector.Create(89f), Vector.MaxNative(Vector.Create(-50f), x));
        Floats n = Vector.Round(y * Vector.Create(1.442695f));
        Floats half = Scale(Vector.Create(0.5f), n);
        y = Vector.FusedMultiplyAdd(half, Expm1OfReduced(Reduced(y, n)), half - Vector.Create(0.5f));
        return Vector.ConditionalSelect(Vector.Equals(x, Floats.Zero), x, y + y);
    }

    /// <inheritdoc cref="Tanh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Tanh(Floats x)
    {
        // e / (e + 2) with e = exp(2|x|) - 1, which loses nothing near 0; from 10 on it is 1.
        Floats sign = x & Vector.Create(-0.0f);
        Floats y = Vector.MinNative(Vector.Create(10f), x ^ sign);
        y += y;
        Floats n = Vector.Round(y * Vector.Create(1.442695f));
        Floats power = Scale(Vector.Create(1f), n);
        y = Vector.FusedMultiplyAdd(power, Expm1OfReduced(Reduced(y, n)), power - Vector.Create(1f));
        return (y / (y + Vector.Create(2f))) ^ sign;
    }

    /// <inheritdoc cref="Sigmoid(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Sigmoid(Floats x)
    {
        // From e to the power of -|x|, so that nothing overflows and small results keep their digits.
        Floats e = Exp(x | Vector.Create(-0.0f));
        Floats over = Vector.ConditionalSelect(Vector.LessThan(x, Floats.Zero), e, Vector.Create(1f));
        return over / (Vector.Create(1f) + e);
    }

    /// <inheritdoc cref="Softplus(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Softplus(Floats x)
    {
        // max(x, 0) + log(1 + exp(-|x|)); 1 + e in [1, 2] is 1 + f or 2·(1 + f): no digit of a small e is lost.
        Floats e = Exp(x | Vector.Create(-0.0f));
        Floats upper = Vector.LessThan(Vector.Create(0.41421357f), e);
        Floats f = Vector.ConditionalSelect(
            upper,
            Vector.FusedMultiplyAdd(Vector.Create(0.5f), e, Vector.Create(-0.5f)),
            e
        );
        return Vector.MaxNative(Floats.Zero, x) + LogOfSplit(f, upper & Vector.Create(1f));
    }

    /// <inheritdoc cref="Log(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Log(Floats x) =>
        Vector.LessThanOrEqualAll(Vector.Create(1.17549435e-38f), x)
        && Vector.LessThanAll(x, Vector.Create(float.PositiveInfinity))
            ? LogOfNormal(x, Floats.Zero)
            : LogOfAny(x);

    /// <summary>Any argument: denormals are scaled up, and special points set right afterwards.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Floats LogOfAny(Floats x)
    {
        Floats infinity = Vector.Create(float.PositiveInfinity);
        Floats tiny = Vector.LessThan(x, Vector.Create(1.17549435e-38f));
        Floats scaled = Vector.ConditionalSelect(tiny, x * Vector.Create(16777216f), x);
        Floats result = LogOfNormal(scaled, tiny & Vector.Create(24f));
        result = Vector.ConditionalSelect(Vector.LessThan(x, infinity), result, x);
        result = Vector.ConditionalSelect(Vector.LessThan(x, Floats.Zero), Vector.Create(float.NaN), result);
        return Vector.ConditionalSelect(Vector.Equals(x, Floats.Zero), -infinity, result);
    }

    /// <summary>Takes a normal x apart; mantissas between √½ and √2, so that log 1 is 0 from both sides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats LogOfNormal(Floats x, Floats scaledBy)
    {
        var exponent = (Vector.AsInt32(x) - Vector.Create(0x3F3504F3)) >> 23;
        Floats f = Vector.AsSingle(Vector.AsInt32(x) - (exponent << 23)) - Vector.Create(1f);
        return LogOfSplit(f, Vector.ConvertToSingle(exponent) - scaledBy);
    }

    /// <summary>k·ln 2 + log(1 + f).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats LogOfSplit(Floats f, Floats k)
    {
        Floats z = f * f;
        Floats p01 = Vector.FusedMultiplyAdd(Vector.Create(-2.4999993993e-1f), f, Vector.Create(3.3333331174e-1f));
        Floats p23 = Vector.FusedMultiplyAdd(Vector.Create(-1.6668057665e-1f), f, Vector.Create(2.0000714765e-1f));
        Floats p45 = Vector.FusedMultiplyAdd(Vector.Create(-1.2420140846e-1f), f, Vector.Create(1.4249322787e-1f));
        Floats p67 = Vector.FusedMultiplyAdd(Vector.Create(-1.1514610310e-1f), f, Vector.Create(1.1676998740e-1f));
        Floats p03 = Vector.FusedMultiplyAdd(p23, z, p01);
        Floats p47 = Vector.FusedMultiplyAdd(Vector.Create(7.0376836292e-2f), z, p67);
        p47 = Vector.FusedMultiplyAdd(p47, z, p45);
        Floats p = Vector.FusedMultiplyAdd(p47, z * z, p03);
        Floats tail = Vector.FusedMultiplyAdd(f * z, p, k * Vector.Create(-2.12194440e-4f));
        tail = Vector.FusedMultiplyAdd(Vector.Create(-0.5f), z, tail);
        return Vector.FusedMultiplyAdd(k, Vector.Create(0.693359375f), f + tail);
    }

    /// <summary>x - n·ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats Reduced(Floats x, Floats n) =>
        Vector.FusedMultiplyAdd(
            n,
            Vector.Create(1.9046542e-9f),
            Vector.FusedMultiplyAdd(n, Vector.Create(-0.6931472f), x)
        );

    /// <summary>eʳ - 1 = r + r²·q(r) for |r| ≤ ln 2 / 2, q near-minimax to 7e-8, as a tree for the sake of latency.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats Expm1OfReduced(Floats r)
    {
        Floats r2 = r * r;
        Floats q01 = Vector.FusedMultiplyAdd(Vector.Create(0.16666576845993977f), r, Vector.Create(0.5f));
        Floats q23 = Vector.FusedMultiplyAdd(
            Vector.Create(0.008363202971575855f),
            r,
            Vector.Create(0.04166655443768594f)
        );
        Floats q = Vector.FusedMultiplyAdd(Vector.Create(0.0013926213466332444f), r2, q23);
        return Vector.FusedMultiplyAdd(Vector.FusedMultiplyAdd(q, r2, q01), r2, r);
    }

    /// <summary>
    /// x·2ⁿ. Without an instruction for it by two powers of two, neither of which overflows: for x of about 1 only
    /// the second product can round, so that the result is that of the instruction, denormal or not.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Floats Scale(Floats x, Floats n)
    {
        if (Scaling.IsSupported)
            return Scaling.Scale(x, n);
        var whole = Vector.ConvertToInt32(n);
        var half = whole >> 1;
        Floats first = Vector.AsSingle((half + Vector.Create(127)) << 23);
        return x * first * Vector.AsSingle((whole - half + Vector.Create(127)) << 23);
    }
}
