using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NeuralGen.Generator.Tests.Harness;
using NeuralGen.Generator.Tests.Oracles;
using NeuralGen.Generator.Tests.RandomPrograms.Language;

namespace NeuralGen.Generator.Tests.RandomPrograms.Running;

/// <summary>
/// What came of a program's compilation: calls in double and, of every fourth program, in float; or the reason why there
/// are none.
/// </summary>
internal sealed record Loaded(DriverCall? InFloat, DriverCall? InDouble)
{
    /// <summary>What the compiler said against the generated code, or how the generator failed.</summary>
    public string? Error { get; init; }

    /// <summary>The diagnostic of a program that is refused.</summary>
    public string? Refused { get; init; }
}

/// <summary>
/// Compiles many programs at once: in double, in which differences mean something, and in float every fourth program of those
/// that are scheduled, for the sake of time.
/// </summary>
internal static class Batch
{
    // Documentation comments are for the tests of single files to look at. What may be null depends on signatures and on which
    // buffers are optional, not on what loops compute: it costs a quarter of the time, and is looked at in every eighth batch.
    private static readonly Strictness _strictness = new() { Documentation = DocumentationMode.None };
    private static readonly CSharpParseOptions _withoutNullability = _strictness.Parse.WithFeatures([
        new("run-nullable-analysis", "never"),
    ]);

    public static ImmutableArray<Loaded> Compile(IReadOnlyList<LoopProgram> programs, Generation generation)
    {
        var loaded = new Loaded?[programs.Count];
        CSharpParseOptions parse = programs[0].Seed / programs.Count % 8 == 0 ? _strictness.Parse : _withoutNullability;
        CSharpCompilation user = CSharpCompilation.Create(
            "Programs",
            programs.Select((p, i) => Tree(Source(p, i, generation), Name(i), parse)),
            References.All,
            _strictness.Compile
        );
        GeneratorDriver driver = CSharpGeneratorDriver
            .Create(Generators.For(generation), parseOptions: parse)
            .RunGeneratorsAndUpdateCompilation(user, out Compilation output, out ImmutableArray<Diagnostic> reported);

        for (int i = 0; i < programs.Count; i++)
        {
            if (!IsGenerated(output, Name(i) + "D"))
            {
                string name = Name(i);
                Diagnostic? failure =
                    reported.FirstOrDefault(d => Mentions(d.GetMessage(Invariant), name))
                    ?? OwnError(user, user.SyntaxTrees[i]);
                loaded[i] = new Loaded(null, null)
                {
                    Error = failure?.ToString(),
                    Refused = failure is null ? Reason(user, user.SyntaxTrees[i]) : null,
                };
            }
        }

        output = output.AddSyntaxTrees(
            programs
                .Index()
                .Where(p => loaded[p.Index] is null)
                .Select(p => Tree(Drivers(p.Item, p.Index, generation), Name(p.Index) + "Driver", parse))
        );
        var image = new MemoryStream();
        ImmutableArray<Diagnostic> diagnostics = Visible(output.Emit(image).Diagnostics);
        if (!diagnostics.IsEmpty)
        {
            return WithoutBroken(programs, generation, loaded, diagnostics);
        }

        image.Position = 0;
        System.Reflection.Assembly assembly = new AssemblyLoadContext("batch").LoadFromStream(image);
        return
        [
            .. loaded.Select(
                (l, i) =>
                    l
                    ?? new Loaded(
                        HasFloat(programs[i], generation) ? Call(assembly, Name(i) + "F") : null,
                        Call(assembly, Name(i) + "D")
                    )
            ),
        ];
    }

    /// <summary>The program as a user would see it, for messages.</summary>
    public static string Print(LoopProgram program) => Printer.Print(program, "P");

    private static IFormatProvider Invariant => System.Globalization.CultureInfo.InvariantCulture;

