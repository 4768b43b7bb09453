using System;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NeuralGen;

/// <summary>
/// A dense block of numbers with a shape, stored row by row in one managed array, and optionally its gradient.
/// </summary>
/// <remarks>
/// <para>
/// The type is deliberately small: data, shape, gradient. Calculations are loop nests over its indexers, marked
/// <see cref="DifferentiableAttribute"/>. The indexers check the rank and every axis.
/// </para>
/// <para>
/// Views (<see cref="Rows"/>, <see cref="Share"/>) and wrappers (<see cref="Wrap(T[], int[])"/>) share memory with
/// what they were made from. Reads may run on several threads at once; writes are the caller's to order.
/// </para>
/// </remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c> where gradients are wanted.</typeparam>
[DebuggerDisplay("{ToString(),nq}")]
public sealed partial class Tensor<T>
    where T : unmanaged, INumber<T>
{
    private readonly T[] _data;
    private readonly int _offset;
    private readonly int _length;
    private readonly int[] _shape;

    // Copies of the first extents, so that an indexer reads the tensor and its array and nothing else.
    private readonly int _rank;
    private readonly int _extent0;
    private readonly int _extent1;
    private readonly int _extent2;
    private readonly int _extent3;

    private Tensor<T>? _grad;

    /// <summary>A tensor of zeros without a gradient.</summary>
    /// <param name="shape">
    /// The extents, outermost first; none of them makes a tensor of rank 0, which has one element. An extent may be 0.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="shape"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// An extent is negative, or the product of those that are not 0 exceeds what an array can hold.
    /// </exception>
    public Tensor(params int[] shape)
        : this(NewData(shape), 0, (int[])shape.Clone()) { }

    private Tensor(T[] data, int offset, int[] shape)
    {
        _data = data;
        _offset = offset;
        _shape = shape;
        _length = Extents.Product(shape);
        _rank = shape.Length;
        _extent0 = _rank > 0 ? shape[0] : 1;
        _extent1 = _rank > 1 ? shape[1] : 1;
        _extent2 = _rank > 2 ? shape[2] : 1;
        _extent3 = _rank > 3 ? shape[3] : 1;
    }

    private static T[] NewData(int[] shape) => new T[Extents.Product(shape)];

    /// <summary>A tensor of zeros whose <see cref="Grad"/> is a tensor of zeros: something to be learned.</summary>
    /// <param name="shape">The extents, as for the constructor.</param>
    /// <exception cref="ArgumentNullException"><paramref name="shape"/> is null.</exception>
    /// <exception cref="ArgumentException">As for the constructor.</exception>
    public static Tensor<T> Parameter(params int[] shape) => new(shape) { Grad = new Tensor<T>(shape) };

    /// <summary>The number of axes.</summary>
    public int Rank => _rank;

    /// <summary>The number of elements: the product of the extents, 1 for a tensor of rank 0.</summary>
    public int Length => _length;

    /// <summary>The extents, outermost first.</summary>
    public ReadOnlySpan<int> Shape => _shape;

    /// <summary>The extent of an axis.</summary>
    /// <param name="axis">0 for the outermost, up to <see cref="Rank"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public int Dim(int axis)
    {
        int[] shape = _shape;
        if ((uint)axis >= (uint)shape.Length)
            ThrowAxis(axis);
        return shape[axis];
    }

    /// <summary>The elements, row by row. Writing to the span writes to the tensor.</summary>
    public Span<T> AsSpan() =>
        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_data), _offset), _length);

    /// <summary>
    /// The gradient: a tensor of the same shape into which backward passes add, or null, the default, where none is
    /// wanted and none is computed.
    /// </summary>
    /// <remarks>A view made earlier by <see cref="Rows"/> keeps the gradient that the tensor had then.</remarks>
    /// <exception cref="ArgumentException">
    /// The value has another shape, is this tensor, or shares memory with it.
    /// </exception>
    public Tensor<T>? Grad
    {
        get => _grad;
        set
        {
            if (value is not null)
                CheckGradient(value);
            _grad = value;
        }
    }

    private void CheckGradient(Tensor<T> gradient)
    {
        if (ReferenceEquals(gradient, this))
            throw new ArgumentException("A tensor cannot be its own gradient.", nameof(Grad));
        if (!gradient.Shape.SequenceEqual(_shape))
            throw new ArgumentException(
                $"The gradient has shape {Extents.Text(gradient._shape)}, but the tensor has shape "
                    + $"{Extents.Text(_shape)}.",
                nameof(Grad)
            );
        if (gradient.AsSpan().Overlaps(AsSpan()))
            throw new ArgumentException("The gradient shares memory with the tensor itself.", nameof(Grad));
    }

    [DoesNotReturn]
    private void ThrowAxis(int axis) =>
        throw new ArgumentOutOfRangeException(nameof(axis), axis, $"The tensor has rank {_rank}.");
}
