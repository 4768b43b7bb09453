using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace NeuralGen.Generator.Parsing;

/// <summary>
/// Remembers what a method's syntax node was parsed to. Between two keystrokes most nodes are the same objects; what such a node
/// means can then change only through a declaration elsewhere, or a callee that became part of it: an entry also holds the
/// fingerprint of all declarations and the files of the callees.
/// Binding 500 methods anew at each keystroke would cost a fifth of a second.
/// </summary>
internal static class ParseCache
{
    private static readonly ConditionalWeakTable<SyntaxNode, Entry> Entries = new();

    public static T GetOrParse<T>(
        SyntaxNode node,
        Compilation compilation,
        Func<(T Value, IReadOnlyCollection<SyntaxTree> Sources)> parse
    )
        where T : class?
    {
        DeclarationFingerprint fingerprint = DeclarationFingerprint.Of(compilation);
        Entry entry = Entries.GetOrCreateValue(node);
        lock (entry)
        {
            if (entry.Fingerprint?.Equals(fingerprint) != true || !entry.Sources.All(compilation.ContainsSyntaxTree))
            {
                (entry.Value, entry.Sources) = parse();
                entry.Fingerprint = fingerprint;
            }

            return (T)entry.Value!;
        }
    }

    private sealed class Entry
    {
        public DeclarationFingerprint? Fingerprint { get; set; }

        public object? Value { get; set; }

        public IReadOnlyCollection<SyntaxTree> Sources { get; set; } = [];
    }
}
