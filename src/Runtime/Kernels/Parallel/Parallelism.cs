using System;
using NeuralGen.CompilerServices.V1;

namespace NeuralGen;

/// <summary>How many threads the loops of one call may use.</summary>
public static class Parallelism
{
    /// <summary>
    /// The most threads that one call uses, the calling one included; at first the number of processors.
    /// Results do not depend on it: they are equal to the last bit for every value.
    /// </summary>
    public static int MaxThreads
    {
        get => Workers.MaxThreads;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            Workers.MaxThreads = Math.Min(value, WorkerPool.MostThreads);
        }
    }
}
