using System;
using System.IO;
using System.Numerics;

namespace NeuralGen;

/// <summary>Decodes elements from a stream in pieces, taking memory only for what is there.</summary>
internal sealed class ElementStream(Stream stream, ArrayHeader header)
{
    private const int PieceBytes = 1 << 16;

    private readonly byte[] _piece = new byte[(int)Math.Min(PieceBytes, Math.Max(header.Bytes, 0))];
    private long _bytesRead;

    /// <summary>Reads the next elements.</summary>
    /// <exception cref="InvalidDataException">The data ends, is damaged, or does not fit the type.</exception>
    public T[] Read<T>(int count)
        where T : unmanaged, INumber<T>
    {
        // The size of a stream that can seek was checked; of any other what is declared need not be there.
        var values = new T[stream.CanSeek ? count : Math.Min(count, _piece.Length)];
        for (int done = 0; done < count; )
        {
            if (done == values.Length)
                Array.Resize(ref values, (int)Math.Min(count, 2L * done));
            done += ReadPiece(values.AsSpan(done));
        }
        return values;
    }

    /// <summary>Reads as many of the next elements as a piece has room for.</summary>
    /// <returns>How many.</returns>
    public int ReadPiece<T>(Span<T> target)
        where T : unmanaged, INumber<T>
    {
        int size = header.Type.Size();
        int count = Math.Min(target.Length, _piece.Length / size);
        Span<byte> bytes = _piece.AsSpan(0, count * size);
        int read = ReadBytes(bytes);
        _bytesRead += read;
        if (read < bytes.Length)
            throw new InvalidDataException(
                FormattableString.Invariant(
                    $"{header.Name}: the data ends after {_bytesRead} of {header.Bytes} bytes, those of {Extents.Text(header.Shape)} of {header.Type}."
                )
            );
        try
        {
            header.Type.Decode(header.BigEndian, bytes, target[..count]);
        }
        catch (OverflowException)
        {
            throw new InvalidDataException($"{header.Name}: there is a number that does not fit {typeof(T).Name}.");
        }
        return count;
    }

    /// <summary>Checks that nothing follows.</summary>
    /// <exception cref="InvalidDataException">Something does.</exception>
    public void ExpectEnd()
    {
        Span<byte> next = stackalloc byte[1];
        if (!stream.CanSeek && ReadBytes(next) > 0)
            throw new InvalidDataException(
                FormattableString.Invariant(
                    $"{header.Name}: more data follows the {header.Bytes} bytes of {Extents.Text(header.Shape)} of {header.Type}."
                )
            );
    }

    private int ReadBytes(Span<byte> bytes)
    {
        try
        {
            return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{header.Name}: the compressed data is damaged: {error.Message}", error);
        }
    }
}
