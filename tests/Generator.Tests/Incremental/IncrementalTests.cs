using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Incremental;

/// <summary>An edit that does not change what a method means must not cost more than parsing it.</summary>
public class IncrementalTests
{
    private const string Source = """
        using System;
        using NeuralGen;

        namespace P;

        public static partial class C
        {
            [Differentiable]
            public static float F(float[] x, int n)
            {
                float s = 0;
                for (int i = 0; i < n; i++)
                    s += x[i] * x[i];
                return s;
            }

            [Differentiable]
            public static float G(float a) => MathF.Exp(a) * a;

            public static int Other(int k)
            {
                return k + 1;
            }
        }
        """;

    [Theory]
    [InlineData("return k + 1;", "return k + 2;")]
    [InlineData("float s = 0;", "float s = 0; // the sum")]
    [InlineData("float s = 0;", "\n\n        float s = 0;\n")]
    [InlineData("namespace P;", "// first\n\nnamespace P;")]
    [InlineData("s += x[i] * x[i];", "{ s += (x[i] * x[i]); }")]
    [InlineData("public static int Other", "public static int Added;\n    public static int Other")]
    public void Edits_without_meaning_leave_every_step_cached(string before, string after)
    {
        GeneratorRunResult run = Rerun(Source.Replace(before, after, System.StringComparison.Ordinal));

        foreach (string step in new[] { DifferentiableGenerator.ParsedStep, DifferentiableGenerator.GeneratedStep })
        {
            Assert.Equal(2, Reasons(run, step).Count);
            Assert.All(Reasons(run, step), IsCached);
        }

        Assert.All(run.TrackedOutputSteps.SelectMany(s => s.Value).SelectMany(s => s.Outputs), o => IsCached(o.Reason));
    }

    [Fact]
    public void An_edit_of_one_method_generates_that_one_alone()
    {
        GeneratorRunResult run = Rerun(
            Source.Replace("x[i] * x[i]", "x[i] * x[i] * x[i]", System.StringComparison.Ordinal)
        );

        Assert.Single(Reasons(run, DifferentiableGenerator.ParsedStep), r => r == IncrementalStepRunReason.Modified);
        Assert.Single(Reasons(run, DifferentiableGenerator.GeneratedStep), r => r == IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void An_edit_of_another_file_leaves_every_step_cached()
    {
        GeneratorRunResult run = Rerun(Source, "internal static class D { internal const int K = 1; }");

        Assert.All(Reasons(run, DifferentiableGenerator.GeneratedStep), IsCached);
    }

    [Fact]
    public void File_names_are_stable()
    {
        GeneratorRunResult run = Rerun(
            """
            namespace N { public partial class A<T> { public partial struct B {
                [NeuralGen.Differentiable] static float F(float a) => a;
                [NeuralGen.Differentiable] static double F(double a) => a;
                [NeuralGen.Differentiable] static float f(float a) => a;
                [NeuralGen.Differentiable] static float @in(float a) => a;
                [NeuralGen.Differentiable] static float Bad(float a) => a % 2;
            } } }
            """
        );

        Assert.Equal(
            ["N.A{T}.B.F.g.cs", "N.A{T}.B.F.2.g.cs", "N.A{T}.B.f.3.g.cs", "N.A{T}.B.in.g.cs"],
            run.GeneratedSources.Select(s => s.HintName)
        );
    }

    private static void IsCached(IncrementalStepRunReason reason) =>
        Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, reason.ToString());

    private static List<IncrementalStepRunReason> Reasons(GeneratorRunResult run, string step) =>
        [.. run.TrackedSteps[step].SelectMany(s => s.Outputs).Select(o => o.Reason)];

    private static GeneratorRunResult Rerun(string changed, string? other = null)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new DifferentiableGenerator().AsSourceGenerator()],
            parseOptions: Options,
            driverOptions: new GeneratorDriverOptions(
                IncrementalGeneratorOutputKind.None,
                trackIncrementalGeneratorSteps: true
            )
        );
        SyntaxTree tree = CSharpSyntaxTree.ParseText(Source, Options);
        CSharpCompilation compilation = CSharpCompilation.Create("P", [tree], References.All);
        driver = driver.RunGenerators(compilation);
        compilation = compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(changed, Options));
        if (other is not null)
        {
            compilation = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(other, Options));
        }

        return driver.RunGenerators(compilation).GetRunResult().Results.Single();
    }

    private static CSharpParseOptions Options { get; } = new(LanguageVersion.Preview);
}
