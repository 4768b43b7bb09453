using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using Xunit;

namespace NeuralGen.Tests.Data;

public class UciDigitsTests
{
    private static string Line(string pixel, string digit, int pixels = 64) =>
        string.Join(',', Enumerable.Repeat(pixel, pixels).Append(digit));

    private static Dataset<float> Read(string text) =>
        UciDigits.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "file.csv");

    [Fact]
    public void Pictures_and_digits_are_read_and_scaled()
    {
        Dataset<float> data = Read("0," + Line("16", "7", 63) + "\n" + Line("4", "0") + "\r\n\n");
        Assert.Equal([7, 0], data.Labels);
        Assert.Equal([2, 64], data.Inputs.Shape.ToArray());
        Assert.Equal((0, 1, 0.25f), (data.Inputs[0, 0], data.Inputs[0, 63], data.Inputs[1, 5]));
    }

    [Fact]
    public void Compressed_files_are_read()
    {
        var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            zip.Write(Encoding.UTF8.GetBytes(Line("8", "3")));
        packed.Position = 0;
        Dataset<float> data = UciDigits.Read(packed, "file.csv.gz");
        Assert.Equal([3], data.Labels);
        Assert.Equal(0.5f, data.Inputs[0, 63]);
    }

    [Theory]
    [InlineData("17", "1", 64, "line 2, value 1: '17' is no whole number from 0 to 16")]
    [InlineData("-1", "1", 64, "line 2, value 1: '-1' is no whole number from 0 to 16")]
    [InlineData("1.5", "1", 64, "line 2, value 1: '1.5'")]
    [InlineData("", "1", 64, "line 2, value 1: ''")]
    [InlineData("3", "10", 64, "line 2, value 65: '10' is no whole number from 0 to 9")]
    [InlineData("3", "x", 64, "line 2, value 65: 'x'")]
    [InlineData("3", "1", 63, "line 2: 64 values, but 64 pixels and a digit are 65")]
    public void Malformed_lines_are_refused_with_their_place(string pixel, string digit, int pixels, string message)
    {
        string text = Line("3", "1") + "\n" + Line(pixel, digit, pixels) + "\n";
        var error = Assert.Throws<InvalidDataException>(() => Read(text));
        Assert.StartsWith("file.csv, ", error.Message);
        Assert.Contains(message, error.Message);
    }

    [Fact]
    public void Empty_file_is_refused()
    {
        Assert.Contains("file.csv", Assert.Throws<InvalidDataException>(() => Read("\n")).Message);
        Assert.Throws<FileNotFoundException>(() => UciDigits.Read(Path.Combine(AppContext.BaseDirectory, "no.csv")));
    }

    [Fact]
    public void Shipped_file_is_the_data_set()
    {
        Dataset<float> data = UciDigits.Read(Path.Combine(AppContext.BaseDirectory, "data", "digits.csv.gz"));
        Assert.Equal(1797, data.Count);
        int[] counts = new int[10];
        foreach (int label in data.Labels)
            counts[label]++;
        Assert.Equal([178, 182, 177, 183, 181, 182, 181, 179, 174, 180], counts);
        // The first picture is a zero, whose first row reads 0 0 5 13 9 1 0 0.
        Assert.Equal([0, 0, 5, 13, 9, 1, 0, 0], data.Inputs.Rows(0, 1).ToArray()[..8].Select(v => (int)(v * 16)));
    }
}
