using System;
using System.Buffers.Binary;
using System.Globalization;
using System.IO;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace NeuralGen;

/// <summary>Writes NumPy's .npy files.</summary>
public static class NpyWriter
{
    private const int Alignment = 64;

    /// <summary>Writes a file, which <c>numpy.load</c> reads, or replaces it, in one step: see <see cref="AtomicFile"/>.</summary>
    /// <typeparam name="T">A floating-point number of 16 to 64 bits, or a whole one of 8 to 64.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="tensor">What is written; without its gradient.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="NotSupportedException">NumPy has no such numbers.</exception>
    /// <exception cref="IOException">The file cannot be written; an old one stays as it is.</exception>
    public static void Write<T>(string path, Tensor<T> tensor)
        where T : unmanaged, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(tensor);
        byte[] header = Header(tensor);
        AtomicFile.Write(path, file => Write(file, header, tensor));
    }

    /// <summary>Writes to a stream.</summary>
    /// <typeparam name="T">As for a file.</typeparam>
    /// <param name="stream">The stream, which stays open.</param>
    /// <param name="tensor">What is written; without its gradient.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="NotSupportedException">NumPy has no such numbers.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Write<T>(Stream stream, Tensor<T> tensor)
        where T : unmanaged, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensor);
        Write(stream, Header(tensor), tensor);
    }

    private static void Write<T>(Stream stream, byte[] header, Tensor<T> tensor)
        where T : unmanaged, INumber<T>
    {
        stream.Write(header);
        LittleEndian.Write(stream, tensor.AsSpan());
    }

    private static byte[] Header<T>(Tensor<T> tensor)
        where T : unmanaged, INumber<T>
    {
        StoredType type = StoredTypes.Of<T>() ?? throw new NotSupportedException($"NumPy has no {typeof(T).Name}.");
        char kind =
            type >= StoredType.Float16 ? 'f'
            : T.IsNegative(T.Zero - T.One) ? 'i'
            : 'u';
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{{'descr': '{(type.Size() == 1 ? '|' : '<')}{kind}{type.Size()}', 'fortran_order': False, 'shape': ("
        );
        for (int axis = 0; axis < tensor.Rank; axis++)
            text.Append(CultureInfo.InvariantCulture, $"{tensor.Dim(axis)}{(axis + 1 < tensor.Rank ? ", " : "")}");
        text.Append(tensor.Rank == 1 ? ",), }" : "), }");

        // Spaces and a line end up to where the data begins.
        bool isLong = text.Length > ushort.MaxValue - Alignment;
        int before = isLong ? 12 : 10;
        int length = (before + text.Length + Alignment) / Alignment * Alignment;
        text.Append(' ', length - before - text.Length - 1).Append('\n');
        var bytes = new byte[length];
        bytes[0] = 0x93;
        "NUMPY"u8.CopyTo(bytes.AsSpan(1));
        bytes[6] = isLong ? (byte)2 : (byte)1;
        if (isLong)
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), length - before);
        else
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), (ushort)(length - before));
        Encoding.ASCII.GetBytes(text.ToString(), bytes.AsSpan(before));
        return bytes;
    }
}
