using System;
using System.Buffers.Binary;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NeuralGen;

/// <summary>What is to be known of each <see cref="StoredType"/>: its size, what can hold it, how it is decoded.</summary>
internal static class StoredTypes
{
    /// <summary>The bytes of a number.</summary>
    public static int Size(this StoredType type) =>
        type switch
        {
            StoredType.Boolean or StoredType.UInt8 or StoredType.Int8 => 1,
            StoredType.UInt16 or StoredType.Int16 or StoredType.Float16 or StoredType.BFloat16 => 2,
            StoredType.UInt32 or StoredType.Int32 or StoredType.Float32 => 4,
            _ => 8,
        };

    /// <summary>The type as which numbers of a C# type are stored; null for a type that has none.</summary>
    public static StoredType? Of<T>() =>
        typeof(T) == typeof(float) ? StoredType.Float32
        : typeof(T) == typeof(double) ? StoredType.Float64
        : typeof(T) == typeof(byte) ? StoredType.UInt8
        : typeof(T) == typeof(sbyte) ? StoredType.Int8
        : typeof(T) == typeof(ushort) ? StoredType.UInt16
        : typeof(T) == typeof(short) ? StoredType.Int16
        : typeof(T) == typeof(uint) ? StoredType.UInt32
        : typeof(T) == typeof(int) ? StoredType.Int32
        : typeof(T) == typeof(ulong) ? StoredType.UInt64
        : typeof(T) == typeof(long) ? StoredType.Int64
        : typeof(T) == typeof(Half) ? StoredType.Float16
        : null;

    /// <summary>Whether a C# type holds such numbers, rounded if need be: a whole one holds no fractions.</summary>
    public static bool Fits<T>(this StoredType type)
        where T : INumber<T> => type < StoredType.Float16 || T.CreateTruncating(0.5) != T.Zero;

    /// <summary>Whether a C# type holds every such number exactly.</summary>
    public static bool FitsExactly<T>(this StoredType type) =>
        type == Of<T>()
        || typeof(T) == typeof(double) && type is not (StoredType.Int64 or StoredType.UInt64)
        || typeof(T) == typeof(float)
            && type
                is StoredType.Boolean
                    or StoredType.UInt8
                    or StoredType.Int8
                    or StoredType.UInt16
                    or StoredType.Int16
                    or StoredType.Float16
                    or StoredType.BFloat16;

    /// <summary>Decodes numbers.</summary>
    /// <param name="type">Their type.</param>
    /// <param name="bigEndian">Whether the highest byte of each comes first.</param>
    /// <param name="source">The bytes, whose order may be changed.</param>
    /// <param name="target">As many numbers.</param>
    /// <exception cref="OverflowException">A whole number is outside the range of <typeparamref name="T"/>.</exception>
    public static void Decode<T>(this StoredType type, bool bigEndian, Span<byte> source, Span<T> target)
        where T : unmanaged, INumber<T>
    {
        Debug.Assert(source.Length == target.Length * type.Size());
        if (bigEndian == BitConverter.IsLittleEndian)
            Reverse(source, type.Size());
        if (type == Of<T>())
        {
            source.CopyTo(MemoryMarshal.AsBytes(target));
            return;
        }
        switch (type)
        {
            case StoredType.Boolean:
                for (int i = 0; i < target.Length; i++)
                    target[i] = source[i] == 0 ? T.Zero : T.One;
                break;
            case StoredType.BFloat16:
                for (int i = 0; i < target.Length; i++)
                    target[i] = T.CreateChecked(
                        BitConverter.UInt32BitsToSingle((uint)MemoryMarshal.Read<ushort>(source[(2 * i)..]) << 16)
                    );
                break;
            case StoredType.UInt8:
                Convert<byte, T>(source, target);
                break;
            case StoredType.Int8:
                Convert<sbyte, T>(source, target);
                break;
            case StoredType.UInt16:
                Convert<ushort, T>(source, target);
                break;
            case StoredType.Int16:
                Convert<short, T>(source, target);
                break;
            case StoredType.UInt32:
                Convert<uint, T>(source, target);
                break;
            case StoredType.Int32:
                Convert<int, T>(source, target);
                break;
            case StoredType.UInt64:
                Convert<ulong, T>(source, target);
                break;
            case StoredType.Int64:
                Convert<long, T>(source, target);
                break;
            case StoredType.Float16:
                Convert<Half, T>(source, target);
                break;
            case StoredType.Float32:
                Convert<float, T>(source, target);
                break;
            default:
                Convert<double, T>(source, target);
                break;
        }
    }

    /// <summary>Changes the order of the bytes of each number, in place.</summary>
    public static void Reverse(Span<byte> bytes, int size)
    {
        if (size == 2)
            BinaryPrimitives.ReverseEndianness(
                MemoryMarshal.Cast<byte, ushort>(bytes),
                MemoryMarshal.Cast<byte, ushort>(bytes)
            );
        else if (size == 4)
            BinaryPrimitives.ReverseEndianness(
                MemoryMarshal.Cast<byte, uint>(bytes),
                MemoryMarshal.Cast<byte, uint>(bytes)
            );
        else if (size == 8)
            BinaryPrimitives.ReverseEndianness(
                MemoryMarshal.Cast<byte, ulong>(bytes),
                MemoryMarshal.Cast<byte, ulong>(bytes)
            );
    }

    private static void Convert<TStored, T>(ReadOnlySpan<byte> source, Span<T> target)
        where TStored : unmanaged, INumber<TStored>
        where T : unmanaged, INumber<T>
    {
        for (int i = 0; i < target.Length; i++)
            target[i] = T.CreateChecked(MemoryMarshal.Read<TStored>(source[(i * Unsafe.SizeOf<TStored>())..]));
    }
}
