using System;

namespace NeuralGen.Tests.Kernels;

/// <summary>Errors in units of the last place of the exact result.</summary>
internal static class Ulps
{
    /// <summary>The error of <paramref name="actual"/>, for a reference that is exact as far as single precision can tell.</summary>
    public static double Of(float actual, double exact)
    {
        float rounded = (float)exact;
        if (float.IsNaN(actual) || float.IsNaN(rounded))
            return float.IsNaN(actual) == float.IsNaN(rounded) ? 0 : double.PositiveInfinity;
        if (actual == rounded)
            return 0;
        // An exact value just below overflow may go either way.
        if (float.IsInfinity(actual) || float.IsInfinity(rounded))
            return Math.Abs(exact) > 3.402823e38 && Math.Abs((double)actual) > 3.402823e38
                ? 1
                : double.PositiveInfinity;
        float ulp = MathF.BitIncrement(MathF.Abs(rounded)) - MathF.Abs(rounded);
        return Math.Abs(actual - exact) / ulp;
    }

    /// <summary>The distance of two doubles.</summary>
    public static double Of(double actual, double reference)
    {
        if (double.IsNaN(actual) || double.IsNaN(reference))
            return double.IsNaN(actual) == double.IsNaN(reference) ? 0 : double.PositiveInfinity;
        if (actual == reference)
            return 0;
        if (double.IsInfinity(actual) || double.IsInfinity(reference))
            return double.PositiveInfinity;
        double ulp = Math.BitIncrement(Math.Abs(reference)) - Math.Abs(reference);
        return Math.Abs(actual - reference) / ulp;
    }
}
