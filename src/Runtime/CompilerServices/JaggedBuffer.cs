using System;
using System.ComponentModel;
using System.Globalization;
using System.Numerics;

namespace NeuralGen.CompilerServices.V1;

/// <summary>
/// The rows of an array of arrays, one behind the other in a buffer that is as wide as the longest of them: grown when a call needs
/// more than any before it, never shrunk.
/// </summary>
/// <typeparam name="T">The type of the numbers.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class JaggedBuffer<T>
    where T : unmanaged, IAdditionOperators<T, T, T>
{
    private T[]? _elements;
    private int[]? _lengths;
    private int _rows;
    private int _width;

    /// <summary>How many elements the buffer has, those behind the ends of shorter rows included.</summary>
    public int Length => _rows * _width;

    /// <summary>How long each row is.</summary>
    public ReadOnlySpan<int> Lengths => new(_lengths, 0, _rows);

    /// <summary>The number of rows, and the length of the longest.</summary>
    /// <param name="axis">0 or 1.</param>
    public int Dim(int axis) => axis == 0 ? _rows : _width;

    /// <summary>All elements, row by row.</summary>
    public Span<T> AsSpan() => new(_elements, 0, Length);

    /// <summary>Copies the rows.</summary>
    /// <param name="rows">The array of arrays.</param>
    /// <param name="method">The method that was called.</param>
    /// <param name="parameter">The parameter.</param>
    /// <exception cref="ArgumentException">It, or one of its rows, is null, or the rows together are too large.</exception>
    public void Take(T[][]? rows, string method, string parameter)
    {
        Guard.NotNull(rows, method, parameter);
        _rows = 0;
        int width = 0;
        for (int row = 0; row < rows.Length; row++)
        {
            if (rows[row] is null)
                throw new ArgumentException(Text($"{method}: row {row} of '{parameter}' is null"), parameter);
            width = Math.Max(width, rows[row].Length);
        }

        if ((long)width * rows.Length > Array.MaxLength)
            throw new ArgumentException(
                Text($"{method}: '{parameter}' has {rows.Length} rows of up to {width} elements, which is too much"),
                parameter
            );
        Buffers.Grow(ref _elements, (nint)width * rows.Length);
        Buffers.Grow(ref _lengths, rows.Length);
        (_rows, _width) = (rows.Length, width);
        Copy(rows);
    }

    /// <summary>Copies the rows again, which must be as long as they were.</summary>
    /// <param name="rows">The array of arrays.</param>
    /// <param name="method">The method that was called.</param>
    /// <param name="parameter">The parameter.</param>
    /// <exception cref="InvalidOperationException">The rows are not those of the forward pass.</exception>
    public void TakeAgain(T[][]? rows, string method, string parameter)
    {
        Guard.NotNull(rows, method, parameter);
        bool isSame = rows.Length == _rows;
        for (int row = 0; isSame && row < _rows; row++)
            isSame = rows[row] is { } own && own.Length == _lengths![row];
        if (!isSame)
            throw new InvalidOperationException(
                $"{method}: the rows of '{parameter}' are not as long as those of the forward pass"
            );
        Copy(rows);
    }

    /// <summary>As many zeros as another buffer has elements.</summary>
    /// <param name="shape">The other buffer.</param>
    public Span<T> Zeros(JaggedBuffer<T> shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        (_rows, _width) = (shape._rows, shape._width);
        return Buffers.Zeroed(ref _elements, Length);
    }

    /// <summary>A copy of rows that are as long as those of another buffer.</summary>
    /// <param name="rows">The array of arrays.</param>
    /// <param name="shape">The other buffer.</param>
    public Span<T> Copy(T[][] rows, JaggedBuffer<T> shape)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Span<T> all = Zeros(shape);
        for (int row = 0; row < _rows; row++)
            rows[row].CopyTo(all[(row * _width)..]);
        return all;
    }

    /// <summary>Puts the elements in the place of those of an array of arrays.</summary>
    /// <param name="rows">As many rows, none longer than this buffer is wide.</param>
    public void CopyTo(T[][] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        for (int row = 0; row < rows.Length; row++)
            AsSpan().Slice(row * _width, rows[row].Length).CopyTo(rows[row]);
    }

    /// <summary>Adds the elements to those of an array of arrays.</summary>
    /// <param name="rows">As many rows, none longer than this buffer is wide.</param>
    public void AddTo(T[][] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        for (int row = 0; row < rows.Length; row++)
        {
            T[] own = rows[row];
            ReadOnlySpan<T> added = AsSpan().Slice(row * _width, own.Length);
            for (int i = 0; i < added.Length; i++)
                own[i] += added[i];
        }
    }

    private void Copy(T[][] rows)
    {
        for (int row = 0; row < rows.Length; row++)
        {
            _lengths![row] = rows[row].Length;
            rows[row].CopyTo(AsSpan()[(row * _width)..]);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
