using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NeuralGen.CompilerServices.V1;

/// <summary>Runs loops with independent iterations on several threads.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Workers
{
    private static volatile int s_maxThreads = Math.Min(Environment.ProcessorCount, WorkerPool.MostThreads);

    /// <summary>The most threads that one call uses, the calling one included.</summary>
    public static int MaxThreads
    {
        get => s_maxThreads;
        internal set => s_maxThreads = value;
    }

    /// <summary>
    /// Runs <paramref name="body"/> over [0, <paramref name="count"/>) in chunks of <paramref name="grain"/>
    /// iterations. The chunks are the same for any number of threads; which thread runs which is open.
    /// A call from within a body runs on its own thread. The first exception of a body is thrown to the caller
    /// after all threads have left the body; chunks that were not begun by then are not run.
    /// </summary>
    public static unsafe void Run<TBody>(ref TBody body, nint count, nint grain)
        where TBody : IBody, allows ref struct
    {
        grain = Math.Max(grain, 1);
        if (count <= grain || s_maxThreads == 1 || !WorkerPool.TryEnter())
        {
            RunInline(ref body, count, grain);
            return;
        }
        // Other threads reach the body by its address, and only a local of this frame is certain not to be moved.
        TBody local = body;
        try
        {
            WorkerPool.Run(&Invoke<TBody>, Unsafe.AsPointer(ref local), count, grain, s_maxThreads);
        }
        finally
        {
            WorkerPool.Exit();
        }
        body = local;
    }

    private static void RunInline<TBody>(ref TBody body, nint count, nint grain)
        where TBody : IBody, allows ref struct
    {
        // By differences: start + grain could overflow.
        for (nint start = 0; start < count; )
        {
            nint end = count - start > grain ? start + grain : count;
            body.Run(start, end);
            start = end;
        }
    }

    private static unsafe void Invoke<TBody>(void* body, nint start, nint end)
        where TBody : IBody, allows ref struct => Unsafe.AsRef<TBody>(body).Run(start, end);
}
