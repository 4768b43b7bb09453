using System;
using System.IO;
using System.Linq;
using System.Text;
using Xunit;

namespace NeuralGen.Tests.Checkpoints;

public class AtomicFileTests
{
    private static void Write(string path, string text) =>
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    private static string[] Names(TemporaryFolder folder) =>
        [.. Directory.GetFiles(folder.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Fact]
    public void Files_are_made_and_replaced_and_nothing_else_is_left()
    {
        using var folder = new TemporaryFolder();
        Write(folder["a"], "one, which is long");
        Write(folder["a"], "two");
        Assert.Equal("two", File.ReadAllText(folder["a"]));
        Assert.Equal(["a"], Names(folder));
    }

    [Fact]
    public void Failure_leaves_the_old_file()
    {
        using var folder = new TemporaryFolder();
        Write(folder["a"], "old");
        var error = Assert.Throws<InvalidOperationException>(() =>
            AtomicFile.Write(
                folder["a"],
                stream =>
                {
                    stream.Write("half"u8);
                    throw new InvalidOperationException("stop");
                }
            )
        );
        Assert.Equal("stop", error.Message);
        Assert.Equal("old", File.ReadAllText(folder["a"]));
        Assert.Equal(["a"], Names(folder));
        Assert.Throws<DirectoryNotFoundException>(() => Write(folder["none/a"], "x"));
        Assert.Throws<UnauthorizedAccessException>(() => Write(folder.Path, "x"));
    }

    [Fact]
    public void Leftovers_go_when_they_are_old_and_not_in_use()
    {
        using var folder = new TemporaryFolder();
        string[] names = ["a.12345678.tmp", "a.22345678.tmp", "a.32345678.tmp", "b.12345678.tmp", "a.tmp"];
        foreach (string name in names)
            File.WriteAllText(folder[name], "");
        foreach (string name in names.Where(name => !name.Contains("32", StringComparison.Ordinal)))
            File.SetLastWriteTimeUtc(folder[name], DateTime.UtcNow.AddHours(-1));
        using (new FileStream(folder["a.22345678.tmp"], FileMode.Open, FileAccess.Write, FileShare.Delete))
            Write(folder["a"], "new");
        Assert.Equal(["a", "a.22345678.tmp", "a.32345678.tmp", "a.tmp", "b.12345678.tmp"], Names(folder));
    }

    [Fact]
    public void Rights_of_the_old_file_are_kept()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new TemporaryFolder();
        Write(folder["a"], "old");
        File.SetUnixFileMode(folder["a"], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Write(folder["a"], "new");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder["a"]));
    }

    [Fact]
    public void What_a_link_points_to_is_replaced()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["real"]);
        Write(folder["real/a"], "old");
        File.CreateSymbolicLink(folder["link"], folder["real/a"]);
        Write(folder["link"], "new");
        Assert.Equal("new", File.ReadAllText(folder["real/a"]));
        Assert.NotNull(new FileInfo(folder["link"]).LinkTarget);
    }
}
