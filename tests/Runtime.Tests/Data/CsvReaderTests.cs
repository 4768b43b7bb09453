using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Xunit;

namespace NeuralGen.Tests.Data;

public class CsvReaderTests
{
    private static CsvReader Open(string text, CsvOptions? options = null) =>
        new(new StringReader(text), "a.csv", options);

    private static CsvTable Read(string text, CsvOptions? options = null) => Open(text, options).ReadToEnd();

    private static string Error(string text, CsvOptions? options = null)
    {
        string message = Assert.Throws<InvalidDataException>(() => Read(text, options)).Message;
        Assert.StartsWith("a.csv", message);
        return message;
    }

    private static readonly CsvOptions Species = new() { Categories = ["species"] };

    [Fact]
    public void Columns_are_chosen_by_name_and_classes_become_indices()
    {
        CsvTable table = Read(
            "a,species,b,c\n1,owl,2.5,3\n-1e2, cat,.5,+4\n0,owl,7,8\n",
            new CsvOptions { Numbers = ["c", "a"], Categories = ["species"] }
        );
        Assert.Equal(["c", "a"], table.Columns);
        Assert.Equal([3, 1, 4, -100, 8, 0], table.Numbers.ToArray());
        Assert.Equal([0, 1, 0], table.Category("species").Indices);
        Assert.Equal(["owl", " cat"], table.Category("species").Classes);
        Dataset<float> data = table.ToDataset("species");
        Assert.Equal((3, table.Numbers), (data.Count, data.Inputs));
        Assert.Contains("'x', but: species", Assert.Throws<ArgumentException>(() => table.ToDataset("x")).Message);
    }

    [Fact]
    public void Given_classes_decide_the_indices_and_refuse_others()
    {
        var options = Species with
        {
            Classes = new System.Collections.Generic.Dictionary<
                string,
                System.Collections.Generic.IReadOnlyList<string>
            >
            {
                ["species"] = ["cat", "owl", "NA"],
            },
        };
        Assert.Equal([1, 0, 2], Read("species\nowl\ncat\nNA\n", options).Category("species").Indices);
        Assert.Contains(
            "line 3, column 'species': 'dog' is none of the classes cat, owl, NA",
            Error("species\nowl\ndog\n", options)
        );
        Assert.Throws<ArgumentException>(() => Read("a\n1\n", options with { Categories = [] }));
    }

    [Fact]
    public void Other_categories_become_inputs_one_hot()
    {
        CsvTable table = Read(
            "x,species,isle\n1,owl,P\n2,cat,Q\n3,owl,R\n",
            new CsvOptions { Categories = ["species", "isle"] }
        );
        Dataset<float> data = table.ToDataset("species", "isle");
        Assert.Equal([3, 4], data.Inputs.Shape.ToArray());
        Assert.Equal([1, 1, 0, 0, 2, 0, 1, 0, 3, 0, 0, 1], data.Inputs.ToArray());
        Assert.Equal([0, 1, 0], data.Labels);
        Assert.Throws<ArgumentException>(() => table.ToDataset("species", "species"));
    }

    [Theory]
    [InlineData("species\n\"a,b\"\n", "a,b")]
    [InlineData("species\n\"a\"\"b\"\n", "a\"b")]
    [InlineData("species\n\"\"\"\"", "\"")]
    [InlineData("species\r\n\"a\r\nb\"\r\n", "a\r\nb")]
    [InlineData("species\r\"a\nb\"\r", "a\nb")]
    [InlineData("\"species\"\n\n\nx\n\n", "x")]
    [InlineData("species\nø €", "ø €")]
    public void Quotes_and_line_ends_are_those_of_RFC_4180(string text, string value)
    {
        Assert.Equal([value], Read(text, Species).Category("species").Classes);
    }

    [Theory]
    [InlineData("a,b\n1,2\n3\n", "line 3: there are 1 values, but 2 columns")]
    [InlineData("a,b\n1,2,3\n", "line 2: there are 3 values, but 2 columns")]
    [InlineData("a,b\n1,2\n,x\n", "line 3, column 'a': the value is missing")]
    [InlineData("a,b\n1,NA\n", "line 2, column 'b': the value is missing")]
    [InlineData("a,b\n1,x\n", "line 2, column 'b': 'x' is no number")]
    [InlineData("a,b\n1,1e99\n", "'1e99' is no number")]
    [InlineData("a,b\n1,NaN\n", "'NaN' is no number")]
    [InlineData("a,b\n1,\"1,5\"\n", "'1,5' is no number")]
    [InlineData("a,a\n1,2\n", "columns 1 and 2 are both called 'a'")]
    [InlineData("a\n\"1\n", "line 2: there is a quote that is not closed")]
    [InlineData("a\n\"1\"2\n", "line 2: there is '2' behind a closing quote")]
    [InlineData("a\n1\"2\"\n", "line 2: there is a quote within a value")]
    [InlineData("a,b\n\"1\n\n\",2\n3\n", "line 5: there are 1 values")]
    [InlineData("", "there is nothing in it")]
    [InlineData("\r\n\n", "there is nothing in it")]
    public void Malformed_files_are_refused_with_the_place(string text, string message)
    {
        Assert.Contains(message, Error(text));
    }

