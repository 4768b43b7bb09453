using System;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NeuralGen.Generator.Parsing;

namespace NeuralGen.Generator.Tests.Hostile;

/// <summary>What the generator made of an edited body.</summary>
/// <param name="Text">The generated file; null: refused.</param>
/// <param name="Failure">What must not happen; null: all is well.</param>
/// <param name="Time">How long it took.</param>
internal sealed record Generated(string? Text, string? Failure, TimeSpan Time)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _allowed = TimeSpan.FromSeconds(1);

    public static Generated From(Candidate candidate, Compilation compilation, bool scheduled)
    {
        Generated generated = Once(candidate, compilation, scheduled);

        // Others use the processor too: what is slow is slow each time.
        for (int again = 0; again < 4 && generated.Time > _allowed && generated.Failure is null; again++)
        {
            generated = Once(candidate, compilation, scheduled);
        }

        return generated.Time > _allowed && generated.Failure is null
            ? generated with
            {
                Failure = FormattableString.Invariant($"takes {generated.Time.TotalSeconds:F1} seconds"),
            }
            : generated;
    }

    private static Generated Once(Candidate candidate, Compilation compilation, bool scheduled)
    {
        Trail.Enter("generate", candidate.Edited);
        var watch = Stopwatch.StartNew();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        Task<(string? Text, string? Failure)> work = Task.Run(() => Make(candidate, compilation, scheduled));
        if (!work.Wait(_patience))
        {
            return new Generated(null, "does not end", watch.Elapsed);
        }

        // Both are as long as it took at least; others use the processor and this process too.
        TimeSpan used = Environment.CpuUsage.TotalTime - before;
        TimeSpan time = used < watch.Elapsed ? used : watch.Elapsed;
        return new Generated(work.Result.Text, work.Result.Failure, time);
    }

#pragma warning disable CA1031 // whatever it throws is what is looked for
    private static (string? Text, string? Failure) Make(Candidate candidate, Compilation compilation, bool scheduled)
    {
        try
        {
            SemanticModel model = compilation.GetSemanticModel(candidate.Method);
            MethodDeclarationSyntax syntax = candidate
                .Method.GetRoot()
                .DescendantNodes()
                .OfType<MethodDeclarationSyntax>()
                .First(m => m.Identifier.Text == candidate.Name);
            ParseResult result = MethodParser.Parse(
                (IMethodSymbol)model.GetDeclaredSymbol(syntax)!,
                syntax,
                model,
                default
            );
            foreach (Diagnostics.Finding finding in result.Findings)
            {
                _ = finding.At(syntax).GetMessage(System.Globalization.CultureInfo.InvariantCulture);
                if (finding.Start < 0 || finding.Start + finding.Length > syntax.Span.Length)
                {
                    return (null, $"{finding.Id} stands outside the method");
                }
            }

            return result.Method is { } method ? (Pipeline.Generate(method, scheduled), null)
                : result.Findings.Any(f => f.IsError) ? (null, null)
                : (null, "is refused without a word");
        }
        catch (Exception error)
        {
            return (null, $"throws {error}");
        }
    }
#pragma warning restore CA1031
}
