using System;
using System.Diagnostics;
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

    public static (int Code, string Output, string Error) Start(params string[] arguments)
    {
        // tests/Runtime.Tests/bin/Release/net10.0/ → samples/Lectures/bin/Release/net10.0/
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        string root = own.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        string program = Path.Combine(root, "samples", "Lectures", "bin", own.Parent.Name, own.Name, "lectures.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    public void Dispose() => _folder.Dispose();
}
