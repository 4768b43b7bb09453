using System;
using System.Numerics;

namespace NeuralGen;

/// <summary>
/// Some examples, copied together. The memory is used again for later batches: valid until the next one is asked for.
/// </summary>
/// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
public sealed class Batch<T>
    where T : unmanaged, INumber<T>
{
    private readonly int[] _rows;

    internal Batch(Dataset<T> data, int count)
    {
        Inputs = Dataset<T>.Empty(data.Inputs, count);
        Labels = data.Targets is null ? new int[count] : [];
        Targets = data.Targets is null ? null : Dataset<T>.Empty(data.Targets, count);
        _rows = new int[count];
    }

    /// <summary>The inputs: [count, …].</summary>
    public Tensor<T> Inputs { get; }

    /// <summary>The class of each; empty where there are <see cref="Targets"/>.</summary>
    public int[] Labels { get; }

    /// <summary>What a model is to make of each: [count, …]; null where there are <see cref="Labels"/>.</summary>
    public Tensor<T>? Targets { get; }

    /// <summary>Where in the data set each comes from.</summary>
    public ReadOnlySpan<int> Rows => _rows;

    /// <summary>The number of examples.</summary>
    public int Count => _rows.Length;

    internal Batch<T> Fill(Dataset<T> data, ReadOnlySpan<int> rows)
    {
        rows.CopyTo(_rows);
        data.CopyRows(rows, Inputs, Labels, Targets);
        return this;
    }
}
