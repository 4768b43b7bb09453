using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using Xunit;

namespace NeuralGen.Tests.Data;

public class NpzReaderTests
{
    internal static byte[] Archive(CompressionLevel level, params (string Name, byte[] Bytes)[] entries)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach ((string name, byte[] bytes) in entries)
            {
                using Stream entry = archive.CreateEntry(name, level).Open();
                entry.Write(bytes);
            }
        return stream.ToArray();
    }

    internal static byte[] Array(string shape, params byte[] data) =>
        NpyReaderTests.File(NpyReaderTests.Header("|u1", shape), data);

    private static NpzReader Open(byte[] bytes) => NpzReader.Open(new MemoryStream(bytes), "a.npz");

    [Fact]
    public void Arrays_are_opened_when_they_are_asked_for()
    {
        byte[] bytes = Archive(
            CompressionLevel.Optimal,
            ("x.npy", Array("(3,)", 1, 2, 3)),
            ("bad.npy", [1, 2, 3]),
            ("folder/y.npy", Array("(1, 2)", 4, 5)),
            ("readme.txt", [1])
        );
        using NpzReader archive = Open(bytes);
        Assert.Equal(["x", "bad", "folder/y"], archive.Names);
        using (NpyReader y = archive.OpenArray("folder/y"))
            Assert.Equal([4, 5], y.ReadToEnd<int>().ToArray());
        using (NpyReader x = archive.OpenArray("x"))
            Assert.Equal([1, 2, 3], x.ReadToEnd<int>().ToArray());
        Assert.StartsWith("a.npz/bad.npy", Assert.Throws<InvalidDataException>(() => archive.OpenArray("bad")).Message);
        var error = Assert.Throws<KeyNotFoundException>(() => archive.OpenArray("z"));
        Assert.Contains("no array 'z', but: x, bad, folder/y", error.Message);
    }

    [Fact]
    public void What_is_no_archive_is_refused()
    {
        Assert.StartsWith("a.npz: ", Assert.Throws<InvalidDataException>(() => Open([1, 2, 3])).Message);
        byte[] good = Archive(CompressionLevel.NoCompression, ("x.npy", Array("(1,)", 1)));
        Assert.StartsWith("a.npz: ", Assert.Throws<InvalidDataException>(() => Open(good[..^10])).Message);
        byte[] twice = Archive(CompressionLevel.Optimal, ("x.npy", Array("(1,)", 1)), ("x.npy", Array("(1,)", 2)));
        Assert.Contains("two arrays 'x'", Assert.Throws<InvalidDataException>(() => Open(twice)).Message);
        Assert.Throws<ArgumentException>(() => NpzReader.Open(new OneWayStream(good), "a.npz"));
    }

    [Theory]
    [InlineData(CompressionLevel.Optimal)]
    [InlineData(CompressionLevel.NoCompression)]
    public void Arrays_that_are_cut_off_or_go_on_are_refused(CompressionLevel level)
    {
        using NpzReader archive = Open(
            Archive(level, ("few.npy", Array("(3,)", 1, 2)), ("many.npy", Array("(3,)", 1, 2, 3, 4)))
        );
        foreach (string name in archive.Names)
        {
            var error = Assert.Throws<InvalidDataException>(() =>
            {
                using NpyReader array = archive.OpenArray(name);
                array.ReadToEnd<float>();
            });
            Assert.StartsWith($"a.npz/{name}.npy: ", error.Message);
        }
    }
}
