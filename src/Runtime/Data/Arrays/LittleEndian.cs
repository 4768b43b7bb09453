using System;
using System.IO;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NeuralGen;

/// <summary>Writes numbers, the lowest byte of each first.</summary>
internal static class LittleEndian
{
    private const int PieceBytes = 1 << 16;

    /// <summary>Writes all of them.</summary>
    public static void Write<T>(Stream stream, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        // In pieces: the bytes of a long span may be more than a span can have.
        int count = PieceBytes / Unsafe.SizeOf<T>();
        byte[]? reversed = BitConverter.IsLittleEndian ? null : new byte[PieceBytes];
        for (int at = 0; at < values.Length; at += count)
        {
            ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(values[at..Math.Min(values.Length, at + count)]);
            if (reversed is null)
            {
                stream.Write(bytes);
                continue;
            }
            bytes.CopyTo(reversed);
            StoredTypes.Reverse(reversed.AsSpan(0, bytes.Length), Unsafe.SizeOf<T>());
            stream.Write(reversed, 0, bytes.Length);
        }
    }
}