    /// <summary>Compiles the rest again without those that do not compile.</summary>
    private static ImmutableArray<Loaded> WithoutBroken(
        IReadOnlyList<LoopProgram> programs,
        Generation generation,
        Loaded?[] loaded,
        ImmutableArray<Diagnostic> diagnostics
    )
    {
        for (int i = 0; i < programs.Count; i++)
        {
            string name = Name(i);
            List<Diagnostic> own = [.. diagnostics.Where(d => Mentions(d.Location.SourceTree?.FilePath ?? "", name))];
            if (loaded[i] is null && own.Count > 0)
            {
                SyntaxTree tree = own[0].Location.SourceTree!;
                string lines = string.Join('\n', own.Take(4).Select(d => $"{d}\n    {Line(d)}"));
                loaded[i] = new Loaded(null, null) { Error = $"{lines}\n{tree.FilePath}" };
            }
        }

        List<int> rest = [.. Enumerable.Range(0, programs.Count).Where(i => loaded[i] is null)];
        if (rest.Count == programs.Count)
        {
            throw new InvalidOperationException(string.Join('\n', diagnostics.Take(5)));
        }

        ImmutableArray<Loaded> others = rest.Count == 0 ? [] : Compile([.. rest.Select(i => programs[i])], generation);
        foreach ((int position, int i) in rest.Index())
        {
            loaded[i] = others[position];
        }

        return [.. loaded.Select(l => l!)];
    }

    private static ImmutableArray<Diagnostic> Visible(ImmutableArray<Diagnostic> diagnostics) =>
        [.. diagnostics.Where(d => d.Severity != DiagnosticSeverity.Hidden && !d.IsSuppressed)];

    /// <summary>What the compiler says against the program itself: a fault of the grammar, which must not pass for a refusal.</summary>
    private static Diagnostic? OwnError(CSharpCompilation user, SyntaxTree tree) =>
        user.GetSemanticModel(tree)
            .GetDiagnostics()
            .FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error && !d.IsSuppressed && !d.IsWarningAsError);

    private static string Reason(CSharpCompilation user, SyntaxTree tree) =>
        user.WithAnalyzers([new DifferentiableAnalyzer()])
            .GetAnalyzerSemanticDiagnosticsAsync(user.GetSemanticModel(tree), null, default)
            .GetAwaiter()
            .GetResult()
            .Where(d => d.DefaultSeverity == DiagnosticSeverity.Error)
            .Select(d => $"{d.GetMessage(Invariant)}\n    {Line(d)}")
            .FirstOrDefault("without a word");

    private static string Line(Diagnostic diagnostic)
    {
        FileLinePositionSpan span = diagnostic.Location.GetLineSpan();
        return diagnostic.Location.SourceTree!.GetText().Lines[span.StartLinePosition.Line].ToString().Trim();
    }

    private static bool IsGenerated(Compilation output, string name) =>
        !output.GetTypeByMetadataName("Programs." + name)!.GetMembers("MForward").IsEmpty;

    private static DriverCall Call(System.Reflection.Assembly assembly, string name) =>
        assembly
            .GetType($"Programs.{name}Driver")!
            .GetMethod("Run", System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!
            .CreateDelegate<DriverCall>();

    // The trailing underscore keeps P1 from being found in P11.
    private static string Name(int program) => FormattableString.Invariant($"P{program}_");

    private static bool Mentions(string text, string name) => text.Contains(name, StringComparison.Ordinal);

    private static bool HasFloat(LoopProgram program, Generation generation) =>
        generation == Generation.Scheduled && program.Seed % 4 == 0;

    private static string Source(LoopProgram program, int i, Generation generation) =>
        InNamespace(
            (HasFloat(program, generation) ? Printer.Print(program, Name(i) + "F") : "")
                + DoublePrecision.Rewrite(Printer.Print(program, Name(i) + "D"))
        );

    private static string Drivers(LoopProgram program, int i, Generation generation) =>
        InNamespace(
            (HasFloat(program, generation) ? Driver.Print(program, Name(i) + "F", "float") : "")
                + Driver.Print(program, Name(i) + "D", "double")
        );

    private static string InNamespace(string text) =>
        $"#pragma warning disable CS0162, CS0219, CS1717, CS1718 // what shrinking leaves behind\nusing System;\nusing NeuralGen;\n\nnamespace Programs\n{{\n{text}}}\n";

    private static SyntaxTree Tree(string source, string name, CSharpParseOptions parse) =>
        CSharpSyntaxTree.ParseText(source, parse, name + ".cs");
}
