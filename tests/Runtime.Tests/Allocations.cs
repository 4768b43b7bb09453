using System;

namespace NeuralGen.Tests;

/// <summary>What an action allocates.</summary>
internal static class Allocations
{
    /// <summary>
    /// The bytes that this thread allocates in an action, the least of several runs: a collection that another thread starts
    /// in the middle may count what was left of this thread's chunk of memory.
    /// </summary>
    public static long Least(Action action)
    {
        long least = long.MaxValue;
        for (int run = 0; run < 5 && least != 0; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
