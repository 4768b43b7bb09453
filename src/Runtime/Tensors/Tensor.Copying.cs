using System;
using System.Globalization;
using System.Text;

namespace NeuralGen;

public sealed partial class Tensor<T>
{
    /// <summary>Sets every element.</summary>
    /// <param name="value">The value.</param>
    public void Fill(T value) => AsSpan().Fill(value);

    /// <summary>Copies the elements of a tensor of the same shape; the gradients stay as they are.</summary>
    /// <param name="source">The tensor to copy from; it may share memory with this one.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public void CopyFrom(Tensor<T> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!source.Shape.SequenceEqual(_shape))
            throw new ArgumentException(
                $"The source has shape {Extents.Text(source._shape)}, but the tensor has shape "
                    + $"{Extents.Text(_shape)}.",
                nameof(source)
            );
        source.AsSpan().CopyTo(AsSpan());
    }

    /// <summary>Copies as many elements as the tensor has, row by row.</summary>
    /// <param name="source">The elements; it may share memory with the tensor.</param>
    /// <exception cref="ArgumentException">The number of elements differs.</exception>
    public void CopyFrom(ReadOnlySpan<T> source)
    {
        if (source.Length != _length)
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The source has {source.Length} elements, but the tensor has {_length}: {Extents.Text(_shape)}."
                ),
                nameof(source)
            );
        source.CopyTo(AsSpan());
    }

    /// <summary>A new array with the elements, row by row.</summary>
    public T[] ToArray() => AsSpan().ToArray();

    /// <summary>The element type, the shape and the first few elements: <c>Tensor&lt;Single&gt; [2, 3] {1, 2, 3, …}</c>.</summary>
    public override string ToString()
    {
        const int Shown = 6;
        var text = new StringBuilder($"Tensor<{typeof(T).Name}> {Extents.Text(_shape)} {{");
        ReadOnlySpan<T> data = AsSpan();
        for (int i = 0; i < data.Length && i < Shown; i++)
            text.Append(i == 0 ? "" : ", ").Append(CultureInfo.InvariantCulture, $"{data[i]}");
        return text.Append(data.Length > Shown ? ", …}" : "}").ToString();
    }
}
