using System;

namespace NeuralGen.CompilerServices.V1;

/// <summary>How a problem is divided among threads. It may depend on their number because no result depends on it.</summary>
internal readonly record struct Partition(nint RowParts, nint ColumnParts, nint Grain)
{
    /// <summary>About 10 µs of multiplications, under which waking a thread does not pay.</summary>
    public const double LeastWork = 400_000;

    /// <summary>Whether there is nothing to divide.</summary>
    public bool IsWhole => Grain == nint.MaxValue;

    /// <summary>Batches are divided first, else columns, so that no two threads pack the same of them, else rows.</summary>
    public static Partition Of<T>(in Problem<T> problem, int tall, int wide)
        where T : unmanaged
    {
        int threads = Workers.MaxThreads;
        double work = problem.Work;
        if (threads == 1 || work < LeastWork)
            return new Partition(1, 1, nint.MaxValue);
        nint batch = problem.Batch.Count;
        if (batch >= 2 * threads)
        {
            var least = (nint)Math.Ceiling(LeastWork / 4 / (work / batch));
            return new Partition(1, 1, Math.Max(least, batch / (threads * 8)));
        }
        nint parts = work > 50 * LeastWork ? 2 * threads : threads;
        nint columnParts = Math.Clamp(problem.Columns.Count / (2 * wide), 1, parts);
        if (columnParts >= threads)
            return new Partition(1, columnParts, 1);
        return new Partition(Math.Clamp(problem.Rows.Count / (2 * tall), 1, parts), 1, 1);
    }
}
