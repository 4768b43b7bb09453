using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using NeuralGen.Generator.Parsing;
using NeuralGen.Generator.Tests.Harness;

namespace NeuralGen.Generator.Tests.Hostile;

/// <summary>Many edited bodies of one group in one compilation. Each stands in a file of its own: an error disqualifies its own body alone.</summary>
internal sealed class Batch(Group group, bool scheduled, Tally tally)
{
    private static readonly CSharpCompilationOptions _options = new(
        OutputKind.DynamicallyLinkedLibrary,
        checkOverflow: true,
        warningLevel: 9999
    );

    private readonly HashSet<Candidate> _overDuals = [];

    public void Run(IEnumerable<Edited> edited)
    {
        List<Candidate> candidates = [.. edited.Select(e => new Candidate(e))];
        CSharpCompilation compilation = Compiling(candidates);
        var generated = new Dictionary<SyntaxTree, Candidate>();
        foreach (Candidate candidate in candidates.ToList())
        {
            var made = Generated.From(candidate, compilation, scheduled);
            tally.Slowest = made.Time > tally.Slowest ? made.Time : tally.Slowest;
            if (made.Text is { } text)
            {
                generated.Add(CSharpSyntaxTree.ParseText(text, Candidate.Options, $"{candidate.Name}.g.cs"), candidate);
            }
            else
            {
                tally.Add(candidate.Edited, made.Failure is null ? Fate.Refused : Fate.Failed, made.Failure ?? "");
                candidates.Remove(candidate);
                continue;
            }

            if (made.Failure is { } failure)
            {
                tally.Add(candidate.Edited, Fate.Failed, failure);
                candidates.Remove(candidate);
            }
        }

        if (candidates.Count > 0 && Emitted(compilation, candidates, generated) is { } image)
        {
            var running = new Running(image);
            foreach (Candidate candidate in candidates)
            {
                (Fate fate, string failure) = running.Examine(candidate.Edited, _overDuals.Contains(candidate));
                tally.Add(candidate.Edited, fate, failure);
            }
        }
    }

    /// <summary>The compilation of those that compile; the others leave the list.</summary>
    private CSharpCompilation Compiling(List<Candidate> candidates)
    {
        SyntaxTree[] shared =
        [
            Candidate.Shared(group),
            Candidate.SharedInDual(group),
            Candidate.Dual,
            Candidate.SharedBurning(group),
        ];
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Hostile",
            [.. shared, .. candidates.SelectMany(c => new[] { c.Method, c.Burning, c.InDual })],
            References.All,
            _options
        );
        HashSet<SyntaxTree> broken =
        [
            .. compilation
                .GetDiagnostics()
                .Where(d => d.Severity == DiagnosticSeverity.Error)
                .Select(d => d.Location.SourceTree)
                .OfType<SyntaxTree>(),
        ];
        bool hasDuals = !broken.Contains(shared[1]) && !broken.Contains(shared[2]);
        foreach (Candidate candidate in candidates.ToList())
        {
            if (broken.Contains(candidate.Method) || broken.Contains(candidate.Burning))
            {
                tally.Add(candidate.Edited, Fate.DoesNotCompile);
                candidates.Remove(candidate);
            }
            else if (hasDuals && !broken.Contains(candidate.InDual))
            {
                _overDuals.Add(candidate);
            }
        }

        return CSharpCompilation.Create(
            "Hostile",
            [
                shared[0],
                shared[2],
                shared[3],
                .. hasDuals ? [shared[1]] : Array.Empty<SyntaxTree>(),
                .. candidates.SelectMany(c => new[] { c.Method, c.Burning }),
                .. _overDuals.Select(c => c.InDual),
            ],
            References.All,
            _options
        );
    }

    /// <summary>What is generated for the group's own methods, which edited bodies call.</summary>
    private IEnumerable<SyntaxTree> SharedDerivatives(CSharpCompilation compilation)
    {
        SyntaxTree shared = compilation.SyntaxTrees[0];
        SemanticModel model = compilation.GetSemanticModel(shared);
        return shared
            .GetRoot()
            .DescendantNodes()
            .OfType<MethodDeclarationSyntax>()
            .Where(m => m.AttributeLists.Count > 0)
            .Select(m => MethodParser.Parse(model.GetDeclaredSymbol(m)!, m, model, default).Method)
            .OfType<IR.Method>()
            .Select(
                (method, i) =>
                    CSharpSyntaxTree.ParseText(
                        Pipeline.Generate(method, scheduled),
                        Candidate.Options,
                        $"Shared{i}.g.cs"
                    )
            );
    }

    /// <summary>The program with its derivatives; bodies whose derivative does not compile, or warns, are failures and leave the list.</summary>
    private byte[]? Emitted(
        CSharpCompilation compilation,
        List<Candidate> candidates,
        Dictionary<SyntaxTree, Candidate> generated
    )
    {
        while (candidates.Count > 0)
        {
            var image = new MemoryStream();
            List<SyntaxTree> trees =
            [
                .. SharedDerivatives(compilation),
                .. generated.Where(g => candidates.Contains(g.Value)).Select(g => g.Key),
            ];
            EmitResult result = compilation.AddSyntaxTrees(trees).Emit(image);
            var bad = result
                .Diagnostics.Where(d =>
                    d.Severity >= DiagnosticSeverity.Warning
                    && d.Location.SourceTree is { } tree
                    && generated.ContainsKey(tree)
                )
                .GroupBy(d => generated[d.Location.SourceTree!])
                .ToList();
            foreach (IGrouping<Candidate, Diagnostic> one in bad)
            {
                tally.Add(one.Key.Edited, Fate.Failed, $"the generated code: {one.First()}");
                candidates.Remove(one.Key);
            }

            if (result.Success)
            {
                return image.ToArray();
            }

            if (bad.Count == 0)
            {
                string error = result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error).ToString();
                candidates.ForEach(c => tally.Add(c.Edited, Fate.Failed, $"with its derivative: {error}"));
                return null;
            }
        }

        return null;
    }
}
