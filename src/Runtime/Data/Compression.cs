using System.IO;

namespace NeuralGen;

/// <summary>Recognizes compressed data.</summary>
internal static class Compression
{
    /// <summary>Whether gzip's first two bytes come next. A stream that cannot seek is taken as it is.</summary>
    public static bool IsGzip(Stream stream)
    {
        if (!stream.CanSeek)
            return false;
        long start = stream.Position;
        bool found = stream.ReadByte() == 0x1f && stream.ReadByte() == 0x8b;
        stream.Position = start;
        return found;
    }
}
