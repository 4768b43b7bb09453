using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NeuralGen.Generator.Tests.Hostile;

/// <summary>A token is lost, doubled, moved, or becomes another one of its kind: what fingers do.</summary>
internal static class TokenEdits
{
    private static readonly string[][] Kinds =
    [
        ["+", "-", "*", "/", "%"],
        ["=", "+=", "-=", "*=", "/="],
        ["<", "<=", ">", ">=", "==", "!="],
        ["&&", "||"],
        ["++", "--"],
        ["Max", "Min", "Exp", "Sqrt", "Abs", "Log", "Sin", "Tanh", "Pow", "Floor"],
        ["true", "false", "flag"],
        ["break", "continue"],
    ];

    private static readonly string[] Literals =
    [
        "0",
        "1",
        "2",
        "3",
        "8",
        "9",
        "-1",
        "0.5",
        "1e-3",
        "1e300",
        "2147483647",
        "0.0",
        "1.5f",
        "null",
    ];

    public static string Apply(Random random, string body)
    {
        List<SyntaxToken> tokens = [.. Group.Parse(body).DescendantTokens()];
        int at = random.Next(1, Math.Max(2, tokens.Count - 1));
        List<string> texts = [.. tokens.Select(t => t.ToFullString())];
        switch (random.Next(8))
        {
            case 0:
                texts[at] = " ";
                break;
            case 1:
                texts[at] += $" {texts[at]}";
                break;
            case 2 when at + 2 < texts.Count:
                (texts[at], texts[at + 1]) = ($"{texts[at + 1]} ", $"{texts[at]} ");
                break;
            default:
                texts[at] = $" {Other(random, tokens[at], tokens)} ";
                break;
        }

        // Without the braces around it.
        return string.Concat(texts[1..^1]);
    }

    private static string Other(Random random, SyntaxToken token, List<SyntaxToken> tokens)
    {
        string[] names = [.. tokens.Where(t => t.IsKind(SyntaxKind.IdentifierToken)).Select(t => t.Text)];
        string[]? kind =
            token.IsKind(SyntaxKind.NumericLiteralToken) ? Literals
            : token.IsKind(SyntaxKind.IdentifierToken) && token.Text.Length <= 3 && token.Text != "Max" ? names
            : Array.Find(Kinds, k => k.Contains(token.Text));
        return kind is null ? token.Text : kind[random.Next(kind.Length)];
    }
}
