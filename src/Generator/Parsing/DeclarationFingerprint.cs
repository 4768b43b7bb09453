using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NeuralGen.Generator.Parsing;

/// <summary>
/// Everything in a compilation on which the meaning of a method's body can depend, other than the body: the text of all
/// declarations outside bodies (constants, types, fields, usings), the references, the options.
/// </summary>
internal sealed class DeclarationFingerprint : IEquatable<DeclarationFingerprint>
{
    private static readonly ConditionalWeakTable<Compilation, DeclarationFingerprint> OfCompilations = new();
    private static readonly ConditionalWeakTable<SyntaxTree, string> OfTrees = new();

    private readonly string _declarations;
    private readonly MetadataReference[] _references;
    private readonly CompilationOptions _options;

    private DeclarationFingerprint(Compilation compilation)
    {
        _declarations = string.Join(" ", compilation.SyntaxTrees.Select(t => OfTrees.GetValue(t, Hash)));
        _references = compilation.References.ToArray();
        _options = compilation.Options;
    }

    public static DeclarationFingerprint Of(Compilation compilation) =>
        OfCompilations.GetValue(compilation, c => new DeclarationFingerprint(c));

    public bool Equals(DeclarationFingerprint? other) =>
        other is not null
        && (
            ReferenceEquals(this, other)
            || (
                _declarations == other._declarations
                && _references.SequenceEqual(other._references)
                && _options.Equals(other._options)
            )
        );

    public override bool Equals(object? obj) => Equals(obj as DeclarationFingerprint);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_declarations);

    private static string Hash(SyntaxTree tree)
    {
        var text = new StringBuilder();
        IEnumerable<string> symbols = tree.Options.PreprocessorSymbolNames;
        text.Append((tree.Options as Microsoft.CodeAnalysis.CSharp.CSharpParseOptions)?.LanguageVersion).Append('\n');
        text.Append(string.Join(",", symbols)).Append('\n');
        foreach (SyntaxToken token in tree.GetRoot().DescendantTokens(node => !IsBody(node)))
        {
            text.Append(token.Text).Append('\n');
        }

        using var sha = SHA256.Create();
        return System.Convert.ToBase64String(sha.ComputeHash(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static bool IsBody(SyntaxNode node) =>
        node switch
        {
            BlockSyntax { Parent: BaseMethodDeclarationSyntax or AccessorDeclarationSyntax } => true,
            ArrowExpressionClauseSyntax => true,
            _ => false,
        };
}
