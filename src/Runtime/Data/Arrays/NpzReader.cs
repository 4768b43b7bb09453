using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;

namespace NeuralGen;

/// <summary>Reads NumPy's .npz files: archives of arrays, each opened when it is asked for.</summary>
/// <example>
/// <code>
/// using NpzReader archive = NpzReader.Open("model.npz");
/// using NpyReader weight = archive.OpenArray("weight");
/// Tensor&lt;float&gt; values = weight.ReadToEnd&lt;float&gt;();
/// </code>
/// </example>
public sealed class NpzReader : IDisposable
{
    private const string Extension = ".npy";

    private readonly string _name;
    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];

    private NpzReader(ZipArchive archive, string name)
    {
        (_archive, _name) = (archive, name);
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            if (!entry.FullName.EndsWith(Extension, StringComparison.Ordinal))
                continue;
            string array = entry.FullName[..^Extension.Length];
            if (!_entries.TryAdd(array, entry))
                throw new InvalidDataException($"{name} has two arrays '{array}'.");
            _names.Add(array);
        }
    }

    /// <summary>Opens a file and reads the list of its arrays.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no archive, or has two arrays of one name.</exception>
    public static NpzReader Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Open(File.OpenRead(path), Path.GetFileName(path));
    }

    /// <summary>Reads the list of the arrays in a stream.</summary>
    /// <param name="stream">The stream, which can seek.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="leaveOpen">Whether the stream stays open; by default it is closed, in case of an error too.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The stream cannot seek: it would have to be in memory as a whole.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no archive, or has two arrays of one name.</exception>
    public static NpzReader Open(Stream stream, string name, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        if (!stream.CanSeek)
            throw new ArgumentException("An archive is read from a stream that can seek.", nameof(stream));
        ZipArchive? archive = null;
        try
        {
            archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen);
            return new NpzReader(archive, name);
        }
        catch (Exception error)
        {
            archive?.Dispose();
            if (!leaveOpen)
                stream.Dispose();
            if (Damage(error, name) is { } damage)
                throw damage;
            throw;
        }
    }

    /// <summary>The names of the arrays, without .npy, in the order of the archive.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Opens an array.</summary>
    /// <param name="array">Its name, without .npy.</param>
    /// <returns>A reader, to be disposed before another array of the archive is opened.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="array"/> is null.</exception>
    /// <exception cref="KeyNotFoundException">There is no such array; the message lists those that there are.</exception>
    /// <exception cref="InvalidDataException">It is no .npy file, or damaged.</exception>
    public NpyReader OpenArray(string array)
    {
        ArgumentNullException.ThrowIfNull(array);
        if (!_entries.TryGetValue(array, out ZipArchiveEntry? entry))
            throw new KeyNotFoundException($"{_name} has no array '{array}', but: {string.Join(", ", Names)}.");
        string name = $"{_name}/{entry.FullName}";
        try
        {
            return NpyReader.Open(entry.Open(), name);
        }
        catch (Exception error) when (error.Message.StartsWith(name, StringComparison.Ordinal))
        {
            throw;
        }
        catch (Exception error)
        {
            if (Damage(error, name) is { } damage)
                throw damage;
            throw;
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _archive.Dispose();

    // What the archive's reader throws for a malformed one is not always an InvalidDataException.
    private static InvalidDataException? Damage(Exception error, string name) =>
        error switch
        {
            InvalidDataException known when known.Message.StartsWith(name, StringComparison.Ordinal) => null,
            IOException and not EndOfStreamException => null,
            ObjectDisposedException => null,
            _ => new InvalidDataException($"{name}: the archive is damaged: {error.Message}", error),
        };
}
