using System;
using System.IO;

namespace NeuralGen;

/// <summary>Reads bytes that a file must have.</summary>
internal static class HeaderBytes
{
    /// <summary>Fills a span.</summary>
    /// <exception cref="InvalidDataException">The data ends before, or its compression is damaged.</exception>
    public static void Read(Stream stream, Span<byte> bytes, string name, string what)
    {
        int read;
        try
        {
            read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{name}: the compressed data is damaged: {error.Message}", error);
        }
        if (read < bytes.Length)
            throw new InvalidDataException($"{name}: the data ends within {what}.");
    }
}
