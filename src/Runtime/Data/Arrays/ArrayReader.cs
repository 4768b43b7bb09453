using System;
using System.Collections.Generic;
using System.IO;
using System.Numerics;

namespace NeuralGen;

/// <summary>
/// An array in a file, which is read at once or some rows at a time: rows are the entries along axis 0.
/// </summary>
/// <remarks>
/// Sizes are compared with the file before memory is taken. What does not fit, is cut off or goes on after the last
/// element is refused by an <see cref="InvalidDataException"/> that names the file. For one thread at a time.
/// </remarks>
public abstract class ArrayReader : IDisposable
{
    private readonly ArrayHeader _header;
    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private readonly ElementStream _elements;
    private readonly long _start;
    private bool _failed;

    private protected ArrayReader(ArrayHeader header, Stream stream, bool leaveOpen)
    {
        header.CheckLength(stream);
        (_header, _stream, _leaveOpen) = (header, stream, leaveOpen);
        _elements = new ElementStream(stream, header);
        _start = stream.CanSeek ? stream.Position : 0;
        if (Count == 0)
            _elements.ExpectEnd();
    }

    /// <summary>What messages call the file.</summary>
    public string Name => _header.Name;

    /// <summary>The type of the numbers in the file.</summary>
    public StoredType Type => _header.Type;

    /// <summary>The extents, outermost first; none for a single number.</summary>
    public ReadOnlySpan<int> Shape => _header.Shape;

    /// <summary>The rows of the file: the extent of axis 0, 1 for a single number.</summary>
    public int Count => _header.Count;

    /// <summary>The rows that have been read.</summary>
    public int Position { get; private set; }

    /// <summary>Reads the next rows, as many as are wanted or left.</summary>
    /// <typeparam name="T">
    /// What they become: floating-point numbers hold everything, rounded where need be; whole numbers must fit.
    /// </typeparam>
    /// <param name="count">How many are wanted, 1 or more.</param>
    /// <returns>A new tensor [rows, …]; 0 rows at the end.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not positive.</exception>
    /// <exception cref="InvalidOperationException">The file holds a single number, which has no rows.</exception>
    /// <exception cref="InvalidDataException">The data is cut off, damaged, or does not fit <typeparamref name="T"/>.</exception>
    /// <exception cref="NotSupportedException">
    /// The file holds whole columns after each other, and its stream cannot seek: read it at once.
    /// </exception>
    public Tensor<T> ReadRows<T>(int count)
        where T : unmanaged, INumber<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        if (_header.Shape.Length == 0)
            throw new InvalidOperationException($"{Name} holds a single number, which has no rows.");
        return Read<T>(Math.Min(count, Count - Position));
    }

    /// <summary>The rows that have not been read, some at a time; the file is never in memory as a whole.</summary>
    /// <typeparam name="T">As for <see cref="ReadRows{T}"/>.</typeparam>
    /// <param name="count">The rows of each tensor but the last, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not positive.</exception>
    public IEnumerable<Tensor<T>> Chunks<T>(int count)
        where T : unmanaged, INumber<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return Enumerate();

        IEnumerable<Tensor<T>> Enumerate()
        {
            while (Position < Count)
                yield return ReadRows<T>(count);
        }
    }

    /// <summary>Reads all rows that have not been read.</summary>
    /// <typeparam name="T">As for <see cref="ReadRows{T}"/>.</typeparam>
    /// <returns>A new tensor.</returns>
    /// <exception cref="InvalidDataException">
    /// The data is cut off, damaged, does not fit <typeparamref name="T"/>, or is more than an array can hold.
    /// </exception>
    public Tensor<T> ReadToEnd<T>()
        where T : unmanaged, INumber<T> => Read<T>(Count - Position);

    private Tensor<T> Read<T>(int rows)
        where T : unmanaged, INumber<T>
    {
        if (!_header.Type.Fits<T>())
            throw new InvalidDataException($"{Name} holds numbers of type {Type}, which {typeof(T).Name} cannot hold.");
        if (_failed)
            throw new InvalidOperationException($"{Name} could not be read before, and its stream cannot go back.");
        int[] shape = [.. _header.Shape];
        if (shape.Length > 0)
            shape[0] = rows;
        int length = _header.Product(shape);
        bool byColumns = _header.ByColumns && shape.Length > 1;
        if (byColumns && rows != Count && rows > 0)
            return Tensor<T>.Wrap(Columns<T>(rows, shape), shape);
        if (_stream.CanSeek)
            _stream.Position = _start + (long)Position * _header.RowLength * Type.Size();
        _failed = !_stream.CanSeek;
        T[] data = _elements.Read<T>(length);
        if (rows > 0 && Position + rows == Count)
            _elements.ExpectEnd();
        _failed = false;
        Position += rows;
        return Tensor<T>.Wrap(byColumns ? Transposed(data, shape) : data, shape);
    }

    // Of each column, the elements that belong to the rows.
    private T[] Columns<T>(int rows, int[] shape)
        where T : unmanaged, INumber<T>
    {
        if (!_stream.CanSeek)
            throw new NotSupportedException(
                $"{Name} holds whole columns after each other, and cannot be read row by row from a stream that cannot "
                    + "seek: call ReadToEnd first, or unpack it."
            );
        var columns = new T[_header.Product(shape)];
        for (int at = 0, column = 0; at < columns.Length; at += rows, column++)
        {
            _stream.Position = _start + ((long)column * Count + Position) * Type.Size();
            _elements.Read<T>(rows).CopyTo(columns, at);
        }
        Position += rows;
        return Transposed(columns, shape);
    }

    // From axis 0 running fastest to axis 0 running slowest.
    private static T[] Transposed<T>(T[] source, int[] shape)
    {
        var target = new T[source.Length];
        int[] index = new int[shape.Length];
        for (int to = 0; to < target.Length; to++)
        {
            int from = 0;
            for (int axis = shape.Length - 1; axis >= 0; axis--)
                from = from * shape[axis] + index[axis];
            target[to] = source[from];
            for (int axis = shape.Length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--)
                index[axis] = 0;
        }
        return target;
    }

    /// <summary>Closes the file, unless the stream was given with the wish to be left open.</summary>
    public void Dispose()
    {
        if (!_leaveOpen)
            _stream.Dispose();
        GC.SuppressFinalize(this);
    }
}
