using System;
using System.Linq;
using System.Threading;
using NeuralGen.CompilerServices.V1;
using Xunit;

namespace NeuralGen.Tests.Kernels;

[Collection(nameof(Parallelism))]
public class WorkersTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(10, 3)]
    [InlineData(1000, 7)]
    [InlineData(1000, 0)]
    [InlineData(5, 100)]
    public void Every_iteration_runs_once_in_fixed_chunks(int count, int grain)
    {
        foreach (int threads in new[] { 1, 2, 3, 8 })
        {
            using var _ = new ThreadLimit(threads);
            for (int round = 0; round < 20; round++)
            {
                var body = new Counting { Counts = new int[count], Grain = Math.Max(grain, 1) };
                Workers.Run(ref body, count, grain);
                Assert.All(body.Counts, n => Assert.Equal(1, n));
            }
        }
    }

    [Fact]
    public void Many_short_jobs_finish()
    {
        using var _ = new ThreadLimit(4);
        var body = new Counting { Counts = new int[16], Grain = 1 };
        for (int round = 0; round < 20000; round++)
            Workers.Run(ref body, 16, 1);
        Assert.All(body.Counts, n => Assert.Equal(20000, n));
    }

    [Fact]
    public void A_call_from_within_a_body_runs_inline()
    {
        using var _ = new ThreadLimit(3);
        var body = new Nested { Sums = new long[50] };
        Workers.Run(ref body, 50, 1);
        Assert.All(body.Sums, s => Assert.Equal(4950, s));
    }

    [Fact]
    public void Callers_on_several_threads_do_not_disturb_each_other()
    {
        using var _ = new ThreadLimit(2);
        Thread[] threads = Enumerable
            .Range(0, 3)
            .Select(_ => new Thread(() =>
            {
                for (int round = 0; round < 500; round++)
                {
                    var body = new Counting { Counts = new int[64], Grain = 8 };
                    Workers.Run(ref body, 64, 8);
                    Assert.All(body.Counts, n => Assert.Equal(1, n));
                }
            }))
            .ToArray();
        foreach (Thread t in threads)
            t.Start();
        foreach (Thread t in threads)
            t.Join();
    }

    [Fact]
    public void An_exception_of_a_body_reaches_the_caller_and_the_pool_goes_on()
    {
        foreach (int threads in new[] { 1, 4 })
        {
            using var _ = new ThreadLimit(threads);
            for (int round = 0; round < 50; round++)
            {
                var failing = new Failing();
                Assert.Throws<InvalidTimeZoneException>(() => Workers.Run(ref failing, 100, 1));
                var body = new Counting { Counts = new int[100], Grain = 1 };
                Workers.Run(ref body, 100, 1);
                Assert.All(body.Counts, n => Assert.Equal(1, n));
            }
        }
    }

    [Fact]
    public void The_body_may_be_a_ref_struct_and_keeps_what_it_wrote()
    {
        using var _ = new ThreadLimit(2);
        Span<float> values = stackalloc float[100];
        var body = new Filling { Values = values };
        Workers.Run(ref body, 100, 9);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (float)i), values.ToArray());
        Assert.Equal(1, body.Ran);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        using var _ = new ThreadLimit(2);
        var body = new Counting { Counts = new int[64], Grain = 4 };
        Workers.Run(ref body, 64, 4);
        long least = Allocations.Least(() =>
        {
            for (int i = 0; i < 100; i++)
                Workers.Run(ref body, 64, 4);
        });
        Assert.Equal(0, least);
    }

    [Fact]
    public void The_number_of_threads_is_at_least_one()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Parallelism.MaxThreads = 0);
        Assert.True(Parallelism.MaxThreads >= 1);
    }

    private struct Counting : IBody
    {
        public int[] Counts;
        public int Grain;

        public readonly void Run(nint start, nint end)
        {
            if (start % Grain != 0 || (end - start != Grain && end != Counts.Length))
                throw new InvalidOperationException($"[{start}, {end}) is no chunk");
            for (nint i = start; i < end; i++)
                Interlocked.Increment(ref Counts[i]);
        }
    }

    private struct Nested : IBody
    {
        public long[] Sums;

        public readonly void Run(nint start, nint end)
        {
            int thread = Environment.CurrentManagedThreadId;
            var inner = new Inner { Thread = thread };
            Workers.Run(ref inner, 100, 10);
            Sums[start] = inner.Sum;
        }
    }

    private struct Inner : IBody
    {
        public int Thread;
        public long Sum;

        public void Run(nint start, nint end)
        {
            if (Thread != Environment.CurrentManagedThreadId)
                throw new InvalidOperationException("not inline");
            for (nint i = start; i < end; i++)
                Sum += i;
        }
    }

    private struct Failing : IBody
    {
        public readonly void Run(nint start, nint end)
        {
            if (start == 37)
                throw new InvalidTimeZoneException();
        }
    }

    private ref struct Filling : IBody
    {
        public Span<float> Values;
        public int Ran;

        public void Run(nint start, nint end)
        {
            for (nint i = start; i < end; i++)
                Values[(int)i] = i;
            Ran = 1;
        }
    }
}
