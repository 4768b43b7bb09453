using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;

namespace NeuralGen;

/// <summary>
/// Reads IDX, the format of MNIST: a big-endian array of numbers behind its type and its extents, plain or compressed
/// by gzip.
/// </summary>
/// <example>
/// <code>
/// using IdxReader images = IdxReader.Open("train-images-idx3-ubyte.gz");
/// foreach (Tensor&lt;float&gt; some in images.Chunks&lt;float&gt;(1000))
///     Use(some); // [1000, 28, 28], 0 to 255
/// </code>
/// </example>
public sealed class IdxReader : ArrayReader
{
    private IdxReader(ArrayHeader header, Stream stream, bool leaveOpen)
        : base(header, stream, leaveOpen) { }

    /// <summary>Opens a file and reads its header.</summary>
    /// <param name="path">The file; that it is compressed is told by its first bytes.</param>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The header is malformed, or the size of the file is not what it says.</exception>
    public static IdxReader Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Open(File.OpenRead(path), Path.GetFileName(path));
    }

    /// <summary>Reads the header of a stream.</summary>
    /// <param name="stream">
    /// The stream, from where it stands. Compression is recognized where the stream can seek; unpack any other.
    /// </param>
    /// <param name="name">What messages call it.</param>
    /// <param name="leaveOpen">Whether the stream stays open; by default it is closed, in case of an error too.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="InvalidDataException">The header is malformed, or the length is not what it says.</exception>
    public static IdxReader Open(Stream stream, string name, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        Stream plain = stream;
        bool leavePlainOpen = leaveOpen;
        try
        {
            if (Compression.IsGzip(stream))
            {
                plain = new GZipStream(stream, CompressionMode.Decompress, leaveOpen);
                leavePlainOpen = false;
            }
            return new IdxReader(ReadHeader(plain, name), plain, leavePlainOpen);
        }
        catch
        {
            if (!leavePlainOpen)
                plain.Dispose();
            throw;
        }
    }

    private static ArrayHeader ReadHeader(Stream stream, string name)
    {
        Span<byte> magic = stackalloc byte[4];
        HeaderBytes.Read(stream, magic, name, "the IDX header");
        if (magic[0] != 0 || magic[1] != 0)
            throw new InvalidDataException(
                $"{name} is no IDX file: it begins with {magic[0]:x2} {magic[1]:x2}, and not with 00 00."
            );
        StoredType type = magic[2] switch
        {
            0x08 => StoredType.UInt8,
            0x09 => StoredType.Int8,
            0x0b => StoredType.Int16,
            0x0c => StoredType.Int32,
            0x0d => StoredType.Float32,
            0x0e => StoredType.Float64,
            _ => throw new InvalidDataException(
                $"{name}: the type of the elements is {magic[2]:x2}, but IDX has 08, 09, 0b, 0c, 0d and 0e."
            ),
        };
        int rank = magic[3];
        if (rank == 0)
            throw new InvalidDataException($"{name}: the array has no axes.");
        var shape = new int[rank];
        Span<byte> extent = stackalloc byte[4];
        for (int axis = 0; axis < rank; axis++)
        {
            HeaderBytes.Read(stream, extent, name, "the IDX header");
            uint value = BinaryPrimitives.ReadUInt32BigEndian(extent);
            if (value > int.MaxValue)
                throw new InvalidDataException(
                    FormattableString.Invariant(
                        $"{name}: the extent of axis {axis} is {value}, too large for a tensor."
                    )
                );
            shape[axis] = (int)value;
        }
        return new ArrayHeader(name, type, shape, BigEndian: true, ByColumns: false);
    }
}
