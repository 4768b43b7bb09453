using System;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace NeuralGen.CompilerServices.V1;

/// <summary>
/// Background threads that wait for a job by spinning for a moment and then parking. One job runs at a time; a
/// second caller, and a caller inside a job, runs its own loop inline.
/// </summary>
/// <remarks>
/// The gate holds the number of the job, whether it is open, and how many workers have joined it. A worker that
/// joins by compare-and-swap has seen this very job open, so the caller, which closes the gate and waits until
/// nobody is inside, cannot leave under it. A worker that comes late finds the gate closed and reads nothing.
/// </remarks>
internal static unsafe class WorkerPool
{
    /// <summary>The limit of <see cref="Parallelism.MaxThreads"/>.</summary>
    public const int MostThreads = 256;

    private const long Open = 1L << 16;
    private const long JoinedMask = Open - 1;
    private const long NextJob = 1L << 17;

    /// <summary>Some 20-50 µs: the gap between two nests of one step, well under a parked thread's wake-up.</summary>
    private const int SpinsBeforeParking = 1000;

    private static readonly Worker?[] s_workers = new Worker?[MostThreads - 1];
    private static int s_started;
    private static int s_busy;
    private static delegate* <void*, nint, nint, void> s_invoke;
    private static void* s_body;
    private static nint s_count;
    private static nint s_grain;
    private static int s_mostJoined;
    private static Exception? s_failure;
    private static Shared s_shared;

    [ThreadStatic]
    private static bool t_inside;

    /// <summary>Takes the pool for one job; false if it is in use or the caller is itself part of a job.</summary>
    public static bool TryEnter()
    {
        if (t_inside || Interlocked.CompareExchange(ref s_busy, 1, 0) != 0)
            return false;
        t_inside = true;
        return true;
    }

    /// <summary>Gives the pool back.</summary>
    public static void Exit()
    {
        t_inside = false;
        Volatile.Write(ref s_busy, 0);
    }

    /// <summary>Runs one job on the calling thread and whichever workers come in time.</summary>
    public static void Run(delegate* <void*, nint, nint, void> invoke, void* body, nint count, nint grain, int threads)
    {
        nint chunks = (count - 1) / grain + 1;
        int helpers = (int)Math.Min(chunks - 1, threads - 1);
        EnsureStarted(helpers);
        s_invoke = invoke;
        s_body = body;
        s_count = count;
        s_grain = grain;
        s_mostJoined = helpers;
        s_shared.NextChunk = 0;
        Interlocked.Exchange(ref s_shared.Gate, (s_shared.Gate & ~(NextJob - 1)) + NextJob + Open);
        for (int i = 0; i < helpers; i++)
            s_workers[i]!.Wake();

        Work();

        Interlocked.And(ref s_shared.Gate, ~Open);
        var wait = new SpinWait();
        while ((Volatile.Read(ref s_shared.Gate) & JoinedMask) != 0)
            wait.SpinOnce(sleep1Threshold: -1);
        if (s_failure is { } failure)
        {
            s_failure = null;
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    private static void EnsureStarted(int workers)
    {
        for (; s_started < workers; s_started++)
            s_workers[s_started] = new Worker(s_started);
    }

    private static void Work()
    {
        nint chunks = (s_count - 1) / s_grain + 1;
        try
        {
            while (Interlocked.Increment(ref s_shared.NextChunk) is var next && next <= chunks)
            {
                nint start = ((nint)next - 1) * s_grain;
                s_invoke(s_body, start, s_count - start > s_grain ? start + s_grain : s_count);
            }
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref s_failure, e, null);
            // No further chunk is begun. The half keeps increments that are under way from overflowing.
            Volatile.Write(ref s_shared.NextChunk, long.MaxValue / 2);
        }
    }

    /// <summary>Fields that several threads write, each on cache lines of its own.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 384)]
    private struct Shared
    {
        [FieldOffset(128)]
        public long Gate;

        [FieldOffset(256)]
        public long NextChunk;
    }

    private sealed class Worker
    {
        private readonly AutoResetEvent _wake = new(false);
        private readonly int _index;
        private int _parked;

        public Worker(int index)
        {
            _index = index;
            new Thread(Loop) { IsBackground = true, Name = "NeuralGen worker " + index }.Start();
        }

        public void Wake()
        {
            if (Volatile.Read(ref _parked) != 0 && Interlocked.Exchange(ref _parked, 0) != 0)
                _wake.Set();
        }

        private void Loop()
        {
            t_inside = true;
            long done = 0;
            while (true)
            {
                long gate = WaitForJob(done);
                done = gate & ~(NextJob - 1);
                if (TryJoin(done))
                {
                    Work();
                    Interlocked.Decrement(ref s_shared.Gate);
                }
            }
        }

        /// <summary>Waits until a job other than the last one seen is open.</summary>
        private long WaitForJob(long done)
        {
            while (true)
            {
                for (int i = 0; i < SpinsBeforeParking; i++)
                {
                    if (IsNew(Volatile.Read(ref s_shared.Gate), done, out long gate))
                        return gate;
                    Thread.SpinWait(8);
                }
                Interlocked.Exchange(ref _parked, 1);
                // A job that was opened before the flag was seen has not woken this thread.
                if (
                    IsNew(Volatile.Read(ref s_shared.Gate), done, out long late)
                    && Interlocked.Exchange(ref _parked, 0) != 0
                )
                    return late;
                _wake.WaitOne();
            }
        }

        private bool IsNew(long gate, long done, out long seen)
        {
            seen = gate;
            return (gate & Open) != 0 && (gate & ~(NextJob - 1)) != done && _index < Volatile.Read(ref s_mostJoined);
        }

        private static bool TryJoin(long job)
        {
            while (true)
            {
                long gate = Volatile.Read(ref s_shared.Gate);
                if ((gate & Open) == 0 || (gate & ~(NextJob - 1)) != job)
                    return false;
                if (Interlocked.CompareExchange(ref s_shared.Gate, gate + 1, gate) == gate)
                    return true;
            }
        }
    }
}
