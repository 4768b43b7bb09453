using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;

namespace NeuralGen.Benchmarks;

/// <summary>The outcome of alternating two ways of doing the same.</summary>
/// <param name="Ratio">The peer's time over ours.</param>
/// <param name="Seconds">Our time for one call.</param>
/// <param name="Kept">How many pairs were measured in good phases, of how many.</param>
/// <param name="Bytes">What our side allocates in a call.</param>
internal readonly record struct DuelResult(double Ratio, double Seconds, string Kept, long Bytes);

/// <summary>Times two actions in turns, each pair between two probes of the processor's peak.</summary>
internal static class Duel
{
    private const double SampleSeconds = 3e-4;

    public static DuelResult Run(Action ours, Action peer, double seconds = 0.5)
    {
        WarmUp(ours);
        WarmUp(peer);
        long before = GC.GetAllocatedBytesForCurrentThread();
        ours();
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        int ourCalls = CallsFor(ours);
        int peerCalls = CallsFor(peer);
        var samples = new List<(double Peak, double Ours, double Peer)>();
        long start = Stopwatch.GetTimestamp();
        double probe = PeakProbe.Measure();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds || samples.Count < 9)
        {
            double a = Time(ours, ourCalls);
            double b = Time(peer, peerCalls);
            double next = PeakProbe.Measure();
            samples.Add((Math.Min(probe, next), a, b));
            probe = next;
        }
        double best = samples.Max(s => s.Peak);
        var kept = samples.Where(s => s.Peak > 0.9 * best).ToList();
        return new DuelResult(
            Quartile(kept.Select(s => s.Peer)) / Quartile(kept.Select(s => s.Ours)),
            Quartile(kept.Select(s => s.Ours)),
            $"{kept.Count}/{samples.Count}",
            bytes
        );
    }

    private static void WarmUp(Action action)
    {
        // Long enough for the compiler's second tier.
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < 60 || Stopwatch.GetElapsedTime(start).TotalMilliseconds < 600; i++)
        {
            action();
            if (Stopwatch.GetElapsedTime(start).TotalMilliseconds > 1500)
                break;
        }
    }

    private static int CallsFor(Action action) => (int)Math.Max(1, SampleSeconds / Math.Max(Time(action, 3), 1e-9));

    private static double Time(Action action, int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++)
            action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds / calls;
    }

    /// <summary>The lower quartile: other processes only ever make a sample slower.</summary>
    private static double Quartile(IEnumerable<double> values)
    {
        double[] sorted = values.Order().ToArray();
        return sorted[sorted.Length / 4];
    }
}
