using System;
using System.Collections.Generic;
using System.Linq;

namespace NeuralGen.Samples.Lectures.Tools;

/// <summary>Pictures with labels.</summary>
/// <param name="X">The pixels, 0 to 1: a row each.</param>
/// <param name="Y">What each shows.</param>
/// <param name="Width">The pixels of a line.</param>
internal sealed record Pictures(Tensor X, int[] Y, int Width)
{
    public int Count => Y.Length;

    /// <summary>The handwritten digits that come with the samples: 1437 to learn from, 360 to be judged by.</summary>
    public static (Pictures Training, Pictures Test) Digits(int seed)
    {
        (Dataset<float> training, Dataset<float> test) = Floats.Digits(seed);
        return (From(training), From(test));

        static Pictures From(Dataset<float> data) => new(Floats.Doubles(data.Inputs), data.Labels, UciDigits.Side);
    }

    /// <summary>Some of the pictures.</summary>
    public Pictures Take(IReadOnlyList<int> rows)
    {
        Tensor X = new(rows.Count, this.X.Dim(1));
        for (int n = 0; n < rows.Count; n++)
            this.X.Rows(rows[n], 1).AsSpan().CopyTo(X.Rows(n, 1).AsSpan());
        return new Pictures(X, [.. rows.Select(row => Y[row])], Width);
    }

    /// <summary>All of them in a new order, in minibatches.</summary>
    public IEnumerable<Pictures> Batches(int size, Random random) => Shuffled.Batches(Count, size, random).Select(Take);

    /// <summary>As colour pictures of 32 × 32 pixels, 3072 numbers each: every pixel becomes a square of grey.</summary>
    public Pictures Enlarged()
    {
        const int side = 32;
        int scale = side / Width;
        Tensor large = new(Count, 3 * side * side);
        for (int n = 0; n < Count; n++)
        for (int k = 0; k < large.Dim(1); k++)
            large[n, k] = X[n, k / side % side / scale * Width + k % side / scale];
        return new Pictures(large, Y, side);
    }
}
