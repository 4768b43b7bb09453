using System;
using System.Numerics;

namespace NeuralGen.Tests.Kernels;

/// <summary>Functions that System.Math has not, from ones that it has or in exact arithmetic.</summary>
internal static class Reference
{
    private const int FractionBits = 900;
    private static readonly BigInteger s_one = BigInteger.One << FractionBits;

    // 2/√π
    private static readonly BigInteger s_factor = (s_one << 1) * s_one / SquareRoot(Pi() << FractionBits);

    /// <summary>eˣ - 1 by Kahan's trick: (u - 1)·x / log u with u = eˣ as rounded.</summary>
    public static double Expm1(double x)
    {
        double u = Math.Exp(x);
        if (u == 1 || double.IsNaN(x))
            return x;
        if (double.IsInfinity(u) || u - 1 == -1)
            return u - 1;
        return (u - 1) * (x / Math.Log(u));
    }

    /// <summary>log(1 + x) by the same trick.</summary>
    public static double Log1p(double x)
    {
        double u = 1 + x;
        if (u == 1 || double.IsPositiveInfinity(x))
            return x;
        return Math.Log(u) * (x / (u - 1));
    }

    public static double Sigmoid(double x) => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x));

    public static double Softplus(double x) => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x)));

    public static double Erf(double x) =>
        double.IsNaN(x) ? x
        : Math.Abs(x) > 7 ? Math.Sign(x)
        : Math.Abs(x) < 1e-100 ? x * 1.1283791670955126
        : ToDouble(ErfExact(x, 1));

    public static double NormalDistribution(double x)
    {
        if (double.IsNaN(x))
            return x;
        if (x > 9)
            return 1;
        if (x < -15)
            return 0;
        return ToDouble((s_one + ErfExact(x, 2)) >> 1);
    }

    public static double Gelu(double x) =>
        x < -40 ? -0.0
        : x < -15 ? double.NaN
        : Math.Abs(x) < 1e-100 ? 0.5 * x
        : x > 9 ? x
        : x * NormalDistribution(x);

    /// <summary>erf(x/√d), by its power series in fixed point.</summary>
    private static BigInteger ErfExact(double x, int d)
    {
        BigInteger fixedX = ToFixed(x);
        BigInteger square = (fixedX * fixedX >> FractionBits) / d;
        BigInteger start = d == 1 ? fixedX : (fixedX << FractionBits) / SquareRoot((s_one << FractionBits) * d);
        BigInteger term = start;
        BigInteger sum = term;
        for (int k = 1; !term.IsZero && term != BigInteger.MinusOne; k++)
        {
            term = -(term * square >> FractionBits) / k;
            sum += term / (2 * k + 1);
        }
        return sum * s_factor >> FractionBits;
    }

    private static BigInteger ToFixed(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)((bits >> 52) & 0x7FF);
        long mantissa = (bits & 0xFFFFFFFFFFFFF) | (exponent == 0 ? 0 : 1L << 52);
        int shift = FractionBits + Math.Max(exponent, 1) - 1075;
        BigInteger value = shift >= 0 ? (BigInteger)mantissa << shift : (BigInteger)mantissa >> -shift;
        return bits < 0 ? -value : value;
    }

    private static double ToDouble(BigInteger value)
    {
        BigInteger magnitude = BigInteger.Abs(value);
        int drop = (int)magnitude.GetBitLength() - 64;
        double result = drop > 0 ? (double)(ulong)(magnitude >> drop) : (double)(ulong)magnitude;
        result = Math.ScaleB(result, Math.Max(drop, 0) - FractionBits);
        return value.Sign < 0 ? -result : result;
    }

    /// <summary>√v of an integer.</summary>
    private static BigInteger SquareRoot(BigInteger v)
    {
        BigInteger x = BigInteger.One << ((int)v.GetBitLength() / 2 + 1);
        while (true)
        {
            BigInteger y = (x + v / x) >> 1;
            if (y >= x)
                return x;
            x = y;
        }
    }

    /// <summary>π = 16 arctan(1/5) - 4 arctan(1/239), in fixed point.</summary>
    private static BigInteger Pi() => 4 * (4 * ArcTangentOfInverse(5) - ArcTangentOfInverse(239));

    private static BigInteger ArcTangentOfInverse(int n)
    {
        BigInteger term = (BigInteger.One << FractionBits) / n;
        BigInteger sum = term;
        for (int k = 3; !term.IsZero; k += 2)
        {
            term = -term / (n * n);
            sum += term / k;
        }
        return sum;
    }
}
