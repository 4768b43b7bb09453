using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using Xunit;

namespace NeuralGen.Tests.Data;

/// <summary>
/// Files with random bytes changed, added and left out: each gives data or an <see cref="InvalidDataException"/> that
/// names it, and takes little memory.
/// </summary>
public class DamagedFilesTests
{
    private static readonly byte[] Values = [.. Enumerable.Range(0, 24).Select(i => (byte)i)];

    private static void Read(ArrayReader reader)
    {
        using (reader)
            if (reader.Shape.Length > 0 && reader.Count > 1)
                foreach (Tensor<float> some in reader.Chunks<float>(Math.Max(1, reader.Count / 2)))
                    Assert.Equal(reader.Shape.Length, some.Rank);
            else
                reader.ReadToEnd<double>();
    }

    private static readonly Dictionary<string, (byte[] File, Action<byte[]> Read)> Formats = new()
    {
        ["idx"] = (
            IdxReaderTests.File(0x0b, [2, 3, 2], Values),
            bytes => Read(IdxReader.Open(new MemoryStream(bytes), "file"))
        ),
        ["idx from a pipe"] = (
            IdxReaderTests.File(0x0b, [2, 3, 2], Values),
            bytes => Read(IdxReader.Open(new OneWayStream(bytes), "file"))
        ),
        ["idx.gz"] = (
            IdxReaderTests.Zip(IdxReaderTests.File(0x0b, [2, 3, 2], Values)),
            bytes => Read(IdxReader.Open(new MemoryStream(bytes), "file"))
        ),
        ["npy"] = (
            NpyReaderTests.File(NpyReaderTests.Header("<f4", "(3, 2)"), Values),
            bytes => Read(NpyReader.Open(new MemoryStream(bytes), "file"))
        ),
        ["npy by columns"] = (
            NpyReaderTests.File(NpyReaderTests.Header(">i2", "(3, 2, 2)", "True"), Values, major: 2),
            bytes => Read(NpyReader.Open(new MemoryStream(bytes), "file"))
        ),
        ["npz"] = (
            NpzReaderTests.Archive(
                CompressionLevel.Optimal,
                ("a.npy", NpzReaderTests.Array("(24,)", Values)),
                ("b.npy", NpzReaderTests.Array("(4, 6)", Values))
            ),
            ReadArchive
        ),
        ["npz without compression"] = (
            NpzReaderTests.Archive(
                CompressionLevel.NoCompression,
                ("a.npy", NpzReaderTests.Array("(24,)", Values)),
                ("b.npy", NpzReaderTests.Array("(4, 6)", Values))
            ),
            ReadArchive
        ),
        ["csv"] = (
            Encoding.UTF8.GetBytes("x,y,species\n1,2.5,owl\n3,\"4\",\"a \"\"cat\"\"\"\n5,NA,öwl\n"),
            bytes =>
            {
                using CsvReader reader = CsvReader.Open(
                    new MemoryStream(bytes),
                    "file",
                    new CsvOptions
                    {
                        HasHeader = false,
                        Numbers = [],
                        Categories = ["1"],
                        MissingValues = MissingValues.SkipRow,
                    }
                );
                reader.ReadToEnd().ToDataset("1");
            }
        ),
        ["csv of numbers"] = (
            Encoding.UTF8.GetBytes("1,2.5\n3,\"4\"\n\"5\",1e3\n"),
            bytes =>
            {
                using CsvReader reader = CsvReader.Open(
                    new MemoryStream(bytes),
                    "file",
                    new CsvOptions { HasHeader = false, MissingValues = MissingValues.NaN }
                );
                reader.ReadToEnd();
            }
        ),
    };

    private static void ReadArchive(byte[] bytes)
    {
        using NpzReader archive = NpzReader.Open(new MemoryStream(bytes), "file");
        foreach (string name in archive.Names)
            Read(archive.OpenArray(name));
    }

    public static TheoryData<string> Names => [.. Formats.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Damage_gives_data_or_an_error_that_names_the_file(string format)
    {
        (byte[] file, Action<byte[]> read) = Formats[format];
        read(file);
        var random = new Random(7);
        int refused = 0;
        const int Runs = 4000;
        for (int run = 0; run < Runs; run++)
        {
            byte[] damaged = Damage.Of(file, random);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read(damaged);
            }
            catch (InvalidDataException error)
            {
                Assert.StartsWith("file", error.Message);
                refused++;
            }
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < 1_000_000, $"{allocated} bytes for {Convert.ToHexString(damaged)}");
        }
        Assert.InRange(refused, Runs / 20, Runs);
    }
}
