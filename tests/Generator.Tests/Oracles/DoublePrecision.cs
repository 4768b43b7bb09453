using System;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NeuralGen.Generator.Tests.Oracles;

/// <summary>Turns a program over float into the same program over double, in which differences mean something.</summary>
internal sealed class DoublePrecision : CSharpSyntaxRewriter
{
    public static string Rewrite(string source) =>
        new DoublePrecision()
            .Visit(CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview)).GetRoot())
            .ToFullString();

    public override SyntaxNode? VisitPredefinedType(PredefinedTypeSyntax node) =>
        node.Keyword.IsKind(SyntaxKind.FloatKeyword)
            ? node.WithKeyword(SyntaxFactory.Token(SyntaxKind.DoubleKeyword).WithTriviaFrom(node.Keyword))
            : node;

    public override SyntaxNode? VisitIdentifierName(IdentifierNameSyntax node) =>
        node.Identifier.ValueText == "MathF"
            ? node.WithIdentifier(SyntaxFactory.Identifier("Math").WithTriviaFrom(node.Identifier))
            : node;

    public override SyntaxToken VisitToken(SyntaxToken token)
    {
        if (!token.IsKind(SyntaxKind.NumericLiteralToken) || token.Value is not float)
        {
            return base.VisitToken(token);
        }

        string digits = token.Text.TrimEnd('f', 'F');
        double value = double.Parse(digits.Replace("_", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        return SyntaxFactory.Literal(digits + "d", value).WithTriviaFrom(token);
    }
}
