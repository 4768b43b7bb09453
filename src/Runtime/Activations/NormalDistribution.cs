using System;

namespace NeuralGen;

/// <summary>The standard normal distribution, which neither Math nor MathF offers.</summary>
internal static class NormalDistribution
{
    // Chebyshev coefficients of (1 + z) e^(z²/2) Φ(−z) in t = (z − 5) / (z + 5), for z ≥ 0: a function without a
    // singularity that tends to 1/√(2π), so that one short series serves all z. The first term left out is 4e-18.
    private static ReadOnlySpan<double> Coefficients =>
        [
            0.92394842414437136183,
            -0.065165202394912630592,
            -0.0054587815011365672231,
            0.012296199045563439595,
            -0.006470872915703687992,
            0.0022407355224168305404,
            -0.00056386237746519737237,
            0.000099840310829258115665,
            -9.8495148431684933698e-6,
            -4.0324942330452171263e-7,
            2.990239620130340157e-7,
            -3.0320707484428138666e-8,
            -4.6176657139290272614e-9,
            1.3298288008382692108e-9,
            3.0072427190190448495e-11,
            -4.4299537255328156596e-11,
            1.3999857147018150568e-12,
            1.4718957028912569915e-12,
            -9.3259531193156784654e-14,
            -5.2946811690677018646e-14,
            3.9581884144144654561e-15,
            2.1048214642962958111e-15,
            -1.3456712861360409872e-16,
            -9.0976149144916915299e-17,
            2.9906032106286191077e-18,
        ];

    /// <summary>Φ(x), accurate relative to its value in both tails.</summary>
    public static double Cumulative(double x)
    {
        double z = Math.Abs(x);
        // Beyond 39 the lower tail is below the smallest double; the bound keeps infinity out of the quotients.
        double tail =
            z < 39 ? LowerTail(z)
            : double.IsNaN(x) ? x
            : 0;
        return x > 0 ? 1 - tail : tail;
    }

    // Φ(−z) for 0 ≤ z.
    private static double LowerTail(double z)
    {
        ReadOnlySpan<double> c = Coefficients;
        double t = (z - 5) / (z + 5);
        double b1 = 0;
        double b2 = 0;
        for (int k = c.Length - 1; k > 0; k--)
            (b1, b2) = (c[k] + 2 * t * b1 - b2, b1);
        double series = 0.5 * c[0] + t * b1 - b2;

        // The rounding error of z² would be multiplied by z²/2 in the exponential: carry it along.
        double square = z * z;
        double lost = Math.FusedMultiplyAdd(z, z, -square);
        return Math.Exp(-0.5 * square) * (1 - 0.5 * lost) * series / (1 + z);
    }
}
