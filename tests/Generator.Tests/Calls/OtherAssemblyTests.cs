using System;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Calls;

/// <summary>What another assembly was compiled to is all that is known of its functions.</summary>
public class OtherAssemblyTests
{
    private const string Library = """
        using System; using NeuralGen;
        namespace Library;
        public static partial class Curves
        {
            [Differentiable]
            public static double Bell(double x, double width) => Math.Exp(-x * x / width);
            public static double Step(double x) => x > 0 ? 1 : 0;
            [Derivative(nameof(Step))]
            public static void Smooth(double x, double result, double seed, ref double xGrad) => xGrad += seed * 0.25;
        }
        """;

    private const string Program = """
        using NeuralGen; using Library;
        public static partial class P
        {
            [Differentiable]
            public static double M(double x, double w) => Curves.Bell(x, w) * 3 + Curves.Step(x) * w;
            public static double Run(int which)
            {
                double value = MGradient(0.5, 2, out double x, out double w);
                return which == 0 ? value : which == 1 ? x : w;
            }
        }
        """;

    [Fact]
    public void Functions_of_a_library()
    {
        byte[] library = Build("Library", Library, []);
        byte[] program = Build("Program", Program, [MetadataReference.CreateFromImage(library)]);
        Assembly loaded = Assembly.Load(library);
        AppDomain.CurrentDomain.AssemblyResolve += (_, e) =>
            e.Name.StartsWith("Library,", StringComparison.Ordinal) ? loaded : null;
        MethodInfo run = Assembly.Load(program).GetType("P")!.GetMethod("Run")!;
        double Run(int which) => (double)run.Invoke(null, [which])!;

        double bell = Math.Exp(-0.125);
        Assert.Equal((3 * bell) + 2, Run(0), 1e-12);
        Assert.Equal((-3 * bell * 0.5) + 0.5, Run(1), 1e-12);
        Assert.Equal((3 * bell * 0.0625) + 1, Run(2), 1e-12);
    }

    private static byte[] Build(string name, string source, MetadataReference[] others)
    {
        var strictness = new Strictness();
        CSharpCompilation compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(source, strictness.Parse)],
            [.. References.All, .. others],
            strictness.Compile
        );
        CSharpGeneratorDriver
            .Create(Generators.For(Generation.Scheduled), parseOptions: strictness.Parse)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        var image = new MemoryStream();
        Assert.Empty(output.Emit(image).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        return image.ToArray();
    }
}
