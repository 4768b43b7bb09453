using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NeuralGen.Generator.Tests.Hostile;

/// <summary>What an expression probably is, by its look: one that takes another's place often has to be of its kind, or nothing compiles.</summary>
internal enum Kind
{
    Other,
    Number,
    Integer,
    Truth,
}

internal static class Kinds
{
    public static Kind Of(string expression) => Of(SyntaxFactory.ParseExpression(expression));

    public static Kind Of(ExpressionSyntax expression) =>
        expression switch
        {
            ParenthesizedExpressionSyntax inner => Of(inner.Expression),
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } => Kind.Truth,
            PrefixUnaryExpressionSyntax unary => Of(unary.Operand),
            ConditionalExpressionSyntax conditional => Of(conditional.WhenTrue),
            LiteralExpressionSyntax { Token.Value: bool } => Kind.Truth,
            LiteralExpressionSyntax { Token.Value: int } => Kind.Integer,
            LiteralExpressionSyntax { Token.Value: double or float } => Kind.Number,
            IdentifierNameSyntax { Identifier.Text: "flag" } => Kind.Truth,
            IdentifierNameSyntax { Identifier.Text: "n" or "i" or "j" or "k" } => Kind.Integer,
            IdentifierNameSyntax { Identifier.Text: "a" or "s" or "t" or "m" or "u" or "v" or "p" or "q" or "r" } =>
                Kind.Number,
            ElementAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "idx" } } =>
                Kind.Integer,
            ElementAccessExpressionSyntax => Kind.Number,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var of } } call
                when of.ToString() is "Math" or "Activation" => call.ArgumentList.Arguments.All(argument =>
                Of(argument.Expression) == Kind.Integer
            )
                ? Kind.Integer
                : Kind.Number,
            MemberAccessExpressionSyntax { Name.Identifier.Text: "Length" } => Kind.Integer,
            BinaryExpressionSyntax binary => binary.Kind() switch
            {
                SyntaxKind.AddExpression
                or SyntaxKind.SubtractExpression
                or SyntaxKind.MultiplyExpression
                or SyntaxKind.DivideExpression
                or SyntaxKind.ModuloExpression => Of(binary.Left) == Kind.Integer && Of(binary.Right) == Kind.Integer
                    ? Kind.Integer
                    : Kind.Number,
                _ => Kind.Truth,
            },
            _ => Kind.Other,
        };
}
