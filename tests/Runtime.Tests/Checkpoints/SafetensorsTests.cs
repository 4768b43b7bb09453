using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using NeuralGen.Tests.Data;
using Xunit;
using Xunit.Abstractions;

namespace NeuralGen.Tests.Checkpoints;

public class SafetensorsTests(ITestOutputHelper output)
{
    private static byte[] File(string header, params byte[] data) =>
        File((ulong)Encoding.UTF8.GetByteCount(header), Encoding.UTF8.GetBytes(header), data);

    private static byte[] File(ulong length, byte[] header, params byte[] data)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        return [.. bytes, .. header, .. data];
    }

    private static string Entry(string name, string type, string shape, int begin, int end) =>
        $$"""
            "{{name}}":{"dtype":"{{type}}","shape":{{shape}},"data_offsets":[{{begin}},{{end}}]}
            """;

    private static SafetensorsReader Open(byte[] bytes) => SafetensorsReader.Open(new MemoryStream(bytes), "model");

    private static byte[] Written(SafetensorsWriter writer)
    {
        var stream = new MemoryStream();
        writer.Write(stream);
        return stream.ToArray();
    }

    private static SafetensorsWriter Sample()
    {
        var writer = new SafetensorsWriter { Metadata = { ["who"] = "\"ü\"\n", ["empty"] = "" } };
        writer.Add("small", Tensor<byte>.Wrap([1, 2, 255]));
        writer.Add("layer.0/weight ä", Tensor<float>.Wrap([1.5f, float.NaN, -0f, float.MinValue, 1e-45f, 6], 2, 3));
        writer.Add("wide", Tensor<double>.Wrap([Math.PI, double.NegativeInfinity]));
        writer.Add("none", new Tensor<float>(0, 4));
        writer.Add("scalar", Tensor<long>.Wrap([long.MinValue], []));
        return writer;
    }

    [Fact]
    public void What_is_written_is_read_to_the_bit()
    {
        byte[] bytes = Written(Sample());
        using SafetensorsReader file = Open(bytes);
        Assert.Equal(new Dictionary<string, string> { ["who"] = "\"ü\"\n", ["empty"] = "" }, file.Metadata);
        Assert.Equal(["wide", "scalar", "layer.0/weight ä", "none", "small"], file.Entries.Select(entry => entry.Name));
        Assert.Equal([1, 2, 255], file.Read<byte>("small").ToArray());
        Tensor<float> weight = file.Read<float>("layer.0/weight ä");
        Assert.Equal([2, 3], weight.Shape.ToArray());
        Assert.Equal(
            new[] { 1.5f, float.NaN, -0f, float.MinValue, 1e-45f, 6 }.Select(BitConverter.SingleToInt32Bits),
            weight.ToArray().Select(BitConverter.SingleToInt32Bits)
        );
        Assert.Equal([Math.PI, double.NegativeInfinity], file.Read<double>("wide").ToArray());
        Assert.Equal([0, 4], file.Read<float>("none").Shape.ToArray());
        Assert.Equal((0, long.MinValue), (file.Read<long>("scalar").Rank, file.Read<long>("scalar").AsSpan()[0]));
        Assert.Equal("layer.0/weight ä: Float32 [2, 3]", file.Find("layer.0/weight ä")!.ToString());
        // The data is aligned.
        Assert.Equal(0, BinaryPrimitives.ReadInt64LittleEndian(bytes) % 8);
    }

    [Fact]
    public void Only_types_that_hold_the_numbers_exactly_are_read()
    {
        using SafetensorsReader file = Open(Written(Sample()));
        Assert.Equal([1.0, 2, 255], file.Read<double>("small").ToArray());
        Assert.Equal([1f, 2, 255], file.Read<float>("small").ToArray());
        Assert.Contains(
            "model: 'wide' is of type F64, which Single does not hold exactly",
            Assert.Throws<InvalidDataException>(() => file.Read<float>("wide")).Message
        );
        Assert.Throws<InvalidDataException>(() => file.Read<double>("scalar"));
        Assert.Throws<InvalidDataException>(() => file.Read<sbyte>("small"));
        Assert.Contains("'x'", Assert.Throws<KeyNotFoundException>(() => file.Read<float>("x")).Message);
    }

    [Fact]
    public void Short_floats_are_read()
    {
        string header = $"{{{Entry("h", "F16", "[2]", 0, 4)},{Entry("b", "BF16", "[2]", 4, 8)}}}";
        using SafetensorsReader file = Open(File(header, 0x00, 0x3e, 0x00, 0xfc, 0xc0, 0x3f, 0x80, 0xff));
        Assert.Equal([1.5f, float.NegativeInfinity], file.Read<float>("h").ToArray());
        Assert.Equal([1.5f, float.NegativeInfinity], file.Read<float>("b").ToArray());
        Assert.Equal([1.5, double.NegativeInfinity], file.Read<double>("b").ToArray());
        Assert.Equal([(Half)1.5, Half.NegativeInfinity], file.Read<Half>("h").ToArray());
    }

    [Fact]
    public void Header_may_have_any_order_and_spaces_behind_it()
    {
        string header =
            " {\"b\":{\"shape\":[1],\"data_offsets\":[1,2],\"dtype\":\"U8\"}, \"a\" : {\"dtype\":\"I8\",\"data_offsets\":[0,1],\"shape\":[]}}  ";
        Assert.Throws<InvalidDataException>(() => Open(File(header, 1, 2)));
        using SafetensorsReader file = Open(File(header[1..], 1, 2));
        Assert.Equal(["a", "b"], file.Entries.Select(entry => entry.Name));
        Assert.Equal([2], file.Read<byte>("b").ToArray());
        using SafetensorsReader empty = Open(File("{}"));
        Assert.Empty(empty.Entries);
    }

    private static readonly string Good = Entry("a", "U8", "[2]", 0, 2);

    public static TheoryData<byte[], string> Hostile =>
        new()
        {
            { [], "the data ends within the length of the header" },
            { [1, 2, 3], "the data ends within the length of the header" },
            { File(ulong.MaxValue, []), "a header of 18446744073709551615 bytes is declared; at most 100000000" },
            { File(9UL << 30, []), "a header of 9663676416 bytes is declared" },
            { File(90_000_000, "{}"u8.ToArray()), "a header of 90000000 bytes is declared, but only 2 bytes follow" },
            { File(3, "{}"u8.ToArray()), "but only 2 bytes follow" },
            { File(""), "does not begin with '{'" },
            { File("[]"), "does not begin with '{'" },
            { File("{"), "no JSON" },
            { File("{}x"), "no JSON" },
            { File("{}\0"), "no JSON" },
            { File("{\"a\":1}"), "the entry of 'a' is of JSON type Number" },
            { File($"{{{Good}}}", 1), "the tensors are 2 bytes, but only 1 bytes follow" },
            { File($"{{{Good}}}", 1, 2, 3), "the tensors are 2 bytes, but 3 bytes follow" },
            { File("{}", 1), "the tensors are 0 bytes, but 1 bytes follow" },
            { File($"{{{Good},{Good}}}", 1, 2), "there are two tensors 'a'" },
            {
                File($"{{{Good},{Good.Replace("\"a\"", "\"\\u0061\"", StringComparison.Ordinal)}}}", 1, 2),
                "two tensors 'a'"
            },
            { File($"{{{Good},{Entry("b", "U8", "[2]", 1, 3)}}}", 1, 2, 3), "'b' begins at 1, within what ends at 2" },
            { File($"{{{Good},{Entry("b", "U8", "[2]", 0, 2)}}}", 1, 2), "'b' begins at 0, within" },
            { File($"{{{Good},{Entry("b", "U8", "[2]", 3, 5)}}}", 1, 2, 3, 4, 5), "'b' begins at 3, behind a gap" },
            {
                File($"{{{Entry("a", "U8", "[2]", 1, 3)}}}", 1, 2, 3),
                "'a' begins at 1, behind a gap after what ends at 0"
            },
            { File($"{{{Entry("a", "U8", "[2]", 2, 0)}}}", 1, 2), "'a' has the offsets 2 and 0" },
            { File($"{{{Entry("a", "F32", "[2]", 0, 2)}}}", 1, 2), "offsets 0 and 2, but F32 [2] is 8 bytes" },
            { File($"{{{Entry("a", "F32", "[100000000]", 0, 400000000)}}}", 1), "400000000 bytes, but only 1 bytes" },
            { File($"{{{Entry("a", "F8_E5M2", "[2]", 0, 2)}}}", 1, 2), "the type of 'a' is 'F8_E5M2'" },
            { File($"{{{Entry("a", "U8", "[-2]", 0, 2)}}}", 1, 2), "the shape of 'a' has something else" },
            { File($"{{{Entry("a", "U8", "[2.5]", 0, 2)}}}", 1, 2), "the shape of 'a' has something else" },
            { File($"{{{Entry("a", "U8", "[[2]]", 0, 2)}}}", 1, 2), "the shape of 'a' has something else" },
            {
                File($"{{{Entry("a", "U8", "[4294967296]", 0, 2)}}}", 1, 2),
                "the extent 4294967296 of 'a' is too large"
            },
            { File($"{{{Entry("a", "U8", "[65536,65536,0]", 0, 0)}}}"), "[65536, 65536, 0] of 'a' is more than" },
            { File($"{{{Entry("a", "F64", "[2000000000]", 0, 0)}}}"), "is 16000000000 bytes" },
            { File("{\"a\":{\"dtype\":\"U8\",\"shape\":[0]}}"), "lacks dtype, shape or data_offsets" },
            {
                File("{\"a\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0]}}"),
                "data_offsets of 'a' are not two"
            },
            { File("{\"a\":{\"dtype\":\"U8\",\"dtype\":\"U8\"}}"), "unknown 'dtype', or has it twice" },
            { File("{\"a\":{\"more\":1}}"), "unknown 'more'" },
            { File("{\"__metadata__\":{\"a\":1}}"), "__metadata__ 'a' is of JSON type Number" },
            { File("{\"__metadata__\":{\"a\":\"\",\"a\":\"\"}}"), "__metadata__ has 'a' twice" },
            { File("{\"__metadata__\":[]}"), "__metadata__ is of JSON type StartArray" },
            { File(4, [(byte)'{', (byte)'"', 0xff, (byte)'"']), "header" },
            { File("{\"\\ud800\":{}}"), "no UTF-8" },
        };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Hostile_files_are_refused_before_memory_is_taken(byte[] file, string message)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<InvalidDataException>(() => Open(file));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 200_000);
        Assert.StartsWith("model: ", error.Message);
        Assert.Contains(message, error.Message);
    }

    [Fact]
    public void Damage_gives_tensors_or_an_error_that_names_the_file()
    {
        byte[] file = Written(Sample());
        var random = new Random(5);
        int refused = 0;
        const int Runs = 6000;
        for (int run = 0; run < Runs; run++)
        {
            byte[] damaged = Damage.Of(file, random);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                using SafetensorsReader reader = Open(damaged);
                foreach (SafetensorsEntry entry in reader.Entries)
                    if (entry.Type is not (StoredType.Int64 or StoredType.UInt64))
                        Assert.Equal(entry.Shape.ToArray(), reader.Read<double>(entry.Name).Shape.ToArray());
            }
            catch (InvalidDataException error)
            {
                Assert.StartsWith("model", error.Message);
                refused++;
            }
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < 1_000_000, $"{allocated} bytes for {Convert.ToHexString(damaged)}");
        }
        Assert.InRange(refused, Runs / 4, Runs);
    }

    [Fact]
    public void Writer_refuses_what_the_format_has_not()
    {
        var writer = new SafetensorsWriter();
        writer.Add("a", new Tensor<float>(1));
        Assert.Contains("'a'", Assert.Throws<ArgumentException>(() => writer.Add("a", new Tensor<int>(1))).Message);
        Assert.Throws<ArgumentException>(() => writer.Add("__metadata__", new Tensor<int>(1)));
        Assert.Throws<NotSupportedException>(() => writer.Add("b", new Tensor<decimal>(1)));
        writer.Metadata["key"] = null!;
        Assert.Contains("'key'", Assert.Throws<ArgumentException>(() => Written(writer)).Message);
        writer.Metadata["key"] = new string('x', 100_000_000);
        Assert.Contains("100000000", Assert.Throws<ArgumentException>(() => Written(writer)).Message);
        Assert.Throws<ArgumentException>(() => SafetensorsReader.Open(new OneWayStream([]), "model"));
    }

    // By the safetensors package where there is one, else by hand.
    private const string Script = """
        import json, struct, sys, numpy as np
        try:
            from safetensors import safe_open
            with safe_open(sys.argv[1], 'np') as f:
                metadata = f.metadata()
                tensors = {k: f.get_tensor(k) for k in f.keys()}
        except ModuleNotFoundError:
            types = {'U8': '<u1', 'I64': '<i8', 'F32': '<f4', 'F64': '<f8'}
            with open(sys.argv[1], 'rb') as f:
                length, = struct.unpack('<Q', f.read(8))
                header = json.loads(f.read(length))
                data = f.read()
            metadata = header.pop('__metadata__')
            tensors = {}
            for name, entry in header.items():
                begin, end = entry['data_offsets']
                tensors[name] = np.frombuffer(data[begin:end], types[entry['dtype']]).reshape(entry['shape'])
        print(json.dumps(metadata, sort_keys=True))
        for name in sorted(tensors):
            a = tensors[name]
            print(json.dumps(name), a.dtype.str, a.shape, *[repr(v) for v in a.flatten().tolist()])
        """;

    [Fact]
    public void Python_reads_what_is_written()
    {
        using var folder = new TemporaryFolder();
        Sample().Save(folder["model"]);
        if (Python.Run(output, Script, folder["model"]) is not { } text)
            return;
        Assert.Equal(
            [
                """{"empty": "", "who": "\"\u00fc\"\n"}""",
                "\"layer.0/weight \\u00e4\" <f4 (2, 3) 1.5 nan -0.0 -3.4028234663852886e+38 1.401298464324817e-45 6.0",
                "\"none\" <f4 (0, 4)",
                "\"scalar\" <i8 () -9223372036854775808",
                "\"small\" |u1 (3,) 1 2 255",
                "\"wide\" <f8 (2,) 3.141592653589793 -inf",
            ],
            text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd())
        );
    }
}
