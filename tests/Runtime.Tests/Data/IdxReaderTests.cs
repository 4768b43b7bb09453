using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using Xunit;

namespace NeuralGen.Tests.Data;

public class IdxReaderTests
{
    internal static byte[] File(byte type, int[] shape, params byte[] data)
    {
        var bytes = new List<byte> { 0, 0, type, (byte)shape.Length };
        foreach (int extent in shape)
            bytes.AddRange(BigEndian(BitConverter.GetBytes(extent)));
        return [.. bytes, .. data];
    }

    private static byte[] BigEndian(byte[] number) => BitConverter.IsLittleEndian ? [.. number.Reverse()] : number;

    internal static byte[] Zip(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionMode.Compress))
            zip.Write(bytes);
        return packed.ToArray();
    }

    private static IdxReader Open(byte[] bytes) => IdxReader.Open(new MemoryStream(bytes), "images");

    public static TheoryData<byte, StoredType, byte[], double> Types =>
        new()
        {
            { 0x08, StoredType.UInt8, [200], 200 },
            { 0x09, StoredType.Int8, [200], -56 },
            { 0x0b, StoredType.Int16, [0xff, 0xfe], -2 },
            { 0x0c, StoredType.Int32, [0x01, 0x02, 0x03, 0x04], 0x01020304 },
            { 0x0d, StoredType.Float32, BigEndian(BitConverter.GetBytes(-1.5f)), -1.5 },
            { 0x0e, StoredType.Float64, BigEndian(BitConverter.GetBytes(Math.PI)), Math.PI },
        };

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_type_is_read(byte code, StoredType type, byte[] data, double value)
    {
        using IdxReader reader = Open(File(code, [1], data));
        Assert.Equal(type, reader.Type);
        Assert.Equal([value], reader.ReadToEnd<double>().ToArray());
        using IdxReader again = Open(File(code, [1], data));
        Assert.Equal([(float)value], again.ReadToEnd<float>().ToArray());
    }

    [Fact]
    public void Rows_come_in_chunks_plain_and_compressed_and_from_a_stream_that_cannot_seek()
    {
        byte[] file = File(0x08, [5, 2, 3], [.. Enumerable.Range(0, 30).Select(i => (byte)i)]);
        foreach (
            Stream stream in new Stream[]
            {
                new MemoryStream(file),
                new MemoryStream(Zip(file)),
                new OneWayStream(file),
            }
        )
        {
            using IdxReader reader = IdxReader.Open(stream, "images");
            Assert.Equal([5, 2, 3], reader.Shape.ToArray());
            var seen = new List<float>();
            var sizes = new List<int>();
            foreach (Tensor<float> some in reader.Chunks<float>(2))
            {
                Assert.Equal([2, 3], some.Shape[1..].ToArray());
                sizes.Add(some.Dim(0));
                seen.AddRange(some.ToArray());
            }
            Assert.Equal([2, 2, 1], sizes);
            Assert.Equal(Enumerable.Range(0, 30).Select(i => (float)i), seen);
            Assert.Equal(5, reader.Position);
            Assert.Equal(0, reader.ReadRows<float>(1).Dim(0));
        }
    }

    [Fact]
    public void Only_the_rows_that_are_wanted_are_read()
    {
        var stream = new MemoryStream(File(0x08, [1000, 1000], new byte[1_000_000]));
        using IdxReader reader = IdxReader.Open(stream, "images");
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (Tensor<float> _ in reader.Chunks<float>(10).Take(3))
            Assert.InRange(stream.Position, 1, 100_000);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 500_000);
    }

    [Fact]
    public void Some_rows_may_be_read_before_the_rest()
    {
        using IdxReader reader = Open(File(0x08, [4], 9, 8, 7, 6));
        Assert.Equal([9, 8], reader.ReadRows<int>(2).ToArray());
        Assert.Equal([7f, 6f], reader.ReadToEnd<float>().ToArray());
    }

    [Fact]
    public void Large_compressed_file_is_read()
    {
        byte[] data = new byte[300_000];
        new Random(1).NextBytes(data);
        using IdxReader reader = Open(Zip(File(0x08, [300, 1000], data)));
        Assert.Equal(data, reader.ReadToEnd<byte>().ToArray());
    }

    public static TheoryData<byte[], string> Malformed =>
        new()
        {
            { [], "images: the data ends within the IDX header" },
            { [0, 0, 8], "images: the data ends within the IDX header" },
            { [1, 0, 8, 1], "images is no IDX file: it begins with 01 00" },
            { File(0x0a, [1], 1), "images: the type of the elements is 0a" },
            { File(0x08, [], 1), "images: the array has no axes" },
            { File(0x08, [2, 3], 1, 2, 3, 4, 5), "[2, 3] of UInt8 are 6 bytes, but only 5 bytes follow" },
            { File(0x08, [2, 3], 1, 2, 3, 4, 5, 6, 7), "[2, 3] of UInt8 are 6 bytes, but 7 bytes follow" },
            { File(0x08, [0], 1), "[0] of UInt8 are 0 bytes, but 1 bytes follow" },
            { File(0x08, [-1], 1), "axis 0 is 4294967295, too large" },
            { File(0x0e, [int.MaxValue, Array.MaxLength], 1), "larger than any file" },
            { File(0x0e, [2, int.MaxValue, int.MaxValue], 1), "more than an array can hold" },
            { File(0x0e, [int.MaxValue], 1), "are 17179869176 bytes, but only 1 bytes follow" },
        };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Malformed_files_are_refused_before_memory_is_taken(byte[] file, string message)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<InvalidDataException>(() => Open(file));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 200_000);
        Assert.Contains(message, error.Message);
    }

    [Fact]
    public void Compressed_files_that_are_cut_off_or_go_on_are_refused()
    {
        byte[] data = new byte[100_000];
        new Random(1).NextBytes(data);
        byte[] file = File(0x08, [100, 1000], data);
        foreach (
            (byte[] bytes, string message) in new[]
            {
                (Zip(file[..^1]), "images: the data ends after 99999 of 100000 bytes"),
                (Zip([.. file, 0]), "images: more data follows the 100000 bytes of [100, 1000] of UInt8"),
                (Zip(file)[..^20_000], "images: the"),
            }
        )
        {
            using IdxReader reader = Open(bytes);
            Assert.StartsWith(message, Assert.Throws<InvalidDataException>(() => reader.ReadToEnd<float>()).Message);
            // What comes next is not where it should be.
            Assert.Throws<InvalidOperationException>(() => reader.ReadRows<float>(1));
        }
        byte[] damaged = Zip(file);
        damaged[^30_000] ^= 1;
        using IdxReader last = Open(damaged);
        Assert.Contains("damaged", Assert.Throws<InvalidDataException>(() => last.ReadToEnd<float>()).Message);
        using IdxReader none = IdxReader.Open(new OneWayStream(File(0x08, [1], 1, 2)), "images");
        Assert.Contains("more data", Assert.Throws<InvalidDataException>(() => none.ReadRows<float>(1)).Message);
        Assert.Throws<InvalidDataException>(() => IdxReader.Open(new OneWayStream(File(0x08, [0], 1)), "images"));
    }

    [Fact]
    public void Declared_size_takes_no_memory_where_the_data_is_not_there()
    {
        using IdxReader reader = Open(Zip(File(0x0e, [1, 200_000_000], new byte[80])));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => reader.ReadToEnd<double>());
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
    }

    [Fact]
    public void Numbers_that_do_not_fit_are_refused()
    {
        using IdxReader reader = Open(File(0x0b, [2], 0, 255, 1, 0));
        Assert.Contains(
            "does not fit Byte",
            Assert.Throws<InvalidDataException>(() => reader.ReadToEnd<byte>()).Message
        );
        Assert.Equal([255, 256], reader.ReadToEnd<int>().ToArray());
        using IdxReader fractions = Open(File(0x0d, [1], 0, 0, 0, 0));
        var error = Assert.Throws<InvalidDataException>(() => fractions.ReadToEnd<int>());
        Assert.Contains("images holds numbers of type Float32, which Int32 cannot hold", error.Message);
    }

    [Fact]
    public void Files_are_opened_by_path_and_closed()
    {
        using var folder = new TemporaryFolder();
        System.IO.File.WriteAllBytes(folder["good"], File(0x08, [1], 1));
        System.IO.File.WriteAllBytes(folder["bad"], File(0x08, [2], 1));
        using (IdxReader reader = IdxReader.Open(folder["good"]))
            Assert.Equal("good", reader.Name);
        Assert.StartsWith("bad: ", Assert.Throws<InvalidDataException>(() => IdxReader.Open(folder["bad"])).Message);
        foreach (string name in new[] { "good", "bad" })
            System.IO.File.Open(folder[name], FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();

        var stream = new MemoryStream(File(0x08, [1], 1));
        IdxReader.Open(stream, "open", leaveOpen: true).Dispose();
        Assert.True(stream.CanRead);
        stream.Position = 0;
        IdxReader.Open(stream, "closed").Dispose();
        Assert.False(stream.CanRead);
    }
}
