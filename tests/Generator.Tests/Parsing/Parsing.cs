using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NeuralGen.Generator.IR;
using NeuralGen.Generator.Parsing;
using NeuralGen.Generator.Tests.Harness;

namespace NeuralGen.Generator.Tests.Parsing;

/// <summary>Runs the parser on one method and shows what came out.</summary>
internal static class Parsing
{
    public const string Usings = "using System; using NeuralGen;\n";

    /// <summary>Members of a partial class <c>C</c>, compiled; a mistake in the test's own source fails.</summary>
    public static CSharpCompilation Compile(string source, byte[]? library = null)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Tests",
            [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview), "Test.cs")],
            References.With(library),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true)
        );
        Diagnostic? error = compilation.GetDiagnostics().FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error);
        return error is null ? compilation : throw new Xunit.Sdk.XunitException($"{error}\n{source}");
    }

    public static IReadOnlyList<ParseResult> ParseAll(string source, byte[]? library = null)
    {
        CSharpCompilation compilation = Compile(source, library);
        SyntaxTree tree = compilation.SyntaxTrees[0];
        SemanticModel model = compilation.GetSemanticModel(tree);
        return
        [
            .. tree.GetRoot()
                .DescendantNodes()
                .OfType<MethodDeclarationSyntax>()
                .Where(m => m.AttributeLists.ToString().Contains("Differentiable", System.StringComparison.Ordinal))
                .Select(m => MethodParser.Parse(model.GetDeclaredSymbol(m)!, m, model, default)),
        ];
    }

    /// <summary>The first differentiable method; members are wrapped into a partial class.</summary>
    public static Method Parse(string members)
    {
        ParseResult result = ParseAll($"{Usings}public static partial class C\n{{\n{members}\n}}\n")[0];
        return result.Method
            ?? throw new Xunit.Sdk.XunitException(
                string.Join("\n", result.Findings.Select(f => $"{f.Id} at {f.Start}: {f.Arguments}"))
            );
    }

    /// <summary>The body in lecture notation, with ranges.</summary>
    public static string Dump(string members) =>
        string.Join("\n", LecturePrinter.Lines(Parse(members).Body, withRanges: true));
}
