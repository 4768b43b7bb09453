using System;
using System.Numerics;

namespace NeuralGen;

/// <summary>Examples with what is to be found out about each: the class that it belongs to, or numbers.</summary>
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

    /// <summary>Joins inputs and targets, without copying them.</summary>
    /// <param name="inputs">The examples along axis 0: [count, …].</param>
    /// <param name="targets">What a model is to make of them: [count, …].</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">One of them has rank 0, or the numbers of examples differ.</exception>
    public Dataset(Tensor<T> inputs, Tensor<T> targets)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        if (inputs.Rank == 0)
            throw new ArgumentException("Inputs of rank 0 have no examples.", nameof(inputs));
        if (targets.Rank == 0)
            throw new ArgumentException("Targets of rank 0 belong to no examples.", nameof(targets));
        if (inputs.Dim(0) != targets.Dim(0))
            throw new ArgumentException(
                FormattableString.Invariant($"There are {inputs.Dim(0)} inputs, but {targets.Dim(0)} targets."),
                nameof(targets)
            );
        Inputs = inputs;
        Labels = [];
        Targets = targets;
    }

    /// <summary>The examples along axis 0.</summary>
    public Tensor<T> Inputs { get; }

    /// <summary>The class of each example; empty where there are <see cref="Targets"/>.</summary>
    public int[] Labels { get; }

    /// <summary>What a model is to make of each example, along axis 0; null where there are <see cref="Labels"/>.</summary>
    public Tensor<T>? Targets { get; }

    /// <summary>The number of examples.</summary>
    public int Count => Inputs.Dim(0);

    /// <summary>A copy of some of the examples, in the order given; an example may be taken more than once.</summary>
    /// <param name="rows">Positions of examples.</param>
    /// <exception cref="ArgumentOutOfRangeException">A position is outside the data set.</exception>
    public Dataset<T> Take(ReadOnlySpan<int> rows)
    {
        Tensor<T> inputs = Empty(Inputs, rows.Length);
        Dataset<T> taken = Targets is null
            ? new Dataset<T>(inputs, new int[rows.Length])
            : new Dataset<T>(inputs, Empty(Targets, rows.Length));
        CopyRows(rows, taken.Inputs, taken.Labels, taken.Targets);
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
        Tensor<T> inputs = Tensor<T>.Wrap(segment.Array, whole);
        return Targets is null ? new Dataset<T>(inputs, Labels) : new Dataset<T>(inputs, Targets);
    }

    /// <summary>A tensor for some examples of the kind of those along axis 0 of another.</summary>
    internal static Tensor<T> Empty(Tensor<T> like, int count)
    {
        int[] shape = like.Shape.ToArray();
        shape[0] = count;
        return new Tensor<T>(shape);
    }

    /// <summary>Copies examples, and the labels or the targets that belong to them.</summary>
    internal void CopyRows(ReadOnlySpan<int> rows, Tensor<T> inputs, Span<int> labels, Tensor<T>? targets)
    {
        foreach (int row in rows)
            if ((uint)row >= (uint)Count)
                throw new ArgumentOutOfRangeException(
                    nameof(rows),
                    row,
                    FormattableString.Invariant($"The data set has {Count} examples.")
                );
        CopyRows(rows, Inputs, inputs);
        if (Targets is not null)
            CopyRows(rows, Targets, targets!);
        else
            for (int i = 0; i < rows.Length; i++)
                labels[i] = Labels[rows[i]];
    }

    private static void CopyRows(ReadOnlySpan<int> rows, Tensor<T> from, Tensor<T> to)
    {
        ReadOnlySpan<T> source = from.AsSpan();
        Span<T> target = to.AsSpan();
        int length = from.Dim(0) == 0 ? 0 : source.Length / from.Dim(0);
        for (int i = 0; i < rows.Length; i++)
            source.Slice(rows[i] * length, length).CopyTo(target[(i * length)..]);
    }
}
