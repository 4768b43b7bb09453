using System;
using System.Numerics;

namespace NeuralGen;

/// <summary>Examples with the classes that they belong to.</summary>
/// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
public sealed partial class Dataset<T>
    where T : unmanaged, INumber<T>
{
    /// <summary>Joins inputs and labels, without copying them.</summary>
    /// <param name="inputs">The examples along axis 0: [count, …].</param>
    /// <param name="labels">The class of each, 0 or more.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">
    /// The inputs have rank 0, their number is not that of the labels, or a label is negative.
    /// </exception>
    public Dataset(Tensor<T> inputs, int[] labels)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(labels);
        if (inputs.Rank == 0)
            throw new ArgumentException("Inputs of rank 0 have no examples.", nameof(inputs));
        if (inputs.Dim(0) != labels.Length)
            throw new ArgumentException(
                FormattableString.Invariant($"There are {inputs.Dim(0)} inputs, but {labels.Length} labels."),
                nameof(labels)
            );
        for (int i = 0; i < labels.Length; i++)
            if (labels[i] < 0)
                throw new ArgumentException(
                    FormattableString.Invariant($"The label at position {i} is negative: {labels[i]}."),
                    nameof(labels)
                );
        Inputs = inputs;
        Labels = labels;
    }

    /// <summary>The examples along axis 0.</summary>
    public Tensor<T> Inputs { get; }

    /// <summary>The class of each example.</summary>
    public int[] Labels { get; }

    /// <summary>The number of examples.</summary>
    public int Count => Labels.Length;

    /// <summary>A copy of some of the examples, in the order given; an example may be taken more than once.</summary>
    /// <param name="rows">Positions of examples.</param>
    /// <exception cref="ArgumentOutOfRangeException">A position is outside the data set.</exception>
    public Dataset<T> Take(ReadOnlySpan<int> rows)
    {
        int[] shape = Inputs.Shape.ToArray();
        shape[0] = rows.Length;
        var taken = new Dataset<T>(new Tensor<T>(shape), new int[rows.Length]);
        CopyRows(rows, taken.Inputs, taken.Labels);
        return taken;
    }

    /// <summary>Divides the examples at random into two sets, to train with one and to judge with the other.</summary>
    /// <param name="heldOut">How many go into the second set.</param>
    /// <param name="seed">One seed gives one division.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer examples than are to be held out.</exception>
    public (Dataset<T> Training, Dataset<T> HeldOut) Split(int heldOut, int seed)
    {
        if ((uint)heldOut > (uint)Count)
            throw new ArgumentOutOfRangeException(
                nameof(heldOut),
                heldOut,
                FormattableString.Invariant($"The data set has {Count} examples.")
            );
        int[] order = new int[Count];
        Shuffling.Identity(order);
        Shuffling.Shuffle(order, new Random(seed));
        return (Take(order.AsSpan(heldOut)), Take(order.AsSpan(0, heldOut)));
    }

    /// <summary>The same examples in another shape, without copying them: pictures for a convolution, for instance.</summary>
    /// <param name="shape">The extents of one example.</param>
    /// <exception cref="ArgumentNullException"><paramref name="shape"/> is null.</exception>
    /// <exception cref="ArgumentException">An example has another number of elements.</exception>
    public Dataset<T> Reshape(params int[] shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        int[] whole = [Count, .. shape];
        ArraySegment<T> segment = Inputs.AsArraySegment();
        if (Extents.Product(whole) != segment.Count || segment.Count != segment.Array!.Length)
            throw new ArgumentException(
                segment.Count == Extents.Product(whole)
                    ? "The inputs are a view of some rows of a tensor: Take copies them."
                    : $"The inputs have the shape {Extents.Text(Inputs.Shape)}, which is not {Extents.Text(whole)}.",
                nameof(shape)
            );
        return new Dataset<T>(Tensor<T>.Wrap(segment.Array, whole), Labels);
    }

    internal void CopyRows(ReadOnlySpan<int> rows, Tensor<T> inputs, Span<int> labels)
    {
        ReadOnlySpan<T> source = Inputs.AsSpan();
        Span<T> target = inputs.AsSpan();
        int length = Count == 0 ? 0 : source.Length / Count;
        for (int i = 0; i < rows.Length; i++)
        {
            int row = rows[i];
            if ((uint)row >= (uint)Count)
                throw new ArgumentOutOfRangeException(
                    nameof(rows),
                    row,
                    FormattableString.Invariant($"The data set has {Count} examples.")
                );
            source.Slice(row * length, length).CopyTo(target[(i * length)..]);
            labels[i] = Labels[row];
        }
    }
}
