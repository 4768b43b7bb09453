using System;
using System.Collections.Generic;

namespace NeuralGen.Tests.Kernels;

/// <summary>Arguments to try elementary functions on.</summary>
internal static class Arguments
{
    /// <summary>Zeros, infinities, NaN, denormals, the ends of the range, and where functions overflow.</summary>
    public static readonly float[] SpecialSingles =
    [
        0f,
        -0f,
        1f,
        -1f,
        0.5f,
        -0.5f,
        2f,
        1e-45f,
        -1e-45f,
        1e-40f,
        -1e-40f,
        1.1754944e-38f,
        1.1754942e-38f,
        3.4028235e38f,
        -3.4028235e38f,
        float.PositiveInfinity,
        float.NegativeInfinity,
        float.NaN,
        88.72283f,
        88.72284f,
        89f,
        -87.33654f,
        -87.4f,
        -103.97f,
        -103.98f,
        -104f,
        -110f,
        9.01f,
        0.99999994f,
        1.0000001f,
        0.41421357f,
        0.4142136f,
        0.70710677f,
        1.4142135f,
        1e10f,
        -1e10f,
        3.1415927f,
        1.5707964f,
        -1.5707964f,
    ];

    /// <summary>The same in double precision.</summary>
    public static readonly double[] SpecialDoubles =
    [
        0.0,
        -0.0,
        1,
        -1,
        0.5,
        -0.5,
        2,
        5e-324,
        -5e-324,
        1e-310,
        -1e-310,
        2.2250738585072014e-308,
        double.MaxValue,
        double.MinValue,
        double.PositiveInfinity,
        double.NegativeInfinity,
        double.NaN,
        709.782712893384,
        709.7827128933841,
        710,
        -708.4,
        -745.1332191019411,
        -745.14,
        -746,
        -800,
        0.9999999999999999,
        1.0000000000000002,
        0.4142135623730951,
        0.7071067811865476,
        1e22,
        -1e22,
        Math.PI,
        Math.PI / 2,
        1048575.9,
        1048576,
        1e300,
    ];

    /// <summary>Equally spaced over a range, with its special points where they are asked for.</summary>
    public static IEnumerable<double> Sweep(double from, double to, int count)
    {
        for (int i = 0; i < count; i++)
            yield return from + (to - from) * (i + 0.37) / count;
    }

    /// <summary>Every magnitude: logarithmically spaced, of both signs.</summary>
    public static IEnumerable<double> Magnitudes(double from, double to, int count)
    {
        double low = Math.Log2(from);
        double high = Math.Log2(to);
        foreach (double e in Sweep(low, high, count))
        {
            yield return Math.Pow(2, e);
            yield return -Math.Pow(2, e);
        }
    }
}
