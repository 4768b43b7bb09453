using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NeuralGen.Generator.Tests.Harness;

namespace NeuralGen.Generator.Tests.Documentation;

/// <summary>
/// Finds what a page shows of a generated file: <c>generated Neuron.Loss header</c>, <c>generated Neuron.Loss Entry.Values</c>
/// for a member, or <c>generated Neuron.Loss body Width512.Passes.Backward</c> for what a pass does.
/// </summary>
internal static class GeneratedExcerpt
{
    public static string Of(CodeBlock block, IEnumerable<GeneratedFile> generated)
    {
        string text = generated.Single(f => f.Name == block.Word(1) + ".g.cs").Text;
        text = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        return block.Word(2) switch
        {
            "header" => text[..text.IndexOf("\n\n", StringComparison.Ordinal)],
            "body" => Body(Member(text, block.Word(3))),
            string path => Dedent(Member(text, path).ToFullString()),
        };
    }

    private static MemberDeclarationSyntax Member(string text, string path) =>
        CSharpSyntaxTree
            .ParseText(text, new CSharpParseOptions(LanguageVersion.Preview))
            .GetRoot()
            .DescendantNodes()
            .OfType<MemberDeclarationSyntax>()
            .First(m => $".{FullName(m)}".EndsWith($".{path}", StringComparison.Ordinal));

    private static string FullName(SyntaxNode member) =>
        string.Join(
            '.',
            member
                .AncestorsAndSelf()
                .Select(node =>
                    node switch
                    {
                        BaseNamespaceDeclarationSyntax space => space.Name.ToString(),
                        BaseTypeDeclarationSyntax type => type.Identifier.Text,
                        MethodDeclarationSyntax method => method.Identifier.Text,
                        _ => "",
                    }
                )
                .Where(name => name.Length > 0)
                .Reverse()
        );

    private static string Body(MemberDeclarationSyntax member)
    {
        BlockSyntax block = member.DescendantNodes().OfType<CheckedStatementSyntax>().First().Block;
        return Dedent(block.Statements.ToFullString());
    }

    private static string Dedent(string text)
    {
        string[] lines = text.TrimEnd().Split('\n');
        int indent = lines.Where(l => l.Trim().Length > 0).Min(l => l.Length - l.TrimStart().Length);
        return string.Join('\n', lines.Select(l => l.Length < indent ? "" : l[indent..].TrimEnd())).Trim('\n');
    }
}
