using System;
using System.IO;

namespace NeuralGen;

/// <summary>
/// Replaces files whole: whenever the process or the machine stops, the path holds the old contents or the new ones,
/// never a part of them.
/// </summary>
/// <remarks>
/// The contents go into a new file in the same folder, <c>name.XXXXXXXX.tmp</c>, down to the disk, which then takes the
/// name of the old one. A process that is killed leaves that file behind; a later write to the path removes it, once it is a
/// minute old.
/// </remarks>
public static class AtomicFile
{
    private const string Extension = ".tmp";
    private const int RandomLength = 8;

    private static readonly TimeSpan LeftAlone = TimeSpan.FromMinutes(1);

    /// <summary>Writes a file, or replaces it.</summary>
    /// <param name="path">The file; where it is a symbolic link, what it points to.</param>
    /// <param name="write">Writes the contents. If it throws, the old file stays as it is.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="IOException">The file cannot be written; the old one stays as it is.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written, or the path is a folder.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(write);
        (string folder, string target) = Resolve(path);
        RemoveLeftovers(folder, Path.GetFileName(target));

        string temporary = $"{target}.{Path.GetRandomFileName()[..RandomLength]}{Extension}";
        // It stays open, and by that locked, until it has its name.
        using var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.Delete);
        try
        {
            // What only its owner may read stays so.
            if (!OperatingSystem.IsWindows() && File.Exists(target))
                File.SetUnixFileMode(file.SafeFileHandle, File.GetUnixFileMode(target));
            write(file);
            file.Flush(flushToDisk: true);
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            file.Dispose();
            File.Delete(temporary);
            throw;
        }
        FolderEntries.Flush(folder);
    }

    /// <summary>Where a path leads: to a file, or to none yet, in a folder that is there.</summary>
    /// <exception cref="IOException">There is no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">The path is a folder.</exception>
    internal static (string Folder, string Target) Resolve(string path)
    {
        string target = new FileInfo(path).LinkTarget is null
            ? Path.GetFullPath(path)
            : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
        if (Directory.Exists(target))
            throw new UnauthorizedAccessException($"'{path}' is a folder.");
        string folder = Path.GetDirectoryName(target)!;
        return Directory.Exists(folder)
            ? (folder, target)
            : throw new DirectoryNotFoundException($"'{path}' cannot be written: there is no folder '{folder}'.");
    }

    // What processes that were killed left. Files that are locked, or so new that they may be about to be, are not theirs.
    private static void RemoveLeftovers(string folder, string name)
    {
        int length = name.Length + 1 + RandomLength + Extension.Length;
        foreach (string leftover in Directory.EnumerateFiles(folder, $"*{Extension}"))
        {
            ReadOnlySpan<char> its = Path.GetFileName(leftover.AsSpan());
            if (
                its.Length != length
                || !its.StartsWith($"{name}.", StringComparison.Ordinal)
                || DateTime.UtcNow - File.GetLastWriteTimeUtc(leftover) < LeftAlone
            )
                continue;
            try
            {
                // Whether it is locked.
                new FileStream(leftover, FileMode.Open, FileAccess.Write, FileShare.None).Dispose();
                File.Delete(leftover);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // In use, or another's.
            }
        }
    }
}
