using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NeuralGen.Generator.Tests.Harness;
using NeuralGen.Generator.Tests.Oracles;
using NeuralGen.Generator.Tests.RandomPrograms.Language;

namespace NeuralGen.Generator.Tests.RandomPrograms.Running;

/// <summary>
/// The derivative along a direction of the cotangents times everything that the method leaves behind; not a number at a kink. And
/// the largest derivative that was met on the way, of which the last digits are lost.
/// </summary>
internal delegate double DualCall(
    Array[] values,
    int[][] shapes,
    double[]?[] direction,
    double[]?[] cotangents,
    double seed,
    out double largest
);

/// <summary>
/// How much of each parameter's gradient is lost where it is summed in reverse in float, of all that is between exact: a program's own loss,
/// of which the generator knows nothing.
/// </summary>
internal delegate double[] ReverseLoss(Array[] values, int[][] shapes, double[]?[] cotangents, double seed);

/// <summary>A program over dual numbers, or why it is none.</summary>
internal sealed record OverDuals(DualCall? Call, ReverseLoss? Loss, string? Error);

/// <summary>Compiles programs over dual numbers, which know the derivative without a step size.</summary>
internal static class Duals
{
    private static readonly CSharpParseOptions _parse = new(LanguageVersion.Preview);

    public static ImmutableArray<OverDuals> Compile(IReadOnlyList<LoopProgram> programs)
    {
        SyntaxTree[] trees = [.. programs.Select((p, i) => Tree(Source(p, Name(i))))];
        var compilation = CSharpCompilation.Create(
            "Duals",
            [Tree(DualSource.Text), .. trees],
            References.All,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
        );
        ILookup<SyntaxTree?, Diagnostic> errors = compilation
            .GetDiagnostics()
            .Where(d => d.Severity == DiagnosticSeverity.Error)
            .ToLookup(d => d.Location.SourceTree);
        var image = new MemoryStream();
        compilation.RemoveSyntaxTrees(trees.Where(errors.Contains)).Emit(image);
        image.Position = 0;
        System.Reflection.Assembly assembly = new AssemblyLoadContext("duals").LoadFromStream(image);
        return
        [
            .. trees.Select(
                (tree, i) =>
                    errors.Contains(tree)
                        ? new OverDuals(null, null, errors[tree].First().ToString())
                        : new OverDuals(
                            assembly.GetType($"{Name(i)}Slope")!.GetMethod("Along")!.CreateDelegate<DualCall>(),
                            assembly.GetType($"{Name(i)}Slope")!.GetMethod("Lost")!.CreateDelegate<ReverseLoss>(),
                            null
                        )
            ),
        ];
    }

    private static string Name(int program) => FormattableString.Invariant($"P{program}_");

    private static string Source(LoopProgram program, string name) =>
        "using System;\nusing NeuralGen;\n"
        + DualNumbers.Declarations(
            DoublePrecision.Rewrite(
                Printer.Print(program, name).Replace(Library.Generic, Library.Plain, StringComparison.Ordinal)
            ) + Driver.Print(program, name, "double", isDifferentiated: false)
        )
        + $$"""
            public static class {{name}}Slope
            {
                public static double Along(Array[] v, int[][] s, double[][] d, double[][] c, double seed, out double largest)
                {
                    var own = new Array[v.Length];
                    for (int i = 0; i < v.Length; i++)
                        own[i] = v[i] is double[] numbers ? Dual.Join(numbers, d[i]) : (Array)v[i].Clone();
                    Dual.Kink = false;
                    Dual.Largest = 0;
                    double slope = seed * {{name}}Driver.Run(0, own, s, new Array[v.Length], 0).D;
                    for (int i = 0; i < v.Length; i++)
                        for (int k = 0; c[i] != null && k < c[i].Length; k++)
                            slope += c[i][k] * ((Dual[])own[i])[k].D;
                    largest = Dual.Largest;
                    return Dual.Kink ? double.NaN : slope;
                }

                public static double[] Lost(Array[] v, int[][] s, double[][] c, double seed)
                {
                    Tape.Start();
                    var own = new Array[v.Length];
                    for (int i = 0; i < v.Length; i++)
                        own[i] = v[i] is double[] numbers ? Dual.Join(numbers, null) : (Array)v[i].Clone();
                    var inputs = Array.ConvertAll(own, a => a is Dual[] numbers ? Array.ConvertAll(numbers, n => n.Place) : new int[0]);
                    int result = {{name}}Driver.Run(0, own, s, new Array[v.Length], 0).Place;
                    var adjoints = new double[Tape.Length];
                    adjoints[result] += seed;
                    for (int i = 0; i < v.Length; i++)
                        for (int k = 0; c[i] != null && k < c[i].Length; k++)
                            adjoints[((Dual[])own[i])[k].Place] += c[i][k];
                    double[] exact = Tape.Reverse((double[])adjoints.Clone(), false), rounded = Tape.Reverse(adjoints, true);
                    Tape.Stop();
                    return Array.ConvertAll(inputs, places => Furthest(places, exact, rounded));
                }

                private static double Furthest(int[] places, double[] exact, double[] rounded)
                {
                    double lost = 0;
                    foreach (int place in places)
                        lost = Math.Max(lost, Math.Abs(exact[place] - rounded[place]));
                    return lost;
                }
            }
            """;

    private static SyntaxTree Tree(string source) => CSharpSyntaxTree.ParseText(source, _parse);
}
