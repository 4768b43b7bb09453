using System;
using System.IO;
using System.Linq;

namespace NeuralGen.Tests.Samples;

/// <summary>The lectures sample as a user starts it, its output going to a pipe: all rows, once for all tests.</summary>
public sealed class LecturesRun : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public LecturesRun()
    {
        string book = Path.Combine(_folder.Path, "book.html");
        (Code, Output, Error) = Start("all", "--out", book);
        Book = File.Exists(book) ? File.ReadAllText(book) : "";
    }

    public int Code { get; }

    public string Output { get; }

    public string Error { get; }

    public string Book { get; }

    /// <summary>What was printed of one row: its title line, its findings, its verdict.</summary>
    public string[] Row(string id) =>
        [
            .. Output
                .ReplaceLineEndings("\n")
                .Split('\n')
                .SkipWhile(line => !line.StartsWith(id + " ", StringComparison.Ordinal))
                .TakeWhile((line, i) => i == 0 || line.StartsWith(' ')),
        ];

    public static (int Code, string Output, string Error) Start(params string[] arguments) =>
        SampleProcess.Run(SampleProcess.Start("Lectures", "lectures", arguments));

    public void Dispose() => _folder.Dispose();
}
