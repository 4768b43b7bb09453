using System;
using System.IO;

namespace NeuralGen;

/// <summary>What the beginning of a file says about the array in it.</summary>
/// <param name="Name">What messages call the file.</param>
/// <param name="Type">The type of the elements.</param>
/// <param name="Shape">The extents, outermost first.</param>
/// <param name="BigEndian">Whether the highest byte of an element comes first.</param>
/// <param name="ByColumns">Whether axis 0 runs fastest: Fortran's order.</param>
internal sealed record ArrayHeader(string Name, StoredType Type, int[] Shape, bool BigEndian, bool ByColumns)
{
    /// <summary>The entries along axis 0; 1 of a single number.</summary>
    public int Count => Shape.Length == 0 ? 1 : Shape[0];

    /// <summary>The elements of one entry.</summary>
    public int RowLength => Product(Shape.Length == 0 ? [] : Shape[1..]);

    /// <summary>The bytes of all elements.</summary>
    public long Bytes => checked((long)Count * RowLength * Type.Size());

    /// <summary>The number of elements of a part of the array.</summary>
    /// <exception cref="InvalidDataException">There is no array of that size.</exception>
    public int Product(int[] shape)
    {
        try
        {
            return Extents.Product(shape);
        }
        catch (ArgumentException)
        {
            throw new InvalidDataException(
                FormattableString.Invariant(
                    $"{Name}: a part of shape {Extents.Text(shape)} is more than an array can hold; read fewer rows at a time."
                )
            );
        }
    }

    /// <summary>Compares the size that is declared with the data that is there, where that can be known.</summary>
    /// <exception cref="InvalidDataException">The shape is impossible, or there is too little or too much data.</exception>
    public void CheckLength(Stream stream)
    {
        long bytes;
        try
        {
            bytes = Bytes;
        }
        catch (OverflowException)
        {
            throw new InvalidDataException(
                FormattableString.Invariant($"{Name}: the shape {Extents.Text(Shape)} is larger than any file.")
            );
        }
        if (!stream.CanSeek)
            return;
        long found = stream.Length - stream.Position;
        if (found != bytes)
            throw new InvalidDataException(
                FormattableString.Invariant(
                    $"{Name}: {Extents.Text(Shape)} of {Type} are {bytes} bytes, but {(found < bytes ? "only " : "")}{found} bytes follow."
                )
            );
    }
}
