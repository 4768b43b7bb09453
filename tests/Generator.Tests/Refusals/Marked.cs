using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace NeuralGen.Generator.Tests.Refusals;

/// <summary>
/// A source in which <c>{|NG0011:while|}</c> marks what is to be reported: exactly these diagnostics, at exactly these
/// places.
/// </summary>
internal static class Marked
{
    /// <summary>Members of a partial class.</summary>
    public static Task Members(string members) => Source($"public partial class C\n{{\n{members}\n}}\n");

    /// <summary>Statements of a method with a bit of everything to use.</summary>
    public static Task Body(string statements) =>
        Members(
            $$"""
            [Differentiable]
            static void M(Tensor<float> X, float[] x, Span<float> y, float a, int n, bool flag, int[] idx, string s)
            {
                {{statements}}
            }
            static float Helper(float x) => x > 1 ? Helper(x / 2) : x;
            """
        );

    public static async Task Source(string marked, byte[]? library = null)
    {
        (string source, List<Expected> expected) = Read(Parsing.Parsing.Usings + marked);
        CSharpCompilation compilation = Parsing.Parsing.Compile(source, library);
        var analysis = compilation.WithAnalyzers([new DifferentiableAnalyzer()]);
        IEnumerable<Diagnostic> reported = await analysis.GetAnalyzerDiagnosticsAsync();
        Assert.Equal(
            expected.OrderBy(e => e.Span.Start).ThenBy(e => e.Id).Select(e => e.Show(source)),
            reported
                .OrderBy(d => d.Location.SourceSpan.Start)
                .ThenBy(d => d.Id)
                .Select(d => new Expected(d.Id, d.Location.SourceSpan).Show(source))
                // This compiler shows members of an extension block to analyzers more than once.
                .Distinct()
        );
    }

    /// <summary>The one message that is reported.</summary>
    public static async Task<string> Message(string members)
    {
        (string source, _) = Read($"{Parsing.Parsing.Usings}public partial class C\n{{\n{members}\n}}\n");
        var analysis = Parsing.Parsing.Compile(source).WithAnalyzers([new DifferentiableAnalyzer()]);
        return (await analysis.GetAnalyzerDiagnosticsAsync())
            .Single()
            .GetMessage(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static (string Source, List<Expected> Expected) Read(string marked)
    {
        var source = new StringBuilder();
        var expected = new List<Expected>();
        var open = new Stack<(string Id, int Start)>();
        for (int i = 0; i < marked.Length; i++)
        {
            if (marked.AsSpan(i).StartsWith("{|NG"))
            {
                open.Push((marked.Substring(i + 2, 6), source.Length));
                i += 8;
            }
            else if (marked.AsSpan(i).StartsWith("|}"))
            {
                (string id, int start) = open.Pop();
                expected.Add(new Expected(id, TextSpan.FromBounds(start, source.Length)));
                i++;
            }
            else
            {
                source.Append(marked[i]);
            }
        }

        return (source.ToString(), expected);
    }

    private sealed record Expected(string Id, TextSpan Span)
    {
        public string Show(string source) => $"{Id} at {Span.Start}: {source.Substring(Span.Start, Span.Length)}";
    }
}
