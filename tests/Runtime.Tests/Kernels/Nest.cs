using System;
using System.Collections.Generic;
using System.Linq;
using NeuralGen.CompilerServices.V1;

namespace NeuralGen.Tests.Kernels;

/// <summary>A contraction with buffers that fit it, and its meaning as the plainest loop.</summary>
internal sealed class Nest
{
    public readonly Axis[] Axes;
    private readonly long _c;
    private readonly long _a;
    private readonly long _b;
    private readonly double[] _cData;
    private readonly double[] _aData;
    private readonly double[] _bData;

    public Nest(Random random, params Axis[] axes)
    {
        Axes = axes;
        _cData = Buffer(random, axes, x => x.C, out _c);
        _aData = Buffer(random, axes, x => x.A, out _a);
        _bData = Buffer(random, axes, x => x.B, out _b);
    }

    /// <summary>A contraction whose C elements are distinct, of axes of any kind in any order.</summary>
    public static Nest Random(Random random, int mostWork)
    {
        int[] extents = [0, 1, 1, 2, 3, 4, 5, 7, 8, 9, 13, 14, 15, 16, 17, 27, 28, 29, 31, 32, 33, 63, 64, 65, 100];
        while (true)
        {
            int count = random.Next(0, 6);
            var kinds = Enumerable.Range(0, count).Select(_ => random.Next(10)).ToArray();
            var sizes = Enumerable
                .Range(0, count)
                .Select(_ => extents[random.Next(random.Next(3) == 0 ? 25 : 12)])
                .ToArray();
            if (random.Next(2) == 0 && count > 1)
                sizes[random.Next(count)] = extents[random.Next(10, 25)];
            if (sizes.Aggregate(1.0, (x, y) => x * y) > mostWork)
                continue;
            bool inC(int i) => kinds[i] is 0 or 1 or 2 or 3 or 4 or 8;
            bool inA(int i) => kinds[i] is 0 or 1 or 4 or 5 or 6 or 9;
            bool inB(int i) => kinds[i] is 2 or 3 or 4 or 5 or 6 or 7;
            nint[] c = Dense(random, sizes, inC);
            nint[] a = random.Next(3) == 0 ? Loose(random, count, inA) : Dense(random, sizes, inA);
            nint[] b = random.Next(3) == 0 ? Loose(random, count, inB) : Dense(random, sizes, inB);
            return new Nest(
                random,
                Enumerable.Range(0, count).Select(i => new Axis(sizes[i], c[i], a[i], b[i])).ToArray()
            );
        }
    }

    public double[] RunNaively(double scale)
    {
        var result = (double[])_cData.Clone();
        void Loop(int depth, long c, long a, long b)
        {
            if (depth == Axes.Length)
            {
                result[c] += scale * _aData[a] * _bData[b];
                return;
            }
            Axis x = Axes[depth];
            for (long i = 0; i < x.Extent; i++)
                Loop(depth + 1, c + i * x.C, a + i * x.A, b + i * x.B);
        }
        Loop(0, _c, _a, _b);
        return result;
    }

    public double[] Run(double scale)
    {
        var result = (double[])_cData.Clone();
        Contraction.Accumulate(ref result[_c], in _aData[_a], in _bData[_b], scale, Axes);
        return result;
    }

    public float[] RunInSingle(float scale)
    {
        float[] result = _cData.Select(x => (float)x).ToArray();
        float[] a = _aData.Select(x => (float)x).ToArray();
        float[] b = _bData.Select(x => (float)x).ToArray();
        Contraction.Accumulate(ref result[_c], in a[_a], in b[_b], scale, Axes);
        return result;
    }

    /// <summary>The sum of magnitudes is at most this, so rounding errors are at most it times the epsilon.</summary>
    public double Terms => Axes.Where(x => x.C == 0).Aggregate(1.0, (p, x) => p * x.Extent) + 1;

    public override string ToString() => string.Join(" ", Axes.Select(x => $"({x.Extent}: {x.C}, {x.A}, {x.B})"));

    private static double[] Buffer(Random random, Axis[] axes, Func<Axis, nint> stride, out long offset)
    {
        long low = axes.Sum(x => Math.Min(0L, stride(x) * Math.Max(x.Extent - 1, 0)));
        long high = axes.Sum(x => Math.Max(0L, stride(x) * Math.Max(x.Extent - 1, 0)));
        offset = -low;
        // Short in bits, so that they are the same in single precision.
        return Enumerable.Range(0, (int)(high - low + 1)).Select(_ => random.Next(-128, 129) / 128.0).ToArray();
    }

    /// <summary>Strides of an array in which each of these axes is a dimension, in random order, some backwards or with gaps.</summary>
    private static nint[] Dense(Random random, int[] sizes, Func<int, bool> isDimension)
    {
        var strides = new nint[sizes.Length];
        nint stride = random.Next(4) == 0 ? 2 : 1;
        foreach (
            int i in Enumerable
                .Range(0, sizes.Length)
                .Where(isDimension)
                .OrderBy(i => random.Next(3) == 0 ? random.Next(100) : 100 - i)
        )
        {
            strides[i] = random.Next(6) == 0 ? -stride : stride;
            stride *= Math.Max(sizes[i], 1);
            if (random.Next(6) == 0)
                stride += random.Next(1, 5);
        }
        return strides;
    }

    /// <summary>Strides under which elements are read many times, as in convolutions.</summary>
    private static nint[] Loose(Random random, int count, Func<int, bool> isUsed) =>
        Enumerable.Range(0, count).Select(i => isUsed(i) ? (nint)random.Next(-3, 9) : 0).ToArray();
}
