using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace NeuralGen;

/// <summary>The header of an .npy file: magic bytes, version, length, and a Python dictionary as text.</summary>
internal static class NpyHeader
{
    // What NumPy writes has some hundred bytes, unless the type is a structure.
    private const int MaxLength = 1 << 16;

    /// <summary>Reads a header.</summary>
    /// <exception cref="InvalidDataException">It is malformed, or of an array that is no array of numbers.</exception>
    public static ArrayHeader Read(Stream stream, string name)
    {
        Span<byte> magic = stackalloc byte[8];
        HeaderBytes.Read(stream, magic, name, "the NumPy header");
        if (magic[0] != 0x93 || !magic[1..6].SequenceEqual("NUMPY"u8))
            throw new InvalidDataException($"{name} is no .npy file: it does not begin with \\x93NUMPY.");
        (int major, int minor) = (magic[6], magic[7]);
        if (major is < 1 or > 3 || minor != 0)
            throw new InvalidDataException($"{name}: the version is {major}.{minor}, but 1.0, 2.0 and 3.0 are known.");

        Span<byte> lengthBytes = stackalloc byte[major == 1 ? 2 : 4];
        HeaderBytes.Read(stream, lengthBytes, name, "the NumPy header");
        uint length =
            major == 1
                ? BinaryPrimitives.ReadUInt16LittleEndian(lengthBytes)
                : BinaryPrimitives.ReadUInt32LittleEndian(lengthBytes);
        if (length > MaxLength)
            throw new InvalidDataException(
                FormattableString.Invariant($"{name}: the header has {length} bytes; at most {MaxLength} are read.")
            );
        byte[] bytes = new byte[length];
        HeaderBytes.Read(stream, bytes, name, "the NumPy header");
        string text = (major == 3 ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes);
        return Interpret(new PythonLiteral(text, name).ReadDictionary(), name);
    }

    private static ArrayHeader Interpret(Dictionary<string, object> values, string name)
    {
        if (
            values.Count != 3
            || !values.TryGetValue("descr", out object? descr)
            || !values.TryGetValue("fortran_order", out object? order)
            || !values.TryGetValue("shape", out object? shape)
        )
            throw new InvalidDataException(
                $"{name}: the header has the keys {string.Join(", ", values.Keys)}, and not descr, fortran_order, shape."
            );
        if (order is not bool byColumns)
            throw new InvalidDataException($"{name}: fortran_order is neither True nor False.");
        if (shape is not long[] extents)
            throw new InvalidDataException($"{name}: the shape is no tuple of whole numbers.");
        if (descr is not string type)
            throw new InvalidDataException($"{name}: the array is no array of numbers: descr is no string.");
        int[] checkedShape = Array.ConvertAll(
            extents,
            extent =>
                extent <= int.MaxValue
                    ? (int)extent
                    : throw new InvalidDataException(
                        FormattableString.Invariant($"{name}: an extent is {extent}, too large for a tensor.")
                    )
        );
        return new ArrayHeader(name, Type(type, name), checkedShape, BigEndian(type), byColumns);
    }

    private static bool BigEndian(string type) =>
        type[0] == '>' || (type[0] is '=' or '|' && !BitConverter.IsLittleEndian);

    // A sign for the order of the bytes, a letter for the kind, and the size.
    private static StoredType Type(string type, string name)
    {
        StoredType? known =
            type.Length == 3 && (type[0] is '<' or '>' or '=' or '|')
                ? type[1..] switch
                {
                    "b1" => StoredType.Boolean,
                    "i1" => StoredType.Int8,
                    "i2" => StoredType.Int16,
                    "i4" => StoredType.Int32,
                    "i8" => StoredType.Int64,
                    "u1" => StoredType.UInt8,
                    "u2" => StoredType.UInt16,
                    "u4" => StoredType.UInt32,
                    "u8" => StoredType.UInt64,
                    "f2" => StoredType.Float16,
                    "f4" => StoredType.Float32,
                    "f8" => StoredType.Float64,
                    _ => null,
                }
                : null;
        if (known is null || (type[0] == '|' && known.Value.Size() > 1))
            throw new InvalidDataException(
                $"{name}: elements of type '{type}' cannot be read, only b1, i1 to i8, u1 to u8 and f2 to f8."
            );
        return known.Value;
    }
}
