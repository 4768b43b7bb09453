using System;
using System.Globalization;

namespace NeuralGen;

public sealed partial class Tensor<T>
{
    /// <summary>Some consecutive entries of axis 0, a minibatch for instance: a view of the data and of the gradient.</summary>
    /// <param name="start">The first entry.</param>
    /// <param name="count">How many; 0 is allowed.</param>
    /// <returns>A tensor of shape [count, …] that shares memory with this one, as its gradient does.</returns>
    /// <exception cref="InvalidOperationException">The tensor has rank 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The entries are not all there.</exception>
    public Tensor<T> Rows(int start, int count)
    {
        if (_rank == 0)
            throw new InvalidOperationException("A tensor of rank 0 has no rows.");
        if ((uint)start > (uint)_extent0)
            throw new ArgumentOutOfRangeException(nameof(start), start, RowsText());
        if ((uint)count > (uint)(_extent0 - start))
            throw new ArgumentOutOfRangeException(
                nameof(count),
                count,
                string.Create(CultureInfo.InvariantCulture, $"From row {start} on it is too many: {RowsText()}")
            );

        var shape = (int[])_shape.Clone();
        shape[0] = count;
        int rowLength = _extent0 == 0 ? 0 : _length / _extent0;
        return new Tensor<T>(_data, _offset + start * rowLength, shape) { _grad = _grad?.Rows(start, count) };
    }

    private string RowsText() =>
        string.Create(CultureInfo.InvariantCulture, $"The tensor has {_extent0} elements along axis 0.");

    /// <summary>The same elements in another shape: a view of the data and of the gradient.</summary>
    /// <param name="shape">The extents, outermost first, of as many elements.</param>
    /// <returns>A tensor that shares memory with this one, as its gradient does.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="shape"/> is null.</exception>
    /// <exception cref="ArgumentException">The number of elements differs.</exception>
    public Tensor<T> Reshape(params int[] shape)
    {
        int length = Extents.Product(shape);
        if (length != _length)
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The tensor has {_length} elements, but the shape {Extents.Text(shape)} has {length}."
                ),
                nameof(shape)
            );
        return new Tensor<T>(_data, _offset, (int[])shape.Clone()) { _grad = _grad?.Reshape(shape) };
    }

    /// <summary>
    /// The same data with a gradient of its own, so that several threads can run one model: each shares its
    /// parameters, and the gradients are added up afterwards.
    /// </summary>
    /// <returns>
    /// A tensor that shares memory with this one. Its gradient is new and zero where this tensor has one, else null.
    /// </returns>
    public Tensor<T> Share() => new(_data, _offset, _shape) { _grad = _grad is null ? null : new Tensor<T>(_shape) };
}
