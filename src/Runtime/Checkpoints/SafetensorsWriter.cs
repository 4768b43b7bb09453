using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Text.Json;

namespace NeuralGen;

/// <summary>Writes safetensors files: tensors by name, and strings.</summary>
/// <example>
/// <code>
/// var file = new SafetensorsWriter { Metadata = { ["made by"] = "a test" } };
/// file.Add("weight", weight);
/// file.Save("model.safetensors");
/// </code>
/// </example>
public sealed class SafetensorsWriter
{
    private const int Alignment = 8;

    private readonly List<Item> _items = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal) { SafetensorsHeader.MetadataName };

    /// <summary>Strings that are written beside the tensors.</summary>
    public IDictionary<string, string> Metadata { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Adds a tensor. It is not copied: what it holds when the file is written is written.</summary>
    /// <typeparam name="T">A floating-point number of 16 to 64 bits, or a whole one of 8 to 64.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="tensor">The tensor; its gradient is not written.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The name has been used, or is the one that the format keeps for itself.</exception>
    /// <exception cref="NotSupportedException">The format has no such numbers.</exception>
    public void Add<T>(string name, Tensor<T> tensor)
        where T : unmanaged, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(tensor);
        StoredType type =
            StoredTypes.Of<T>() ?? throw new NotSupportedException($"The format has no {typeof(T).Name}.");
        if (!_names.Add(name))
            throw new ArgumentException($"There is a tensor '{name}' already.", nameof(name));
        _items.Add(
            new Item(
                name,
                type,
                tensor.Shape.ToArray(),
                tensor.Length,
                stream => LittleEndian.Write<T>(stream, tensor.AsSpan())
            )
        );
    }

    /// <summary>Writes a file, or replaces it, in one step: see <see cref="AtomicFile"/>.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="ArgumentException">A string is null, or names and strings are more than 100 MB.</exception>
    /// <exception cref="IOException">The file cannot be written; an old one stays as it is.</exception>
    public void Save(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        AtomicFile.Write(path, Write);
    }

    /// <summary>Writes to a stream.</summary>
    /// <param name="stream">The stream, which stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="ArgumentException">A string is null, or names and strings are more than 100 MB.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        // Larger numbers first: each tensor is aligned then to the size of its numbers.
        Item[] items = [.. _items.OrderByDescending(item => item.Type.Size())];
        stream.Write(Header(items));
        foreach (Item item in items)
            item.Write(stream);
    }

    private byte[] Header(Item[] items)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (Metadata.Count > 0)
            {
                json.WriteStartObject(SafetensorsHeader.MetadataName);
                foreach ((string key, string value) in Metadata)
                    json.WriteString(key, value ?? throw new ArgumentException($"The string '{key}' is null."));
                json.WriteEndObject();
            }
            long begin = 0;
            foreach (Item item in items)
            {
                long end = begin + (long)item.Length * item.Type.Size();
                json.WriteStartObject(item.Name);
                json.WriteString("dtype", SafetensorsTypes.Name(item.Type));
                WriteNumbers(json, "shape", Array.ConvertAll(item.Shape, extent => (long)extent));
                WriteNumbers(json, "data_offsets", begin, end);
                json.WriteEndObject();
                begin = end;
            }
            json.WriteEndObject();
        }
        if (buffer.WrittenCount > SafetensorsReader.MaxHeaderLength)
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"Names and strings are {buffer.WrittenCount} bytes; at most {SafetensorsReader.MaxHeaderLength} are read again."
                )
            );
        // The length, the text, and spaces up to where the data is aligned.
        int length = (buffer.WrittenCount + Alignment - 1) / Alignment * Alignment;
        byte[] header = new byte[sizeof(ulong) + length];
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)length);
        buffer.WrittenSpan.CopyTo(header.AsSpan(sizeof(ulong)));
        header.AsSpan(sizeof(ulong) + buffer.WrittenCount).Fill((byte)' ');
        return header;
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, params ReadOnlySpan<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    private sealed record Item(string Name, StoredType Type, int[] Shape, int Length, Action<Stream> Write);
}
