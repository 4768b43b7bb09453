using System;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace NeuralGen.Generator.Tests.Harness;

/// <summary>Says what went wrong in a compilation, with the lines of generated code that it went wrong in.</summary>
internal static class Failures
{
    private const int Shown = 12;

    public static string Describe(Attempt attempt)
    {
        var text = new StringBuilder();
        foreach (Exception exception in attempt.Exceptions)
        {
            text.AppendLine(exception.ToString());
        }

        foreach (Diagnostic diagnostic in attempt.Diagnostics.Take(Shown))
        {
            text.AppendLine(diagnostic.ToString());
        }

        if (attempt.Diagnostics.Length > Shown)
        {
            text.Append("… and ").Append(attempt.Diagnostics.Length - Shown).AppendLine(" more");
        }

        foreach (
            SyntaxTree tree in attempt.Diagnostics.Select(d => d.Location.SourceTree).OfType<SyntaxTree>().Distinct()
        )
        {
            text.AppendLine().Append("// ").AppendLine(tree.FilePath).AppendLine(Numbered(tree.ToString()));
        }

        return text.ToString();
    }

    private static string Numbered(string source) =>
        string.Join('\n', source.Split('\n').Select((line, i) => $"{i + 1, 4}  {line.TrimEnd('\r')}"));
}
