using System;
using System.Linq;
using NeuralGen.CompilerServices.V1;
using Xunit;

namespace NeuralGen.Tests.Kernels;

[Collection(nameof(Parallelism))]
public class ContractionTests
{
    private static readonly double[] s_scales = [1, -1, 0.5];

    [Fact]
    public void Random_nests_equal_the_plain_loop()
    {
        var random = new Random(1);
        for (int i = 0; i < 1200; i++)
            Check(Nest.Random(random, i % 40 == 0 ? 200000 : 6000), s_scales[i % 3]);
    }

    [Fact]
    public void Matrix_products_of_every_layout_and_size_equal_the_plain_loop()
    {
        var random = new Random(2);
        int[] sizes = [1, 2, 7, 14, 15, 16, 17, 31, 32, 33, 64, 65, 100];
        for (int i = 0; i < 120; i++)
        {
            int m = sizes[random.Next(sizes.Length)];
            int n = sizes[random.Next(sizes.Length)];
            int k = sizes[random.Next(sizes.Length)];
            Check(new Nest(random, Product(m, n, k, i % 8)), s_scales[i % 3]);
        }
        Check(new Nest(random, Product(100, 70, 900, 0)), 1);
        Check(new Nest(random, Product(40, 300, 400, 5)), 1);
        Check(new Nest(random, Product(3, 1100, 400, 2)), -1);
    }

    [Theory]
    [InlineData(2, 3, 4, 12, 11, 5)]
    [InlineData(3, 6, 16, 9, 9, 3)]
    [InlineData(1, 1, 6, 28, 28, 5)]
    public void Convolutions_and_their_gradients_equal_the_plain_loop(int n, int c, int o, int h, int w, int p)
    {
        var random = new Random(3);
        int oh = h - p + 1;
        int ow = w - p + 1;
        // Y[n,o,y,x] += X[n,c,y+p,x+q] * W[o,c,p,q]
        Axis[] forward =
        [
            new(n, o * oh * ow, c * h * w, 0),
            new(o, oh * ow, 0, c * p * p),
            new(oh, ow, w, 0),
            new(ow, 1, 1, 0),
            new(c, 0, h * w, p * p),
            new(p, 0, w, p),
            new(p, 0, 1, 1),
        ];
        Check(new Nest(random, forward), 1);
        // The gradient of W; that of X in gathered form reads a padded Y.
        Check(new Nest(random, forward.Select(x => new Axis(x.Extent, x.B, x.A, x.C)).ToArray()), 1);
        int ph = h + p - 1;
        int pw = w + p - 1;
        Check(
            new Nest(
                random,
                new(n, c * h * w, o * ph * pw, 0),
                new(c, h * w, 0, p * p),
                new(h, w, pw, 0),
                new(w, 1, 1, 0),
                new(o, 0, ph * pw, c * p * p),
                new(p, 0, -pw, p),
                new(p, 0, -1, 1)
            ),
            1
        );
    }

    [Fact]
    public void Batches_equal_the_plain_loop()
    {
        var random = new Random(4);
        // U[h,i,j] += A[h,i,k] * B[h,j,k]
        Check(
            new Nest(
                random,
                new Axis(6, 20 * 30, 20 * 8, 30 * 8),
                new(20, 30, 8, 0),
                new(30, 1, 0, 8),
                new(8, 0, 1, 1)
            ),
            1
        );
        Check(new Nest(random, new(200, 16, 16, 16), new(4, 4, 4, 0), new(4, 1, 0, 1), new(4, 0, 1, 4)), -1);
        Check(new Nest(random, new Axis(5000, 1, 1, 1)), 0.5);
        Check(
            new Nest(random, new(3, 33 * 40, 33 * 50, 0), new(33, 40, 50, 0), new(40, 1, 0, 1), new(50, 0, 1, 40)),
            1
        );
    }