    [Fact]
    public void Nothing_is_read_after_an_error()
    {
        using CsvReader reader = Open("a\n1\n2\nx\n4\n");
        Assert.Equal([1], reader.ReadRows(1).Numbers.ToArray());
        Assert.Throws<InvalidDataException>(() => reader.ReadRows(2));
        Assert.Throws<InvalidOperationException>(() => reader.ReadToEnd());
    }

    [Fact]
    public void Columns_that_are_not_there_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Open("a,b\n", new CsvOptions { Numbers = ["c"] }));
        Assert.Contains("a.csv has no column 'c', but: a, b", error.Message);
        Assert.Throws<ArgumentException>(() => Open("a,b\n", new CsvOptions { Numbers = ["a"], Categories = ["a"] }));
        Assert.Throws<ArgumentException>(() => Open("a,b\n", new CsvOptions { Separator = '"' }));
    }

    [Fact]
    public void Missing_values_are_treated_as_wanted()
    {
        const string Text = "x,y,species\n1,NA,owl\n,2,owl\n3,4,\n5,6,cat\n";
        CsvReader skipping = Open(Text, Species with { MissingValues = MissingValues.SkipRow });
        CsvTable table = skipping.ReadToEnd();
        Assert.Equal([5, 6], table.Numbers.ToArray());
        Assert.Equal(["cat"], table.Category("species").Classes);
        Assert.Equal(3, skipping.Skipped);

        CsvOptions nan = Species with { MissingValues = MissingValues.NaN };
        Assert.Equal([1, float.NaN, float.NaN, 2], Open(Text, nan).ReadRows(2).Numbers.ToArray());
        Assert.Contains("line 4, column 'species': the value is missing", Error(Text, nan));

        CsvOptions marks = new() { MissingMarks = ["?"], MissingValues = MissingValues.NaN };
        Assert.Equal([float.NaN], Read("x\n?\n", marks).Numbers.ToArray());
        Assert.Contains("'' is no number", Error("x,y\n,1\n", marks));
        // What is not selected may be missing.
        Assert.Equal(4, Read(Text, new CsvOptions { Numbers = [] }).Count);
    }

    [Fact]
    public void Header_and_separator_are_options()
    {
        CsvTable table = Read(
            "1;b;2\n3;a;4\n",
            new CsvOptions
            {
                Separator = ';',
                HasHeader = false,
                Categories = ["2"],
            }
        );
        Assert.Equal(["1", "3"], table.Columns);
        Assert.Equal([1, 2, 3, 4], table.Numbers.ToArray());
        Assert.Equal(["b", "a"], table.Category("2").Classes);
    }

    [Fact]
    public void Rows_come_in_chunks_and_an_index_keeps_its_meaning()
    {
        string text = "x,species\n" + string.Concat(Enumerable.Range(0, 7).Select(i => $"{i},c{i % 3}\n"));
        using CsvReader reader = Open(text, Species);
        CsvTable[] chunks = [.. reader.Chunks(3)];
        Assert.Equal([3, 3, 1], chunks.Select(chunk => chunk.Count));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], chunks.SelectMany(chunk => chunk.Numbers.ToArray()));
        Assert.Equal([0, 1, 2, 0, 1, 2, 0], chunks.SelectMany(chunk => chunk.Category("species").Indices));
        Assert.Equal(0, reader.ReadToEnd().Count);
    }

    private sealed class Endless : TextReader
    {
        public long Given { get; private set; }

        public override int Read(char[] buffer, int index, int count)
        {
            for (int i = 0; i < count; i++)
                buffer[index + i] = Given++ % 2 == 0 ? 'x' : '\n';
            return count;
        }
    }

    [Fact]
    public void Only_what_is_wanted_is_read()
    {
        var endless = new Endless();
        using var reader = new CsvReader(endless, "pipe", new CsvOptions { Categories = ["x"] });
        foreach (CsvTable table in reader.Chunks(1000).Take(5))
            Assert.Equal(1000, table.Count);
        Assert.InRange(endless.Given, 10_000, 20_000);
    }

    [Fact]
    public void Culture_of_the_thread_does_not_matter()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
            Assert.Equal([1.5f], Read("x\n1.5\n").Numbers.ToArray());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Files_are_UTF8_plain_or_compressed()
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes("x,species\n1,é\n")];
        File.WriteAllBytes(folder["a.csv"], bytes);
        File.WriteAllBytes(folder["a.csv.gz"], IdxReaderTests.Zip(bytes));
        foreach (string name in new[] { "a.csv", "a.csv.gz" })
        {
            using CsvReader reader = CsvReader.Open(folder[name], Species);
            Assert.Equal(["x", "species"], reader.Columns);
            Assert.Equal(["é"], reader.ReadToEnd().Category("species").Classes);
        }
        File.WriteAllBytes(folder["bad.csv"], [.. "x\n"u8, 0xe9, (byte)'\n']);
        var error = Assert.Throws<InvalidDataException>(() => CsvReader.Open(folder["bad.csv"]).ReadToEnd());
        Assert.Contains("bad.csv", error.Message);
        Assert.Contains("no UTF-8", error.Message);
    }

    [Fact]
    public void Records_have_a_greatest_length()
    {
        var options = new CsvOptions { MaxRecordLength = 100 };
        Assert.Contains("line 2: there is a record of more than 100", Error("x\n\"" + new string('1', 200), options));
        Assert.Contains("line 2: there is a record of more than 100", Error("x\n" + new string(',', 200), options));
        Assert.Equal(50, Read("x\n" + string.Concat(Enumerable.Repeat("1\n", 50)), options).Count);
    }
}
