using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NeuralGen.Generator.Tests.Harness;
using NeuralGen.Generator.Tests.RandomPrograms.Building;
using NeuralGen.Generator.Tests.RandomPrograms.Language;
using Xunit;

namespace NeuralGen.Generator.Tests.Refusals;

/// <summary>Generated code compiles as the C# that it is said to need, and is not generated for an older one.</summary>
public class LanguageVersionTests
{
    [Theory]
    [InlineData(LanguageVersion.CSharp7_3)]
    [InlineData(LanguageVersion.CSharp11)]
    public async Task Older_versions_are_refused(LanguageVersion language)
    {
        const string Source =
            "public static partial class C { [NeuralGen.Differentiable] public static double F(double x) => x * x; }";
        Attempt attempt = Compiler.Try([Source], new Strictness { Language = language });
        Assert.Empty(attempt.Diagnostics);
        Assert.Empty(attempt.Generated);

        ImmutableArray<Diagnostic> reported = await CSharpCompilation
            .Create("Old", [CSharpSyntaxTree.ParseText(Source, new CSharpParseOptions(language))], References.All)
            .WithAnalyzers([new DifferentiableAnalyzer()])
            .GetAnalyzerDiagnosticsAsync();
        Assert.Equal("NG0033", Assert.Single(reported).Id);
        Assert.Contains(
            "written in C# 12.0, but",
            reported[0].GetMessage(System.Globalization.CultureInfo.InvariantCulture),
            System.StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_oldest_accepted_version_compiles_what_is_generated()
    {
        string programs = string.Concat(
            Enumerable.Range(1, 15).Select(seed => Printer.Print(ProgramBuilder.Build(seed), $"P{seed}"))
        );
        Attempt attempt = Compiler.Try(
            [$"#pragma warning disable CS0162, CS0219, CS1717, CS1718\nusing System; using NeuralGen;\n{programs}"],
            new Strictness { Language = LanguageVersion.CSharp12 }
        );
        Assert.Equal(
            15,
            attempt.Generated.Count(file => file.Text.Contains("MBackward(", System.StringComparison.Ordinal))
        );
        Assert.DoesNotContain(attempt.Diagnostics, d => d.Location.SourceTree?.FilePath != "Program0.cs");
    }
}
