using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NeuralGen.Generator.Tests.Harness;

/// <summary>Compiles sources as a user's build would, generator included, and loads the result.</summary>
internal static class Compiler
{
    /// <summary>Compiles, and fails on any diagnostic at all.</summary>
    public static Compiled Compile(
        string source,
        Strictness? strictness = null,
        Generation generation = Generation.Scheduled,
        byte[]? library = null
    ) => Compile([source], strictness, generation, library);

    public static Compiled Compile(
        IReadOnlyList<string> sources,
        Strictness? strictness = null,
        Generation generation = Generation.Scheduled,
        byte[]? library = null
    )
    {
        Attempt attempt = Try(sources, strictness, generation, library);
        return attempt.Diagnostics.IsEmpty
            ? Compiled.Load(attempt)
            : throw new Xunit.Sdk.XunitException(Failures.Describe(attempt));
    }

    /// <summary>Compiles without loading; what went wrong is in the attempt.</summary>
    public static Attempt Try(
        IReadOnlyList<string> sources,
        Strictness? strictness = null,
        Generation generation = Generation.Scheduled,
        byte[]? library = null
    )
    {
        strictness ??= new Strictness();
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Programs",
            sources.Select((s, i) => CSharpSyntaxTree.ParseText(s, strictness.Parse, $"Program{i}.cs")),
            References.With(library),
            strictness.Compile
        );
        return Try(compilation, strictness, generation) with { Library = library };
    }

    private static Attempt Try(CSharpCompilation compilation, Strictness strictness, Generation generation)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            Generators.For(generation),
            parseOptions: strictness.Parse
        );
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        GeneratorDriverRunResult run = driver.GetRunResult();
        var image = new MemoryStream();
        ImmutableArray<Diagnostic> compile = output.Emit(image).Diagnostics;

        // A generator that throws is a mere warning to a build: here it is a failure with its stack.
        IEnumerable<Diagnostic> all = run
            .Diagnostics.Concat(compile.Where(d => d.Severity != DiagnosticSeverity.Hidden))
            .Where(d => !d.IsSuppressed);
        return new Attempt(
            [.. all],
            [
                .. run
                    .Results.SelectMany(r => r.GeneratedSources)
                    .Select(g => new GeneratedFile(g.HintName, g.SourceText.ToString())),
            ],
            image.ToArray()
        )
        {
            Exceptions = [.. run.Results.Select(r => r.Exception).OfType<Exception>()],
        };
    }
}

internal sealed record GeneratedFile(string Name, string Text);

/// <summary>The outcome of a compilation, good or bad.</summary>
internal sealed record Attempt(
    ImmutableArray<Diagnostic> Diagnostics,
    ImmutableArray<GeneratedFile> Generated,
    byte[] Image
)
{
    /// <summary>The assembly that the sources use.</summary>
    public byte[]? Library { get; init; }

    public ImmutableArray<Exception> Exceptions { get; init; } = [];
}
