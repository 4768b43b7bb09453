using System;
using System.Globalization;
using System.IO;
using System.Linq;
using Xunit;
using Xunit.Abstractions;

namespace NeuralGen.Tests.Data;

/// <summary>NumPy's files beside NumPy. Skipped where there is no NumPy.</summary>
public class NumPyTests(ITestOutputHelper output)
{
    private static readonly string[] Types =
    [
        "b1",
        "i1",
        "i2",
        "i4",
        "i8",
        "u1",
        "u2",
        "u4",
        "u8",
        "f2",
        "f4",
        "f8",
        ">i2",
        ">i4",
        ">i8",
        ">u2",
        ">u4",
        ">u8",
        ">f2",
        ">f4",
        ">f8",
    ];

    // One file for each type, order and version; what they hold is (i * 5) mod 101 − 20, or its absolute value.
    private const string WriteScript = """
        import sys, numpy as np
        from numpy.lib import format
        folder = sys.argv[1]
        arrays = {}
        for type in sys.argv[2].split(','):
            for order in 'CF':
                a = (np.arange(60) * 5 % 101 - 20).reshape(5, 4, 3)
                a = (a > 0) if type == 'b1' else np.abs(a) if 'u' in type else a
                a = np.array(a, dtype=type, order=order)
                for version in (1, 2, 3):
                    with open(f"{folder}/{type.replace('>', 'big')}{order}{version}.npy", 'wb') as f:
                        format.write_array(f, a, version=(version, 0))
                arrays[f"{type.replace('>', 'big')}{order}"] = a
        np.savez(f"{folder}/plain.npz", **arrays)
        np.savez_compressed(f"{folder}/packed.npz", **arrays)
        np.save(f"{folder}/single.npy", np.float64(2.5))
        np.save(f"{folder}/empty.npy", np.zeros((0, 3)))
        np.save(f"{folder}/object.npy", np.array([{}], dtype=object))
        np.save(f"{folder}/structure.npy", np.zeros(2, dtype=[('a', '<f4'), ('b', '<i4')]))
        print('written')
        """;

    private const string ReadScript = """
        import sys, numpy as np
        for name in ('a', 'b', 'c', 'd'):
            a = np.load(f"{sys.argv[1]}/{name}.npy")
            print(a.dtype.str, a.shape, a.flags['C_CONTIGUOUS'], *[repr(v) for v in a.flatten().tolist()])
        """;

    private static double Expected(int i, string type)
    {
        int value = i * 5 % 101 - 20;
        return type == "b1" ? (value > 0 ? 1 : 0)
            : type.Contains('u', StringComparison.Ordinal) ? Math.Abs(value)
            : value;
    }

    private static void Check(string type, NpyReader file)
    {
        double[] expected = [.. Enumerable.Range(0, 60).Select(i => Expected(i, type))];
        using (file)
        {
            Assert.Equal([5, 4, 3], file.Shape.ToArray());
            Assert.Equal(expected, file.ReadToEnd<double>().ToArray());
        }
    }

    [Fact]
    public void Files_and_archives_of_NumPy_are_read()
    {
        using var folder = new TemporaryFolder();
        if (Python.Run(output, WriteScript, folder.Path, string.Join(',', Types)) is null)
            return;
        using NpzReader plain = NpzReader.Open(folder["plain.npz"]);
        using NpzReader packed = NpzReader.Open(folder["packed.npz"]);
        Assert.Equal(Types.Length * 2, plain.Names.Count);
        foreach (string type in Types)
        foreach (char order in "CF")
        {
            string name = $"{type.Replace(">", "big", StringComparison.Ordinal)}{order}";
            for (int version = 1; version <= 3; version++)
            {
                Check(type, NpyReader.Open(folder[$"{name}{version}.npy"]));
                using NpyReader chunks = NpyReader.Open(folder[$"{name}{version}.npy"]);
                Assert.Equal(
                    Enumerable.Range(0, 60).Select(i => (float)Expected(i, type)),
                    chunks.Chunks<float>(3).SelectMany(some => some.ToArray())
                );
            }
            Check(type, plain.OpenArray(name));
            Check(type, packed.OpenArray(name));
        }
        Assert.Equal([2.5], NpyReader.Open(folder["single.npy"]).ReadToEnd<double>().ToArray());
        Assert.Equal([0, 3], NpyReader.Open(folder["empty.npy"]).ReadToEnd<double>().Shape.ToArray());
        Assert.Throws<InvalidDataException>(() => NpyReader.Open(folder["object.npy"]));
        Assert.Throws<InvalidDataException>(() => NpyReader.Open(folder["structure.npy"]));
    }

    [Fact]
    public void NumPy_reads_what_is_written()
    {
        using var folder = new TemporaryFolder();
        NpyWriter.Write(folder["a.npy"], Tensor<float>.Wrap([1.5f, -2, 0.25f, 3, 4, 5], 2, 3));
        NpyWriter.Write(folder["b.npy"], Tensor<double>.Wrap([Math.PI]));
        NpyWriter.Write(folder["c.npy"], Tensor<byte>.Wrap([1, 255], 1, 2, 1));
        NpyWriter.Write(folder["d.npy"], Tensor<long>.Wrap([long.MinValue], []));
        if (Python.Run(output, ReadScript, folder.Path) is not { } text)
            return;
        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("<f4 (2, 3) True 1.5 -2.0 0.25 3.0 4.0 5.0", lines[0]);
        Assert.Equal("<f8 (1,) True " + Math.PI.ToString("R", CultureInfo.InvariantCulture), lines[1]);
        Assert.Equal("|u1 (1, 2, 1) True 1 255", lines[2]);
        Assert.Equal("<i8 () True -9223372036854775808", lines[3]);
    }
}
