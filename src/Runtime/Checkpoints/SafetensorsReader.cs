using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;

namespace NeuralGen;

/// <summary>
/// Reads safetensors, the format in which weights are commonly exchanged: tensors by name, each read when it is asked for, and
/// strings.
/// </summary>
/// <remarks>
/// The header is checked as a whole before any tensor is read and before memory is taken for one: the data must lie in the
/// file, without gap, overlap or rest. What is wrong is refused by an <see cref="InvalidDataException"/> that names the file.
/// For one thread at a time.
/// </remarks>
/// <example>
/// <code>
/// using SafetensorsReader file = SafetensorsReader.Open("model.safetensors");
/// foreach (SafetensorsEntry entry in file.Entries)
///     Use(entry.Name, file.Read&lt;float&gt;(entry.Name));
/// </code>
/// </example>
public sealed class SafetensorsReader : IDisposable
{
    /// <summary>The most bytes of a header: the limit of the format's own library.</summary>
    internal const int MaxHeaderLength = 100_000_000;

    private const int LengthBytes = 8;

    private readonly string _name;
    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private readonly long _data;
    private readonly Dictionary<string, SafetensorsEntry> _byName;

    private SafetensorsReader(Stream stream, string name, bool leaveOpen)
    {
        (_stream, _name, _leaveOpen) = (stream, name, leaveOpen);
        long length = stream.Length - stream.Position;
        (List<SafetensorsEntry> entries, Dictionary<string, string> metadata) = SafetensorsHeader.Read(
            ReadHeader(length),
            name
        );
        _data = stream.Position;
        Entries = [.. entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End)];
        Metadata = metadata;
        _byName = entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        CheckOffsets(stream.Length - _data);
    }

    /// <summary>Opens a file and checks its header.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no safetensors file, cut off, or contradicts itself.</exception>
    public static SafetensorsReader Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Open(File.OpenRead(path), Path.GetFileName(path));
    }

    /// <summary>Checks the header of a stream.</summary>
    /// <param name="stream">The stream, which can seek, from where it stands to its end.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="leaveOpen">Whether the stream stays open; by default it is closed, in case of an error too.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The stream cannot seek.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no safetensors file, cut off, or contradicts itself.</exception>
    public static SafetensorsReader Open(Stream stream, string name, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        if (!stream.CanSeek)
            throw new ArgumentException("Tensors are read from a stream that can seek.", nameof(stream));
        try
        {
            return new SafetensorsReader(stream, name, leaveOpen);
        }
        catch
        {
            if (!leaveOpen)
                stream.Dispose();
            throw;
        }
    }

    /// <summary>The tensors, in the order of their data.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries { get; }

    /// <summary>The strings.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>What is said of a tensor; null where there is none of that name.</summary>
    /// <param name="tensor">The name.</param>
    public SafetensorsEntry? Find(string tensor) => _byName.GetValueOrDefault(tensor);

    /// <summary>Reads a tensor.</summary>
    /// <typeparam name="T">What holds the numbers of the file exactly: <c>float</c> for F32, F16 and BF16.</typeparam>
    /// <param name="tensor">Its name.</param>
    /// <returns>A new tensor without gradient.</returns>
    /// <exception cref="KeyNotFoundException">There is no tensor of that name.</exception>
    /// <exception cref="InvalidDataException">
    /// The numbers are of a type that <typeparamref name="T"/> does not hold exactly, or the file has been cut off since.
    /// </exception>
    public Tensor<T> Read<T>(string tensor)
        where T : unmanaged, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(tensor);
        SafetensorsEntry entry = Find(tensor) ?? throw new KeyNotFoundException($"{_name} has no tensor '{tensor}'.");
        if (!entry.Type.FitsExactly<T>())
            throw new InvalidDataException(
                $"{_name}: '{tensor}' is of type {SafetensorsTypes.Name(entry.Type)}, which {typeof(T).Name} does not hold "
                    + "exactly."
            );
        int[] shape = entry.Shape.ToArray();
        var header = new ArrayHeader($"{_name}, '{tensor}'", entry.Type, shape, BigEndian: false, ByColumns: false);
        _stream.Position = _data + entry.Begin;
        T[] values = new ElementStream(_stream, header).Read<T>(Extents.Product(shape));
        return Tensor<T>.Wrap(values, shape);
    }

    /// <summary>Closes the file, unless the stream was given with the wish to be left open.</summary>
    public void Dispose()
    {
        if (!_leaveOpen)
            _stream.Dispose();
    }

    private byte[] ReadHeader(long fileLength)
    {
        Span<byte> bytes = stackalloc byte[LengthBytes];
        HeaderBytes.Read(_stream, bytes, _name, "the length of the header");
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if (length > MaxHeaderLength)
            throw new InvalidDataException(
                FormattableString.Invariant(
                    $"{_name}: a header of {length} bytes is declared; at most {MaxHeaderLength} are read."
                )
            );
        if ((long)length > fileLength - LengthBytes)
            throw new InvalidDataException(
                FormattableString.Invariant(
                    $"{_name}: a header of {length} bytes is declared, but only {fileLength - LengthBytes} bytes follow."
                )
            );
        byte[] header = new byte[length];
        HeaderBytes.Read(_stream, header, _name, "the header");
        return header;
    }

    // Each begins where the one before ends, and the last one ends with the file.
    private void CheckOffsets(long dataLength)
    {
        long end = 0;
        foreach (SafetensorsEntry entry in Entries)
        {
            long bytes = (long)Extents.Product(entry.Shape.ToArray()) * entry.Type.Size();
            if (entry.End < entry.Begin || entry.End - entry.Begin != bytes)
                throw new InvalidDataException(
                    FormattableString.Invariant(
                        $"{_name}: '{entry.Name}' has the offsets {entry.Begin} and {entry.End}, but {SafetensorsTypes.Name(entry.Type)} {Extents.Text(entry.Shape)} is {bytes} bytes."
                    )
                );
            if (entry.Begin != end)
                throw new InvalidDataException(
                    FormattableString.Invariant(
                        $"{_name}: the data of '{entry.Name}' begins at {entry.Begin}, {(entry.Begin < end ? "within" : "behind a gap after")} what ends at {end}."
                    )
                );
            end = entry.End;
        }
        if (end != dataLength)
            throw new InvalidDataException(
                FormattableString.Invariant(
                    $"{_name}: the tensors are {end} bytes, but {(dataLength < end ? "only " : "")}{dataLength} bytes follow the header."
                )
            );
    }
}
