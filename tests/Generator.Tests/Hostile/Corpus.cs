using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NeuralGen.Generator.Tests.Hostile;

/// <summary>Bodies that stand beside the same types and members.</summary>
internal sealed record Group(string Name, string Types, string Members, ImmutableArray<string> Bodies)
{
    /// <summary>What an edit may put into a body: the pieces of all of them.</summary>
    public ImmutableArray<Piece> Expressions { get; } = Pieces<ExpressionSyntax>(Bodies, 60);

    public ImmutableArray<Piece> Statements { get; } = Pieces<StatementSyntax>(Bodies, 200);

    public static BlockSyntax Parse(string body) =>
        (BlockSyntax)
            SyntaxFactory.ParseStatement($"{{{body}}}", options: new CSharpParseOptions(LanguageVersion.Preview));

    private static ImmutableArray<Piece> Pieces<TNode>(IEnumerable<string> bodies, int longest)
        where TNode : SyntaxNode =>
        [
            .. bodies
                .SelectMany(b => Parse(b).DescendantNodes().OfType<TNode>())
                .Where(n => n is not (TypeSyntax and not IdentifierNameSyntax))
                .Select(n => n.ToString())
                .Where(t => t.Length <= longest)
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Select(Piece.Of),
        ];
}

/// <summary>A piece of a body, with the names in it.</summary>
internal sealed record Piece(string Text, ImmutableHashSet<string> Names)
{
    private static readonly ImmutableHashSet<string> _known = ["x", "y", "a", "n", "flag", "idx", "Math"];

    public static Piece Of(string text) => new(text, NamesOf(text).Except(_known));

    /// <summary>The identifiers of a text.</summary>
    public static ImmutableHashSet<string> NamesOf(string text) =>
        [.. SyntaxFactory.ParseTokens(text).Where(t => t.IsKind(SyntaxKind.IdentifierToken)).Select(t => t.Text)];
}

/// <summary>
/// The bodies that this assembly's tests ask the meaning of, in terms of <c>double[] x, double[] y, double a, int n, bool flag, int[] idx</c>:
/// whatever a class declares in an array of strings, with its <c>Types</c> and <c>Members</c>.
/// </summary>
internal static class Corpus
{
    private const BindingFlags Constants = BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public;

    public static ImmutableArray<Group> Groups { get; } =
    [
        .. typeof(Corpus)
            .Assembly.GetTypes()
            // The slices' bodies have another parameter.
            .Where(t => t.Name.EndsWith("Tests", StringComparison.Ordinal) && t != typeof(Contract.SliceTests))
            .OrderBy(t => t.FullName, StringComparer.Ordinal)
            .Select(t => new Group(t.Name, Text(t, "Types"), Text(t, "Members"), [.. BodiesOf(t)]))
            .Where(g => g.Bodies.Length > 0),
    ];

    private static IEnumerable<string> BodiesOf(Type type) =>
        type.GetFields(Constants)
            .Where(f => f.FieldType == typeof(string[]))
            .SelectMany(f => (string[])f.GetValue(null)!)
            .Where(text => text.EndsWith(';') && text.Contains("return ", StringComparison.Ordinal));

    private static string Text(Type type, string name) => (string?)type.GetField(name, Constants)?.GetValue(null) ?? "";
}
