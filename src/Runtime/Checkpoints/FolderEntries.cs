using System;
using System.Runtime.InteropServices;

namespace NeuralGen;

/// <summary>
/// Sends the names in a folder to the disk, so that a file that was renamed keeps its new name when the power fails.
/// </summary>
/// <remarks>
/// .NET opens no folders. Where the system refuses, or is Windows, nothing is done: the file is whole in any case, and may be
/// the old one.
/// </remarks>
internal static partial class FolderEntries
{
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows() || OperatingSystem.IsBrowser() || OperatingSystem.IsWasi())
            return;
        int descriptor = Open(folder, 0);
        if (descriptor < 0)
            return;
        _ = Synchronize(descriptor);
        _ = Close(descriptor);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Synchronize(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
