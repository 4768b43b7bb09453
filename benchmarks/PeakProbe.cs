using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NeuralGen.Benchmarks;

/// <summary>
/// What the processor can do at this moment, in float multiply-adds from registers: machines have slow phases, and
/// only samples between two good probes are kept.
/// </summary>
internal static class PeakProbe
{
    private const int Steps = 4000;

    /// <summary>GFLOP/s of one thread.</summary>
    public static double Measure()
    {
        long start = Stopwatch.GetTimestamp();
        float sink = Loop(Steps);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        GC.KeepAlive(sink);
        return Steps * 12.0 * 2 * Vector512<float>.Count / seconds * 1e-9;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Loop(int steps)
    {
        Vector512<float> x = Vector512.Create(0.999f);
        Vector512<float> y = Vector512.Create(0.001f);
        Vector512<float> s0 = x,
            s1 = x,
            s2 = x,
            s3 = x,
            s4 = x,
            s5 = x,
            s6 = x,
            s7 = x,
            s8 = x,
            s9 = x,
            s10 = x,
            s11 = x;
        for (int i = 0; i < steps; i++)
        {
            s0 = Vector512.FusedMultiplyAdd(s0, x, y);
            s1 = Vector512.FusedMultiplyAdd(s1, x, y);
            s2 = Vector512.FusedMultiplyAdd(s2, x, y);
            s3 = Vector512.FusedMultiplyAdd(s3, x, y);
            s4 = Vector512.FusedMultiplyAdd(s4, x, y);
            s5 = Vector512.FusedMultiplyAdd(s5, x, y);
            s6 = Vector512.FusedMultiplyAdd(s6, x, y);
            s7 = Vector512.FusedMultiplyAdd(s7, x, y);
            s8 = Vector512.FusedMultiplyAdd(s8, x, y);
            s9 = Vector512.FusedMultiplyAdd(s9, x, y);
            s10 = Vector512.FusedMultiplyAdd(s10, x, y);
            s11 = Vector512.FusedMultiplyAdd(s11, x, y);
        }
        return Vector512.Sum(s0 + s1 + s2 + s3 + s4 + s5 + (s6 + s7 + s8 + s9 + s10 + s11));
    }
}
