using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Documentation;

/// <summary>
/// What the pages show is so. The words after a fence's language say what its text is held against: <c>compiled</c>;
/// <c>from</c> a file of the repository; <c>generated</c> and <c>stage</c>, what the generator makes of the page's methods;
/// <c>refused</c>, and <c>reported</c> for what the analyzer says of that. With NEURALGEN_ACCEPT=1 the last three are
/// written into the page.
/// </summary>
public class DocumentationTests
{
    private static readonly string[] Origins = ["compiled", "from", "generated", "refused"];

    public static TheoryData<string> Pages => [.. Page.Names];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_block_of_code_says_what_it_is_held_against(string page) =>
        Assert.All(
            Page.Open(page).Blocks.Where(b => b.Language == "csharp"),
            b => Assert.True(Origins.Contains(b.Kind), b.Describe())
        );

    [Theory]
    [MemberData(nameof(Pages))]
    public void Examples_compile_with_their_derivatives(string page) => Examples.Compile(Page.Open(page));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Excerpts_stand_in_their_files(string page) =>
        Assert.All(
            Page.Open(page).Blocks.Where(b => b.Kind == "from"),
            b =>
                Assert.Contains(
                    Dense(b.Text),
                    Dense(File.ReadAllText(Path.Combine(Page.Root, b.Word(1)))),
                    StringComparison.Ordinal
                )
        );

    [Theory]
    [MemberData(nameof(Pages))]
    public void Generated_code_is_what_the_generator_writes(string name)
    {
        Page page = Page.Open(name);
        Compiled compiled = Examples.Compile(page);
        Hold(page, page.Blocks.Where(b => b.Kind == "generated"), b => GeneratedExcerpt.Of(b, compiled.Generated));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Stages_are_what_the_pipeline_does(string name)
    {
        Page page = Page.Open(name);
        CSharpCompilation compilation = Examples.Compilation(page);
        Hold(page, page.Blocks.Where(b => b.Kind == "stage"), b => Stages.After(b, compilation));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Refusals_are_reported_as_shown(string name)
    {
        Page page = Page.Open(name);
        List<CodeBlock> blocks = [.. page.Blocks];
        foreach (CodeBlock refused in blocks.Where(b => b.Kind == "refused"))
        {
            string reported = await Reported(refused.Text);
            Assert.NotEmpty(reported);
            Hold(page, [blocks[blocks.IndexOf(refused) + 1]], _ => reported);
        }
    }

    private static void Hold(Page page, IEnumerable<CodeBlock> blocks, Func<CodeBlock, string> actual)
    {
        foreach (CodeBlock block in blocks)
        {
            string text = actual(block);
            if (Dense(text) == Dense(block.Text))
            {
                continue;
            }

            Assert.True(
                Environment.GetEnvironmentVariable("NEURALGEN_ACCEPT") == "1",
                $"{block.Describe()}: NEURALGEN_ACCEPT=1 writes into the page what it is now:\n{text}"
            );
            page.Replace(block, text);
        }
    }

    private static async Task<string> Reported(string example)
    {
        IEnumerable<Diagnostic> reported = await Parsing
            .Parsing.Compile(Parsing.Parsing.Usings + example)
            .WithAnalyzers([new DifferentiableAnalyzer()])
            .GetAnalyzerDiagnosticsAsync();
        return string.Join(
            '\n',
            reported
                .OrderBy(d => d.Location.SourceSpan.Start)
                .Select(d => $"{d.Id}: {d.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}")
        );
    }

    /// <summary>Without any white space: pages break lines where they have to.</summary>
    private static string Dense(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
