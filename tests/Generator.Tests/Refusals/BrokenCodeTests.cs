using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Refusals;

/// <summary>While its user types, code is wrong most of the time: neither generator nor analyzer may fail on it.</summary>
public class BrokenCodeTests
{
    private const string Source = """
        using System; using NeuralGen;
        partial class C
        {
            Tensor<float> W; float scale;
            [Differentiable(nameof(X), nameof(a), Name = "F")]
            public float M(Tensor<float> X, Span<float> y, float a, int n, bool flag, int[] idx, params float[] rest)
            {
                float s = 0, t = scale;
                const int c = 3;
                for (int i = 0; i < X.Dim(0); i++)
                {
                    int k = 2 * i + c;
                    for (int j = n - 1; j >= 0; j -= 2)
                        s += X[i, j] * W[j, k] / X.Length;
                    y[idx[i]] = Math.Max(y[idx[i]], flag && i % 2 == 0 ? (float)Math.Exp(s) : Activation.Sigmoid(t));
                }
                s *= Gradient.Stop(a) + Math.Clamp(a, 0, 1) + Math.Sign(a) + rest[0];
                return s;
            }
        }
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Missing_tokens(int seed)
    {
        var random = new Random(seed);
        SyntaxToken[] tokens = [.. CSharpSyntaxTree.ParseText(Source).GetRoot().DescendantTokens()];
        for (int run = 0; run < 25; run++)
        {
            int start = random.Next(12, tokens.Length);
            int count = random.Next(1, 4);
            string broken = string.Concat(
                tokens.Where((_, i) => i < start || i >= start + count).Select(t => t.ToFullString())
            );
            await Survives(broken);
        }
    }

    [Fact]
    public async Task The_whole_is_fine() =>
        Assert.Empty((await Survives(Source)).Where(d => d.Severity == DiagnosticSeverity.Error));

    private static async Task<ImmutableArray<Diagnostic>> Survives(string source)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Broken",
            [CSharpSyntaxTree.ParseText(source, options)],
            References.All,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
        );
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new DifferentiableGenerator().AsSourceGenerator()],
            parseOptions: options
        );
        GeneratorRunResult run = driver.RunGenerators(compilation).GetRunResult().Results.Single();
        Assert.True(run.Exception is null, $"{run.Exception}\n{source}");
        Assert.True(run.Diagnostics.IsEmpty, $"{run.Diagnostics.FirstOrDefault()}\n{source}");

        ImmutableArray<Diagnostic> analyzed = await compilation
            .WithAnalyzers([new DifferentiableAnalyzer()])
            .GetAnalyzerDiagnosticsAsync();
        Assert.True(analyzed.All(d => d.Id != "AD0001"), $"{analyzed.FirstOrDefault(d => d.Id == "AD0001")}\n{source}");
        return analyzed;
    }
}
