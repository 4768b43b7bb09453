using System;
using System.IO;
using System.Linq;
using System.Text;
using Xunit;

namespace NeuralGen.Tests.Data;

public class NpyReaderTests
{
    internal static byte[] File(string header, byte[] data, byte major = 1)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        byte[] length =
            major == 1
                ? [(byte)text.Length, (byte)(text.Length >> 8)]
                : [(byte)text.Length, (byte)(text.Length >> 8), 0, 0];
        return [0x93, .. "NUMPY"u8, major, 0, .. length, .. text, .. data];
    }

    internal static string Header(string type, string shape, string order = "False") =>
        $"{{'descr': '{type}', 'fortran_order': {order}, 'shape': {shape}, }}  \n";

    private static NpyReader Open(byte[] bytes) => NpyReader.Open(new MemoryStream(bytes), "a.npy");

    [Theory]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (2,), }", 1)]
    [InlineData("{'shape':(2L,),\"fortran_order\":False,'descr':\"u1\"}", 0)]
    [InlineData(" {'descr':'>u1' , 'shape' : ( 2 , ), 'fortran_order' :True}\n", 2)]
    [InlineData("{'descr': '<u1', 'fortran_order': False, 'shape': (2,)}", 3)]
    public void Headers_are_understood(string header, byte major)
    {
        byte[] file = File(header, [7, 9], major);
        if (major == 0)
        {
            // A type without the order of its bytes is none.
            Assert.Throws<InvalidDataException>(() => Open(file));
            return;
        }
        using NpyReader reader = Open(file);
        Assert.Equal([7f, 9f], reader.ReadToEnd<float>().ToArray());
    }

    [Fact]
    public void Order_of_axes_is_respected_at_once_and_in_chunks()
    {
        // [3, 2, 2] by columns: element (i, j, k) stands at i + 3 (j + 2 k).
        byte[] file = File(Header("|u1", "(3, 2, 2)", "True"), [.. Enumerable.Range(0, 12).Select(i => (byte)i)]);
        float[] expected = [0, 6, 3, 9, 1, 7, 4, 10, 2, 8, 5, 11];
        Assert.Equal(expected, Open(file).ReadToEnd<float>().ToArray());
        using NpyReader chunks = Open(file);
        Assert.Equal(expected, chunks.Chunks<float>(2).SelectMany(some => some.ToArray()));
        using NpyReader mixed = Open(file);
        Assert.Equal(expected[..4], mixed.ReadRows<float>(1).ToArray());
        Assert.Equal(expected[4..], mixed.ReadToEnd<float>().ToArray());
        using NpyReader oneWay = NpyReader.Open(new OneWayStream(file), "a.npy");
        Assert.Contains(
            "call ReadToEnd",
            Assert.Throws<NotSupportedException>(() => oneWay.ReadRows<float>(1)).Message
        );
        Assert.Equal(expected, oneWay.ReadToEnd<float>().ToArray());
    }

    [Theory]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (1,)}", "type '|O' cannot be read")]
    [InlineData("{'descr': '<c8', 'fortran_order': False, 'shape': (1,)}", "type '<c8' cannot be read")]
    [InlineData("{'descr': '<i3', 'fortran_order': False, 'shape': (1,)}", "type '<i3' cannot be read")]
    [InlineData("{'descr': '|f4', 'fortran_order': False, 'shape': (1,)}", "type '|f4' cannot be read")]
    [InlineData("{'descr': '', 'fortran_order': False, 'shape': (1,)}", "type '' cannot be read")]
    [InlineData("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)}", "a value that is no string")]
    [InlineData("{'descr': ('<f4',), 'fortran_order': False, 'shape': (1,)}", "no whole number")]
    [InlineData("{'descr': True, 'fortran_order': False, 'shape': (1,)}", "descr is no string")]
    [InlineData("{'descr': '|u1', 'fortran_order': 'False', 'shape': (1,)}", "neither True nor False")]
    [InlineData("{'descr': '|u1', 'fortran_order': Falsch, 'shape': (1,)}", "neither True nor False")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (1)}", "a number in brackets")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': '1'}", "no tuple of whole numbers")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (-1,)}", "no whole number of at least 0")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (1 1)}", "no comma between numbers")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (,)}", "no whole number")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (99999999999999999999,)}", "more than 64 bits")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (4294967296,)}", "too large for a tensor")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2147483647, 2147483591)}", "larger than any file")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (0, 2147483647, 2147483647)}", "an array can hold")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2147483647,)}", "but only 1 bytes follow")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': ()", "no ','")]
    [InlineData("{'descr': '|u1', 'fortran_order': False}", "the keys descr, fortran_order, and not")]
    [InlineData(
        "{'descr': '|u1', 'fortran_order': False, 'shape': (1,), 'more': True}",
        "the keys descr, fortran_order, shape, more"
    )]
    [InlineData("{'descr': '|u1', 'descr': '|u1', 'fortran_order': False, 'shape': (1,)}", "a second 'descr'")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (1,)} print()", "something after the dictionary")]
    [InlineData("{'descr': '|u\\1', 'fortran_order': False, 'shape': (1,)}", "escapes")]
    [InlineData("{'descr", "does not end")]
    [InlineData("", "no '{'")]
    public void Malformed_and_hostile_headers_are_refused(string header, string message)
    {
        var error = Assert.Throws<InvalidDataException>(() => Open(File(header, [1])));
        Assert.StartsWith("a.npy: ", error.Message);
        Assert.Contains(message, error.Message);
    }

    [Fact]
    public void Beginnings_that_are_none_are_refused()
    {
        byte[] file = File(Header("|u1", "(1,)"), [1]);
        Assert.Contains("\\x93NUMPY", Assert.Throws<InvalidDataException>(() => Open([0x94, .. file[1..]])).Message);
        Assert.Contains("4.0", Assert.Throws<InvalidDataException>(() => Open(File("{}", [], 4))).Message);
        Assert.Contains("ends within", Assert.Throws<InvalidDataException>(() => Open(file[..30])).Message);
        byte[] giant = [0x93, .. "NUMPY"u8, 2, 0, 0xff, 0xff, 0xff, 0xff];
        Assert.Contains("4294967295 bytes", Assert.Throws<InvalidDataException>(() => Open(giant)).Message);
    }

    [Fact]
    public void Single_numbers_and_empty_arrays_are_read()
    {
        using NpyReader single = Open(File(Header("|u1", "()"), [5]));
        Assert.Throws<InvalidOperationException>(() => single.ReadRows<int>(1));
        Tensor<int> number = single.ReadToEnd<int>();
        Assert.Equal((0, 5), (number.Rank, number.AsSpan()[0]));
        using NpyReader empty = Open(File(Header("<f8", "(0, 3)", "True"), []));
        Assert.Equal([0, 3], empty.ReadToEnd<double>().Shape.ToArray());
        using NpyReader narrow = Open(File(Header("<f8", "(2, 0)", "True"), []));
        Assert.Equal(2, narrow.Chunks<double>(1).Count());
    }

    [Fact]
    public void What_is_written_is_read()
    {
        Check([1f, -2f, float.NaN, float.MaxValue]);
        Check([1d, double.Epsilon, double.NegativeInfinity, 0]);
        Check([(Half)1.5, Half.MaxValue, (Half)0, (Half)(-3)]);
        Check<byte>([1, 2, 255, 0]);
        Check<sbyte>([1, -2, 127, -128]);
        Check<short>([1, short.MinValue, 3, short.MaxValue]);
        Check<ushort>([1, ushort.MaxValue, 3, 4]);
        Check([1, int.MinValue, 3, int.MaxValue]);
        Check<uint>([1, uint.MaxValue, 3, 4]);
        Check<long>([1, long.MinValue, 3, long.MaxValue]);
        Check<ulong>([1, ulong.MaxValue, 3, 4]);
        Assert.Throws<NotSupportedException>(() => NpyWriter.Write(new MemoryStream(), new Tensor<decimal>(1)));

        static void Check<T>(T[] values)
            where T : unmanaged, System.Numerics.INumber<T>
        {
            foreach (int[] shape in new int[][] { [4], [2, 2], [1, 4, 1] })
            {
                var stream = new MemoryStream();
                NpyWriter.Write(stream, Tensor<T>.Wrap(values, shape));
                stream.Position = 0;
                using NpyReader reader = NpyReader.Open(stream, "a.npy");
                Tensor<T> read = reader.ReadToEnd<T>();
                Assert.Equal(shape, read.Shape.ToArray());
                Assert.Equal(values, read.ToArray());
            }
        }
    }
}
