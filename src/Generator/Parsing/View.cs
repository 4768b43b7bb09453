using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>
/// What a name of elements stands for: a buffer, one of several equal ones that lie behind each other
/// (<see cref="Prefix"/>), or a slice of the last axis.
/// </summary>
internal sealed record View(Buffer Buffer)
{
    /// <summary>The leading subscripts, which the user does not write.</summary>
    public EquatableArray<IndexExpr> Prefix { get; init; }

    /// <summary>The slice's first position; null where it is no slice.</summary>
    public IndexExpr? Start { get; init; }

    /// <summary>The slice's length.</summary>
    public IndexExpr? Length { get; init; }

    /// <summary>How many subscripts an element has.</summary>
    public int Rank => Buffer.Rank - Prefix.Count;

    /// <summary>The number of elements.</summary>
    public IndexExpr Count => Enumerable.Range(0, Rank).Aggregate(IndexExpr.One, (n, axis) => n * Extent(axis));

    public IndexExpr Extent(int axis) => Length ?? Buffer.Extent(Prefix.Count + axis);

    public Access At(EquatableArray<IndexExpr> subscripts) =>
        Start is null
            ? new Access(Buffer, Prefix.Concat(subscripts).ToEquatableArray())
            : new Access(Buffer, Prefix.Add(Start + subscripts[0])) { Window = new Window(subscripts[0], Length!) };

    /// <summary>A part of a view of one axis, from a position in the view.</summary>
    public View Slice(IndexExpr start, IndexExpr length) =>
        this with
        {
            Start = (Start ?? IndexExpr.Zero) + start,
            Length = length,
        };
}
