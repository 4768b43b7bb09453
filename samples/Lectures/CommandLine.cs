using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;

namespace NeuralGen.Samples.Lectures;

/// <summary>The rows and options, and what they accept.</summary>
internal static class CommandLine
{
    private const string All = "all";
    private const string List = "list";

    private static readonly Argument<string[]> Rows = new("rows")
    {
        Description = $"'{List}', '{All}', or rows: A5 B7.",
        Arity = ArgumentArity.ZeroOrMore,
        DefaultValueFactory = _ => [List],
    };

    private static readonly Option<bool> Full = new("--full")
    {
        Description = "Train on Fashion-MNIST and MNIST, where they are found, instead of the small digits.",
    };

    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "Decides everything random; the bars hold for the default.",
        DefaultValueFactory = _ => 1,
        HelpName = "number",
    };

    private static readonly Option<string?> Book = FileOption.New(
        "--out",
        "The HTML book of pictures to write.",
        "book.html"
    );

    /// <summary>The command, which calls <paramref name="run"/> with the settings and returns its exit code.</summary>
    public static RootCommand Create(Func<Settings, int> run)
    {
        Rows.Validators.Add(CheckRows);
        var command = new RootCommand("Runs the lectures, row by row, and draws what they show.")
        {
            Rows,
            Full,
            Seed,
            Book,
        };
        command.SetAction(result =>
        {
            string[] rows = result.GetValue(Rows)!;
            return run(
                new Settings(
                    Chosen(rows),
                    rows.Contains(List),
                    result.GetValue(Full),
                    result.GetValue(Seed),
                    result.GetValue(Book)!
                )
            );
        });
        return command;
    }

    private static void CheckRows(ArgumentResult result)
    {
        foreach (Token token in result.Tokens)
            if (token.Value is not (All or List) && !Lecture.All.Any(lecture => Names(token.Value, lecture)))
                result.AddError($"'{token.Value}' is no row; '{List}' names them.");
    }

    private static IReadOnlyList<Lecture> Chosen(string[] rows) =>
        [
            .. Lecture.All.Where(lecture =>
                rows.Contains(All) || rows.Contains(List) || rows.Any(row => Names(row, lecture))
            ),
        ];

    private static bool Names(string row, Lecture lecture) =>
        string.Equals(row, lecture.Id, StringComparison.OrdinalIgnoreCase);
}
