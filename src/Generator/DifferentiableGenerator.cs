using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.Emission;
using NeuralGen.Generator.IR;
using NeuralGen.Generator.Parsing;

namespace NeuralGen.Generator;

/// <summary>
/// Writes one file for each <c>[Differentiable]</c> method. What it caches between keystrokes are values: a method whose
/// meaning has not changed is not differentiated again.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class DifferentiableGenerator : IIncrementalGenerator
{
    internal const string ParsedStep = "Parsed";
    internal const string GeneratedStep = "Generated";

    private readonly bool _scheduled;

    /// <summary>The generator as the compiler creates it.</summary>
    public DifferentiableGenerator()
        : this(scheduled: true) { }

    /// <summary>Unscheduled, it writes plain scalar loops of the same derivative: the oracle of the tests.</summary>
    internal DifferentiableGenerator(bool scheduled) => _scheduled = scheduled;

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        bool scheduled = _scheduled;
        IncrementalValuesProvider<Source> sources = context
            .SyntaxProvider.ForAttributeWithMetadataName(
                KnownTypes.DifferentiableAttribute,
                static (node, _) => node is MethodDeclarationSyntax,
                static (attributed, cancellation) =>
                    ParseCache.GetOrParse(
                        attributed.TargetNode,
                        attributed.SemanticModel.Compilation,
                        () => Parse(attributed, cancellation)
                    )
            )
            .WithTrackingName(ParsedStep)
            .Where(static parsed => parsed is not null)
            .Select((parsed, _) => Generate(parsed!, scheduled))
            .WithTrackingName(GeneratedStep);
        context.RegisterSourceOutput(sources, static (output, source) => Add(output, source));
    }

#pragma warning disable CA1031 // whatever goes wrong in one method must not take the others with it
    private static (Parsed?, IReadOnlyCollection<SyntaxTree>) Parse(
        GeneratorAttributeSyntaxContext attributed,
        CancellationToken cancellation
    )
    {
        var method = (IMethodSymbol)attributed.TargetSymbol;
        var syntax = (MethodDeclarationSyntax)attributed.TargetNode;
        string name = $"{method.ContainingType?.Name}.{method.Name}";
        try
        {
            ParseResult result = MethodParser.Parse(
                method,
                syntax,
                attributed.SemanticModel,
                out IReadOnlyCollection<SyntaxTree> sources,
                cancellation
            );
            Parsed? parsed =
                result.Method is null && result.Refused is null
                    ? null
                    : new Parsed(HintName.Of(method), name, result.Method, "") { Refused = result.Refused };
            return (parsed, sources);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return (new Parsed("", name, null, Describe(error)), []);
        }
    }

    private static Source Generate(Parsed parsed, bool scheduled)
    {
        if (parsed.Refused is { } refused)
        {
            return new Source(parsed.HintName, parsed.MethodName, RefusedLayer.Write(refused), "");
        }

        if (parsed.Method is not { } method)
        {
            return new Source("", parsed.MethodName, "", parsed.Error);
        }

        try
        {
            return new Source(parsed.HintName, parsed.MethodName, Pipeline.Generate(method, scheduled), "");
        }
        catch (Exception error)
        {
            return new Source("", parsed.MethodName, "", Describe(error));
        }
    }
#pragma warning restore CA1031

    private static string Describe(Exception error) => $"{error.GetType().Name}: {error.Message}";

    private static void Add(SourceProductionContext output, Source source)
    {
        if (source.Error.Length > 0)
        {
            output.ReportDiagnostic(
                Diagnostic.Create(Rules.InternalError, Location.None, source.MethodName, source.Error)
            );
        }
        else
        {
            output.AddSource(source.HintName, SourceText.From(source.Text, Encoding.UTF8));
        }
    }

    /// <summary>A method free of Roslyn, or what went wrong in reading it.</summary>
    internal sealed record Parsed(string HintName, string MethodName, Method? Method, string Error)
    {
        /// <summary>Where the method stands, if it is refused and its layer lacks members without it.</summary>
        public Declaration? Refused { get; init; }
    }

    /// <summary>A generated file, or what went wrong in writing it.</summary>
    internal sealed record Source(string HintName, string MethodName, string Text, string Error);
}
