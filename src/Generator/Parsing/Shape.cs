using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace NeuralGen.Generator.Parsing;

/// <summary>A struct or tuple as what it is made of: numbers, integers, truth values and other such structs, in order.</summary>
internal sealed class Shape(ITypeSymbol type, IReadOnlyList<ShapeMember> members)
{
    public ITypeSymbol Type { get; } = type;

    public IReadOnlyList<ShapeMember> Members { get; } = members;

    /// <summary>How many scalars there are, those of inner structs included.</summary>
    public int Count { get; } = members.Sum(m => m.Count);

    /// <summary>The scalars in order, each with its way from here: <c>"Position.X"</c>.</summary>
    public IEnumerable<(string Path, ITypeSymbol Type)> Scalars() =>
        Members.SelectMany(m =>
            m.Inner is { } inner ? inner.Scalars().Select(s => ($"{m.Name}.{s.Path}", s.Type)) : [(m.Name, m.Type)]
        );

    /// <summary>The member that a symbol names, and how many scalars come before it.</summary>
    public (ShapeMember Member, int Offset)? Find(ISymbol symbol)
    {
        int offset = 0;
        foreach (ShapeMember member in Members)
        {
            if (SymbolEqualityComparer.Default.Equals(Plain(member.Symbol), Plain(symbol)))
            {
                return (member, offset);
            }

            offset += member.Count;
        }

        return null;
    }

    // A tuple's element is the same whatever it is called.
    private static ISymbol Plain(ISymbol symbol) =>
        symbol is IFieldSymbol { CorrespondingTupleField: { } item } ? item : symbol;
}

/// <summary>A field or plain auto-property; <paramref name="inner"/> where it is a struct itself.</summary>
internal sealed class ShapeMember(ISymbol symbol, ITypeSymbol type, Shape? inner)
{
    public string Name => Symbol.Name;

    public ISymbol Symbol { get; } = symbol;

    public ITypeSymbol Type { get; } = type;

    public Shape? Inner { get; } = inner;

    public int Count => Inner?.Count ?? 1;
}