    [Fact]
    public void Vectors_equal_the_plain_loop()
    {
        var random = new Random(5);
        foreach (int n in new[] { 1, 3, 15, 16, 64, 100, 1000 })
        foreach (int k in new[] { 1, 2, 16, 33, 1000 })
        {
            Check(new Nest(random, new(n, 1, k, 0), new(k, 0, 1, 1)), 1);
            Check(new Nest(random, new(n, 1, 1, 0), new(k, 0, n, 1)), 1);
            Check(new Nest(random, new(n, 1, 0, 1), new(k, 0, 1, n)), 1);
            Check(new Nest(random, new(n, k, 1, 0), new(k, 1, 0, 1)), 1);
            Check(new Nest(random, new Axis(n * k, 0, 1, 1)), 1);
            Check(new Nest(random, new Axis(n * k, 0, 1, 0)), 1);
            Check(new Nest(random, new Axis(n * k, 1, 1, 0)), 1);
            Check(new Nest(random, new Axis(n * k, 0, 0, 0)), 1);
        }
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        var random = new Random(6);
        Nest[] nests =
        [
            new Nest(random, Product(150, 170, 500, 0)),
            new Nest(random, Product(300, 20, 700, 1)),
            new Nest(random, Product(10, 900, 300, 3)),
            new Nest(random, Product(1, 900, 900, 0)),
            new Nest(random, Product(900, 1, 900, 0)),
            new Nest(random, new Axis(60, 400, 400, 400), new(20, 20, 20, 0), new(20, 1, 0, 1), new(20, 0, 1, 20)),
            .. Enumerable.Range(0, 30).Select(_ => Nest.Random(random, 300000)),
        ];
        foreach (Nest nest in nests)
        {
            float[]? expected = null;
            foreach (int threads in new[] { 1, 2, 3, 4, 2 })
            {
                using var _ = new ThreadLimit(threads);
                float[] actual = nest.RunInSingle(1);
                expected ??= actual;
                Assert.True(expected.AsSpan().SequenceEqual(actual), $"{threads} threads: {nest}");
            }
        }
    }

    [Fact]
    public void Nothing_is_allocated_after_the_first_call()
    {
        using var _ = new ThreadLimit(2);
        var random = new Random(7);
        float[] data = Enumerable.Range(0, 1 << 17).Select(_ => random.NextSingle()).ToArray();
        var c = new float[1 << 17];
        foreach (Axis[] axes in new[] { Product(100, 120, 140, 0), Product(2, 2, 2, 0), Product(200, 300, 300, 3) })
        {
            void Run() => Contraction.Accumulate(ref c[0], in data[0], in data[0], 1, axes);
            Run();
            Assert.Equal(0, Allocations.Least(Run));
        }
    }

    [Fact]
    public void Huge_repetitions_of_nothing_do_not_overflow()
    {
        float c = 3;
        float one = 1;
        Contraction.Accumulate(
            ref c,
            in one,
            in one,
            1,
            [new(nint.MaxValue, 0, 1, 1), new(nint.MaxValue, 0, 1, 1), new(0, 0, 1, 1)]
        );
        Assert.Equal(3, c);
    }

    /// <summary>C += A·B with A, B, C stored by rows or by columns, as the bits of <paramref name="layout"/> say.</summary>
    private static Axis[] Product(int m, int n, int k, int layout)
    {
        bool a = (layout & 1) != 0;
        bool b = (layout & 2) != 0;
        bool c = (layout & 4) != 0;
        return [new(m, c ? 1 : n, a ? 1 : k, 0), new(n, c ? m : 1, 0, b ? k : 1), new(k, 0, a ? m : 1, b ? 1 : n)];
    }

    private static void Check(Nest nest, double scale)
    {
        double[] expected = nest.RunNaively(scale);
        double[] inDouble = nest.Run(scale);
        float[] inSingle = nest.RunInSingle((float)scale);
        double bound = nest.Terms;
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - inDouble[i]) <= bound * 1e-15,
                $"double, C[{i}]: {inDouble[i]}, not {expected[i]}: {nest}"
            );
            Assert.True(
                Math.Abs(expected[i] - inSingle[i]) <= bound * Math.Max(5e-7, bound * 3e-8),
                $"float, C[{i}]: {inSingle[i]}, not {expected[i]}: {nest}"
            );
        }
    }
}
