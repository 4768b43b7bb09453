using System;
using Xunit;

namespace NeuralGen.Tests.Kernels;

/// <summary>Sets the number of threads until it is disposed of.</summary>
internal sealed class ThreadLimit : IDisposable
{
    private readonly int _before = Parallelism.MaxThreads;

    public ThreadLimit(int threads) => Parallelism.MaxThreads = threads;

    public void Dispose() => Parallelism.MaxThreads = _before;
}

/// <summary>Tests that set the number of threads, which all share, run one after another.</summary>
[CollectionDefinition(nameof(Parallelism))]
public class ParallelismCollection;
