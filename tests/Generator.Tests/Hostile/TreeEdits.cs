using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NeuralGen.Generator.Tests.Hostile;

/// <summary>An expression or statement is lost, doubled, moved, wrapped, or becomes another one: what editing and merging do.</summary>
internal static class TreeEdits
{
    private static readonly string[] Around =
    [
        "Math.Sqrt(#)",
        "Math.Exp(#)",
        "Math.Abs(#)",
        "(-(#))",
        "(# + #)",
        "(# * #)",
        "(1 / (#))",
        "(#)",
        "(0 * (#))",
        "(flag ? # : 0)",
        "(x[0] > 0 ? # : 1)",
        "Math.Max(#, 0)",
        "Math.Min(#, #)",
        "(# - 1)",
        "(2 * (#))",
        "(double)(#)",
        "(int)(#)",
        "Gradient.Stop(#)",
        "Math.Pow(#, 2)",
        "Activation.Relu(#)",
        "(n > 3 ? # : a)",
    ];

    private static readonly string[] AroundIntegers =
    [
        "(# + 1)",
        "(# - 1)",
        "(# / 2)",
        "(# % 3)",
        "(2 * #)",
        "Math.Min(#, n)",
        "Math.Max(#, 0)",
        "(-#)",
        "(flag ? # : 0)",
        "(n - #)",
        "idx[#]",
        "(# + n)",
    ];

    private static readonly string[] Blocks =
    [
        "if (x[0] > 0) { # }",
        "if (flag) { # } else { # }",
        "for (int q = 0; q < 3; q++) { # }",
        "for (int q = n - 1; q > 0; q -= 2) { # }",
        "{ # }",
        "if (n > 99) { # }",
        "# #",
        "for (int q = 0; q < n; q++) if (x[q] > 0.5) { # break; }",
        "int q = 0; while (q < 2) { # q++; }",
        "do { # } while (false);",
        "for (int q = 0; q < 0; q++) { # }",
        "if (a < 0) return a; #",
        "foreach (double z in y) { # }",
    ];

    private static readonly string[] Inserted =
    [
        "break;",
        "continue;",
        "return a;",
        "x[0] = y[0];",
        "a = 1;",
        "a *= x[1];",
        "x[n] += a;",
        "n--;",
        "flag = !flag;",
        ";",
        "y[0] *= y[0];",
        "var e = new double[n];",
        "idx[0] = 1;",
        "if (x[1] > 0) return x[0];",
        "x = y;",
        "int n2 = n / 2;",
        "(x[0], y[0]) = (y[0], x[0]);",
    ];

    public static string Apply(Random random, string body, Group group)
    {
        BlockSyntax block = Group.Parse(body);
        return random.Next(2) == 0 ? Expression(random, block, group) : Statement(random, block, group);
    }

    private static string Expression(Random random, BlockSyntax block, Group group)
    {
        List<ExpressionSyntax> all =
        [
            .. block
                .DescendantNodes()
                .OfType<ExpressionSyntax>()
                .Where(e =>
                    e is not TypeSyntax || e is IdentifierNameSyntax { Parent: not MemberAccessExpressionSyntax }
                ),
        ];
        if (all.Count == 0)
        {
            return Without(block);
        }

        ExpressionSyntax old = Pick(random, all);
        Kind kind = Kinds.Of(old);
        bool isMatched = random.Next(8) > 0;
        IReadOnlyList<string> own = Matching([.. all.Select(e => e.ToString())], kind, isMatched);
        return random.Next(4) switch
        {
            0 => Replace(block, old, $"({Pick(random, own)})"),
            1 => Replace(block, old, Pick(random, own)),
            2 => Replace(block, old, Pick(random, Matching(Known(group.Expressions, block), kind, isMatched))),
            _ when kind == Kind.Truth && isMatched => Replace(block, old, $"!({old})"),
            _ when kind == Kind.Integer && isMatched => Replace(block, old, Filled(Pick(random, AroundIntegers), old)),
            _ => Replace(block, old, Filled(Pick(random, Around), old)),
        };
    }

    /// <summary>The pieces whose names the block has too.</summary>
    private static List<string> Known(IReadOnlyList<Piece> pieces, BlockSyntax block)
    {
        ImmutableHashSet<string> names = Piece.NamesOf(block.ToFullString());
        return [.. pieces.Where(p => p.Names.IsSubsetOf(names)).Select(p => p.Text).DefaultIfEmpty(";")];
    }

    private static IReadOnlyList<string> Matching(IReadOnlyList<string> from, Kind kind, bool isMatched)
    {
        if (!isMatched)
        {
            return from;
        }

        List<string> matching = [.. from.Where(e => Kinds.Of(e) == kind)];
        return matching.Count > 0 ? matching : from;
    }

    private static string Statement(Random random, BlockSyntax block, Group group)
    {
        List<StatementSyntax> all = [.. block.DescendantNodes().OfType<StatementSyntax>()];
        if (all.Count == 0)
        {
            return Without(block);
        }

        // What others need is mostly left alone.
        List<StatementSyntax> free =
        [
            .. all.Where(s =>
                s is not (LocalDeclarationStatementSyntax or ReturnStatementSyntax or LocalFunctionStatementSyntax)
            ),
        ];
        StatementSyntax old = Pick(random, free.Count > 0 && random.Next(6) > 0 ? free : all);
        StatementSyntax other = Pick(random, all);
        return random.Next(8) switch
        {
            0 => Replace(block, old, " "),
            1 => Replace(block, old, $"{old} {old}"),
            2 => Replace(block, old, other.ToString()),
            3 when !old.Span.OverlapsWith(other.Span) => Swapped(block, old, other),
            4 => Replace(block, old, Pick(random, Known(group.Statements, block))),
            5 => Replace(block, old, $"{Pick(random, Inserted)} {old}"),
            6 => Replace(block, old, $"{{ {old} {Pick(random, Inserted)} }}"),
            _ => Replace(block, old, Filled(Pick(random, Blocks), old)),
        };
    }

    private static string Filled(string pattern, SyntaxNode hole) =>
        pattern.Replace("#", hole.ToString(), StringComparison.Ordinal);

    private static string Swapped(BlockSyntax block, SyntaxNode a, SyntaxNode b)
    {
        (SyntaxNode first, SyntaxNode second) = a.SpanStart < b.SpanStart ? (a, b) : (b, a);
        string text = Replace(block, second, first.ToString());
        int start = first.SpanStart - 1;
        return $"{text[..start]}{second}{text[(start + first.Span.Length)..]}";
    }

    /// <summary>The body, braces left out, with other text in the place of a node.</summary>
    private static string Replace(BlockSyntax block, SyntaxNode old, string text)
    {
        string all = block.ToFullString();
        return (all[..old.SpanStart] + text + all[old.Span.End..])[1..^1];
    }

    private static string Without(BlockSyntax block) => block.ToFullString()[1..^1];

    private static T Pick<T>(Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
