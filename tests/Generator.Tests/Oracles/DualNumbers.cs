using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NeuralGen.Generator.Tests.Oracles;

/// <summary>
/// Turns a program over <c>double</c> into the same one over dual numbers, whose second component is the derivative along a direction: an
/// oracle without step sizes, that notices where the function has a kink.
/// </summary>
internal sealed class DualNumbers : CSharpSyntaxRewriter
{
    private static readonly CSharpParseOptions _options = new(LanguageVersion.Preview);

    /// <summary>Types and members.</summary>
    public static string Declarations(string source) =>
        new DualNumbers().Visit(CSharpSyntaxTree.ParseText(source, _options).GetRoot()).ToFullString();

    /// <summary>Statements.</summary>
    public static string Body(string body) =>
        new DualNumbers().Visit(SyntaxFactory.ParseStatement($"{{{body}}}", options: _options)).ToFullString()[1..^1];

    public override SyntaxNode? VisitPredefinedType(PredefinedTypeSyntax node) =>
        node.Keyword.IsKind(SyntaxKind.DoubleKeyword)
            ? SyntaxFactory.IdentifierName("Dual").WithTriviaFrom(node)
            : node;

    public override SyntaxNode? VisitIdentifierName(IdentifierNameSyntax node) =>
        node.Identifier.Text is "Math" or "Activation" or "Gradient" && node.Parent is MemberAccessExpressionSyntax
            ? SyntaxFactory.IdentifierName("DualMath").WithTriviaFrom(node)
            : node;

    public override SyntaxNode? VisitGenericName(GenericNameSyntax node)
    {
        var visited = (GenericNameSyntax)base.VisitGenericName(node)!;
        return node.Identifier.Text == "Tensor"
            ? visited.WithIdentifier(SyntaxFactory.Identifier("DualTensor").WithTriviaFrom(node.Identifier))
            : visited;
    }
}
