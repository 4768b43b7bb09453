using System.Runtime.CompilerServices;
using Doubles = System.Runtime.Intrinsics.Vector128<double>;
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
    public static Doubles Exp(Doubles x)
    {
        x = Vector.MinNative(Vector.Create(710.0), Vector.MaxNative(Vector.Create(-746.0), x));
        Doubles n = Vector.Round(x * Vector.Create(1.4426950408889634));
        return Scale(Vector.Create(1.0) + Expm1OfReduced(Reduced(x, n)), n);
    }

    /// <inheritdoc cref="Expm1(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles Expm1(Doubles x)
    {
        // 2ⁿ·(eʳ - 1) + (2ⁿ - 1), by halves, because 2 to the power of 1024 is no number; x itself where it is 0, for the sign.
        Doubles y = Vector.MinNative(Vector.Create(710.0), Vector.MaxNative(Vector.Create(-50.0), x));
        Doubles n = Vector.Round(y * Vector.Create(1.4426950408889634));
        Doubles half = Scale(Vector.Create(0.5), n);
        y = Vector.FusedMultiplyAdd(half, Expm1OfReduced(Reduced(y, n)), half - Vector.Create(0.5));
        return Vector.ConditionalSelect(Vector.Equals(x, Doubles.Zero), x, y + y);
    }

    /// <inheritdoc cref="Tanh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles Tanh(Doubles x)
    {
        // e / (e + 2) with e = exp(2|x|) - 1, which loses nothing near 0; from 22.0 on it is 1.
        Doubles sign = x & Vector.Create(-0.0);
        Doubles y = Vector.MinNative(Vector.Create(22.0), x ^ sign);
        y += y;
        Doubles n = Vector.Round(y * Vector.Create(1.4426950408889634));
        Doubles power = Scale(Vector.Create(1.0), n);
        y = Vector.FusedMultiplyAdd(power, Expm1OfReduced(Reduced(y, n)), power - Vector.Create(1.0));
        return (y / (y + Vector.Create(2.0))) ^ sign;
    }

    /// <inheritdoc cref="Sigmoid(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles Sigmoid(Doubles x)
    {
        // From e to the power of -|x|, so that nothing overflows and small results keep their digits.
        Doubles e = Exp(x | Vector.Create(-0.0));
        Doubles over = Vector.ConditionalSelect(Vector.LessThan(x, Doubles.Zero), e, Vector.Create(1.0));
        return over / (Vector.Create(1.0) + e);
    }

    /// <inheritdoc cref="Softplus(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles Softplus(Doubles x)
    {
        // max(x, 0) + log(1 + exp(-|x|)); 1 + e in [1, 2] is 1 + f or 2·(1 + f): no digit of a small e is lost.
        Doubles e = Exp(x | Vector.Create(-0.0));
        Doubles upper = Vector.LessThan(Vector.Create(0.41421356237309503), e);
        Doubles f = Vector.ConditionalSelect(
            upper,
            Vector.FusedMultiplyAdd(Vector.Create(0.5), e, Vector.Create(-0.5)),
            e
        );
        return Vector.MaxNative(Doubles.Zero, x) + LogOfSplit(f, upper & Vector.Create(1.0));
    }

    /// <inheritdoc cref="Log(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles Log(Doubles x) =>
        Vector.LessThanOrEqualAll(Vector.Create(2.2250738585072014e-308), x)
        && Vector.LessThanAll(x, Vector.Create(double.PositiveInfinity))
            ? LogOfNormal(x, Doubles.Zero)
            : LogOfAny(x);

    /// <summary>Any argument: denormals are scaled up, and special points set right afterwards.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Doubles LogOfAny(Doubles x)
    {
        Doubles infinity = Vector.Create(double.PositiveInfinity);
        Doubles tiny = Vector.LessThan(x, Vector.Create(2.2250738585072014e-308));
        Doubles scaled = Vector.ConditionalSelect(tiny, x * Vector.Create(18014398509481984.0), x);
        Doubles result = LogOfNormal(scaled, tiny & Vector.Create(54.0));
        result = Vector.ConditionalSelect(Vector.LessThan(x, infinity), result, x);
        result = Vector.ConditionalSelect(Vector.LessThan(x, Doubles.Zero), Vector.Create(double.NaN), result);
        return Vector.ConditionalSelect(Vector.Equals(x, Doubles.Zero), -infinity, result);
    }

    /// <summary>Takes a normal x apart; mantissas between √½ and √2, so that log 1 is 0 from both sides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Doubles LogOfNormal(Doubles x, Doubles scaledBy)
    {
        var exponent = (Vector.AsInt64(x) - Vector.Create(0x3FE6A09E667F3BCD)) >> 52;
        Doubles f = Vector.AsDouble(Vector.AsInt64(x) - (exponent << 52)) - Vector.Create(1.0);
        return LogOfSplit(f, Vector.ConvertToDouble(exponent) - scaledBy);
    }

    /// <summary>k·ln 2 + log(1 + f).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Doubles LogOfSplit(Doubles f, Doubles k)
    {
        // A series in s = f / (2 + f).
        Doubles halfSquare = Vector.Create(0.5) * f * f;
        Doubles s = f / (Vector.Create(2.0) + f);
        Doubles z = s * s;
        Doubles w = z * z;
        Doubles even = Vector.FusedMultiplyAdd(
            w,
            Vector.Create(1.531383769920937332e-01),
            Vector.Create(2.222219843214978396e-01)
        );
        even = Vector.FusedMultiplyAdd(w, even, Vector.Create(3.999999999940941908e-01));
        Doubles odd = Vector.FusedMultiplyAdd(
            w,
            Vector.Create(1.479819860511658591e-01),
            Vector.Create(1.818357216161805012e-01)
        );
        odd = Vector.FusedMultiplyAdd(w, odd, Vector.Create(2.857142874366239149e-01));
        odd = Vector.FusedMultiplyAdd(w, odd, Vector.Create(6.666666666666735130e-01));
        Doubles correction = s * (halfSquare + Vector.FusedMultiplyAdd(z, odd, w * even));
        correction = Vector.FusedMultiplyAdd(k, Vector.Create(1.9082149292705877e-10), correction);
        return Vector.FusedMultiplyAdd(k, Vector.Create(0.6931471803691238), f - (halfSquare - correction));
    }

    /// <summary>x - n·ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Doubles Reduced(Doubles x, Doubles n) =>
        Vector.FusedMultiplyAdd(
            n,
            Vector.Create(-2.3190468138462996e-17),
            Vector.FusedMultiplyAdd(n, Vector.Create(-0.6931471805599453), x)
        );

    /// <summary>eʳ - 1 = r + r²·q(r) for |r| ≤ ln 2 / 2, q near-minimax to 1e-16, as a tree for the sake of latency.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Doubles Expm1OfReduced(Doubles r)
    {
        Doubles r2 = r * r;
        Doubles r4 = r2 * r2;
        Doubles q01 = Vector.FusedMultiplyAdd(Vector.Create(0.16666666666666669), r, Vector.Create(0.5000000000000001));
        Doubles q23 = Vector.FusedMultiplyAdd(
            Vector.Create(0.008333333333330051),
            r,
            Vector.Create(0.04166666666662399)
        );
        Doubles q45 = Vector.FusedMultiplyAdd(
            Vector.Create(0.00019841269863105968),
            r,
            Vector.Create(0.0013888888917281794)
        );
        Doubles q67 = Vector.FusedMultiplyAdd(
            Vector.Create(2.7557268378684192e-06),
            r,
            Vector.Create(2.480152119021773e-05)
        );
        Doubles q89 = Vector.FusedMultiplyAdd(
            Vector.Create(2.5100424157005067e-08),
            r,
            Vector.Create(2.7620138719733994e-07)
        );
        Doubles q03 = Vector.FusedMultiplyAdd(q23, r2, q01);
        Doubles q49 = Vector.FusedMultiplyAdd(q89, r4, Vector.FusedMultiplyAdd(q67, r2, q45));
        return Vector.FusedMultiplyAdd(Vector.FusedMultiplyAdd(q49, r4, q03), r2, r);
    }

    /// <summary>
    /// x·2ⁿ. Without an instruction for it by two powers of two, neither of which overflows: for x of about 1 only
    /// the second product can round, so that the result is that of the instruction, denormal or not.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Doubles Scale(Doubles x, Doubles n)
    {
        if (Scaling.IsSupported)
            return Scaling.Scale(x, n);
        var whole = Vector.ConvertToInt64(n);
        var half = whole >> 1;
        Doubles first = Vector.AsDouble((half + Vector.Create(1023L)) << 52);
        return x * first * Vector.AsDouble((whole - half + Vector.Create(1023L)) << 52);
    }
}
