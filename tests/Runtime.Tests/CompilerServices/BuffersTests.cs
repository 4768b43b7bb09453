using System;
using System.Threading;
using NeuralGen.CompilerServices.V1;
using Xunit;

namespace NeuralGen.Tests.CompilerServices;

public class BuffersTests
{
    [Fact]
    public void Buffer_grows_and_never_shrinks()
    {
        float[]? buffer = null;
        Assert.Equal(5, Buffers.Grow(ref buffer, 5).Length);
        float[] first = buffer!;
        first[0] = 3;
        Assert.Equal(2, Buffers.Grow(ref buffer, 2).Length);
        Assert.Same(first, buffer);
        Assert.Equal(3, Buffers.Grow(ref buffer, 5)[0]);
        Assert.Equal(6, Buffers.Grow(ref buffer, 6).Length);
        Assert.NotSame(first, buffer);
        Assert.Equal(0, Buffers.Grow(ref buffer, 0).Length);
    }

    [Fact]
    public void Zeroed_clears_what_it_returns()
    {
        double[]? buffer = [1, 2, 3, 4];
        Assert.Equal([0, 0, 0], Buffers.Zeroed(ref buffer, 3).ToArray());
        Assert.Equal(4, buffer![3]);
    }

    [Fact]
    public void Impossible_lengths_are_refused()
    {
        float[]? buffer = null;
        Assert.Throws<ArgumentException>(() => Buffers.Grow(ref buffer, -1));
        var error = Assert.Throws<ArgumentException>(() => Buffers.Zeroed(ref buffer, (nint)1 << 40));
        Assert.Contains("1099511627776", error.Message);
        Assert.Null(buffer);
    }

    private sealed class Residuals;

    [Fact]
    public void Cached_residuals_are_out_while_in_use()
    {
        ThreadCache<Residuals>.Release();
        Residuals first = ThreadCache<Residuals>.Rent();
        Residuals nested = ThreadCache<Residuals>.Rent();
        Assert.NotSame(first, nested);
        ThreadCache<Residuals>.Return(nested);
        ThreadCache<Residuals>.Return(first);
        Assert.Same(first, ThreadCache<Residuals>.Rent());
        Assert.NotSame(first, ThreadCache<Residuals>.Rent());

        ThreadCache<Residuals>.Return(first);
        ThreadCache<Residuals>.Release();
        Assert.NotSame(first, ThreadCache<Residuals>.Rent());
    }

    [Fact]
    public void Each_thread_has_its_own_residuals()
    {
        var mine = new Residuals();
        ThreadCache<Residuals>.Return(mine);
        Residuals? others = null;
        var thread = new Thread(() => others = ThreadCache<Residuals>.Rent());
        thread.Start();
        thread.Join();
        Assert.NotSame(mine, others);
        Assert.Same(mine, ThreadCache<Residuals>.Rent());
    }

    [Fact]
    public void Newer_generator_is_refused()
    {
        RuntimeVersion.Check(RuntimeVersion.Current);
        RuntimeVersion.Check(RuntimeVersion.Current + "-preview.1+abc");
        var error = Assert.Throws<InvalidOperationException>(() => RuntimeVersion.Check("99.0.0"));
        Assert.Contains("99.0.0", error.Message);
        Assert.Contains(RuntimeVersion.Current, error.Message);
        Assert.Throws<ArgumentException>(() => RuntimeVersion.Check("new"));
    }
}
