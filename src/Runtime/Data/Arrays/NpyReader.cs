using System;
using System.IO;

namespace NeuralGen;

/// <summary>
/// Reads NumPy's .npy files, versions 1 to 3: booleans, whole and floating-point numbers of 8 to 64 bits, in either order of
/// bytes and of axes.
/// </summary>
/// <remarks>Structures, strings and pickled objects are refused; nothing of the header is executed.</remarks>
/// <example>
/// <code>
/// using NpyReader file = NpyReader.Open("weights.npy");
/// Tensor&lt;float&gt; weights = file.ReadToEnd&lt;float&gt;();
/// </code>
/// </example>
public sealed class NpyReader : ArrayReader
{
    private NpyReader(ArrayHeader header, Stream stream, bool leaveOpen)
        : base(header, stream, leaveOpen) { }

    /// <summary>Opens a file and reads its header.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">
    /// The header is malformed or of something else than numbers, or the size of the file is not what it says.
    /// </exception>
    public static NpyReader Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Open(File.OpenRead(path), Path.GetFileName(path));
    }

    /// <summary>Reads the header of a stream.</summary>
    /// <param name="stream">The stream, from where it stands.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="leaveOpen">Whether the stream stays open; by default it is closed, in case of an error too.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="InvalidDataException">
    /// The header is malformed or of something else than numbers, or the length is not what it says.
    /// </exception>
    public static NpyReader Open(Stream stream, string name, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        try
        {
            return new NpyReader(NpyHeader.Read(stream, name), stream, leaveOpen);
        }
        catch
        {
            if (!leaveOpen)
                stream.Dispose();
            throw;
        }
    }
}
