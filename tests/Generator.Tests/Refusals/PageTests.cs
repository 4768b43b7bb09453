using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NeuralGen.Generator.Diagnostics;
using Xunit;

namespace NeuralGen.Generator.Tests.Refusals;

/// <summary>Each diagnostic has a page, and what the page says is so.</summary>
public class PageTests
{
    public static TheoryData<string> Ids => [.. Rules.All.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_first_example_is_reported_and_the_second_is_not(string id)
    {
        string page = await File.ReadAllTextAsync(Path.Combine(Folder(), id + ".md"));
        Assert.StartsWith($"# {id}: {Rules.Find(id).Title}\n", page, StringComparison.Ordinal);

        string[] examples =
        [
            .. Regex.Matches(page, "```csharp\n(.*?)```", RegexOptions.Singleline).Select(m => m.Groups[1].Value),
        ];
        if (examples.Length > 0)
        {
            Assert.Contains(id, await Reported(examples[0]));
            Assert.Empty(await Reported(examples[1]));
        }
    }

    [Fact]
    public void Every_message_says_what_to_do() =>
        Assert.All(
            Rules.All.Where(rule => rule.DefaultSeverity == DiagnosticSeverity.Error),
            // Where the format ends with a placeholder, the advice comes with the argument.
            rule =>
                Assert.Matches(
                    @"\. [A-Z].*\.$|\{\d\}\.?$",
                    rule.MessageFormat.ToString(System.Globalization.CultureInfo.InvariantCulture)
                )
        );

    private static async Task<string[]> Reported(string example) =>
        [
            .. (
                await Parsing
                    .Parsing.Compile(Parsing.Parsing.Usings + example)
                    .WithAnalyzers([new DifferentiableAnalyzer()])
                    .GetAnalyzerDiagnosticsAsync()
            ).Select(d => d.Id),
        ];

    private static string Folder([CallerFilePath] string file = "") =>
        Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "docs", "diagnostics");
}
