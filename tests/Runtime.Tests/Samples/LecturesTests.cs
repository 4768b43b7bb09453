using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using NeuralGen.Samples.Lectures;
using Xunit;

namespace NeuralGen.Tests.Samples;

/// <summary>Every row of the lectures is there, and reaches its bars.</summary>
public class LecturesTests(LecturesRun run) : IClassFixture<LecturesRun>
{
    public static TheoryData<string> Rows => [.. Lecture.All.Select(lecture => lecture.Id)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Row_is_ok(string id)
    {
        string[] lines = run.Row(id);
        Assert.True(lines.Length > 2, run.Output + run.Error);
        Assert.True(lines[^1].StartsWith("     ok (", StringComparison.Ordinal), string.Join('\n', lines));
    }

    [Fact]
    public void All_ends_with_the_count_and_success()
    {
        int count = Lecture.All.Count;
        Assert.EndsWith($"{count} of {count} rows ok", run.Output.TrimEnd());
        Assert.Equal((0, ""), (run.Code, run.Error));
    }

    [Fact]
    public void List_names_all_rows()
    {
        string[] ids =
        [
            .. Enumerable.Range(1, 9).Select(i => $"A{i}"),
            .. Enumerable.Range(1, 18).Select(i => $"B{i}"),
        ];
        (int code, string output, string error) = LecturesRun.Start("list");
        Assert.Equal((0, ""), (code, error));
        string[] lines = output.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        Assert.Equal(ids, lines.Select(line => line.Split(' ')[0]));
        Assert.Equal(ids, Lecture.All.Select(lecture => lecture.Id));
    }

    /// <summary>A and B: what the row says it shows, its own source and a test of its own or of all.</summary>
    [Theory]
    [MemberData(nameof(Rows))]
    public void The_table_in_the_README_links_a_row_to_its_source_and_its_test(string id)
    {
        Lecture lecture = Lecture.All.Single(lecture => lecture.Id == id);
        string line = TableLine(id);
        Assert.StartsWith($"| [{id}](samples/Lectures/Rows/{lecture.Source}.cs)", line);
        Assert.Contains($"| {lecture.Shows} |", line);
        foreach (
            string part in Directory.GetFiles(Path.Combine(Root(), "samples/Lectures/Rows"), $"{lecture.Source}.*")
        )
            Assert.Contains($"(samples/Lectures/Rows/{Path.GetFileName(part)})", line);
        if (id[0] == 'A')
            Assert.Matches($@"\(tests/Generator\.Tests/LectureRows/{id}\w+\.cs\)", line);
        else
            Assert.Contains($"[`{nameof(Row_is_ok)}`](tests/Runtime.Tests/Samples/{nameof(LecturesTests)}.cs)", line);
    }

    /// <summary>No file of a row is longer than three pages of a screen.</summary>
    [Fact]
    public void A_row_can_be_read_beside_the_lecture() =>
        Assert.All(
            Directory.GetFiles(Path.Combine(Root(), "samples/Lectures/Rows")),
            file => Assert.InRange(File.ReadAllLines(file).Length, 1, 160)
        );

    /// <summary>C, which is in the library.</summary>
    [Fact]
    public void The_table_in_the_README_links_training_to_the_library_and_its_tests()
    {
        for (int i = 1; i <= 13; i++)
            Assert.Matches(@"^\| \[C\d+\]\(src/Runtime/.*\(tests/Runtime\.Tests/\S+Tests\.cs\)", TableLine($"C{i}"));
    }

    /// <summary>That what the table links to is there is checked with all links.</summary>
    private static string TableLine(string id) =>
        Assert.Single(
            File.ReadAllLines(Path.Combine(Root(), "README.md")),
            line => line.StartsWith($"| [{id}](", StringComparison.Ordinal)
        );

    private static string Root([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));

    [Fact]
    public void The_book_holds_all_it_shows()
    {
        Assert.DoesNotMatch("<(script|link|img|iframe)|src=|url\\(|@import|NaN", run.Book);
        foreach (Lecture lecture in Lecture.All)
            Assert.Contains($"<section id=\"{lecture.Id}\">", run.Book);
    }

    [Fact]
    public void One_row_runs_alone_and_an_unknown_one_is_refused()
    {
        using var folder = new TemporaryFolder();
        (int code, string output, string error) = LecturesRun.Start("a6", "--out", Path.Combine(folder.Path, "b.html"));
        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("A6 ", output);
        Assert.EndsWith("1 of 1 rows ok", output.TrimEnd());

        (code, output, error) = LecturesRun.Start("B99");
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("'B99' is no row; 'list' names them.", error);
    }
}
