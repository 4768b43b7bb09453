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
        int[] shape = data.Inputs.Shape.ToArray();
        shape[0] = count;
        Inputs = new Tensor<T>(shape);
        Labels = new int[count];
        _rows = new int[count];
    }

    /// <summary>The inputs: [count, …].</summary>
    public Tensor<T> Inputs { get; }

    /// <summary>The class of each.</summary>
    public int[] Labels { get; }

    /// <summary>Where in the data set each comes from.</summary>
    public ReadOnlySpan<int> Rows => _rows;

    /// <summary>The number of examples.</summary>
    public int Count => Labels.Length;

    internal Batch<T> Fill(Dataset<T> data, ReadOnlySpan<int> rows)
    {
        rows.CopyTo(_rows);
        data.CopyRows(rows, Inputs, Labels);
        return this;
    }
}
