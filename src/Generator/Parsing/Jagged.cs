using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>
/// What a name of an array of arrays stands for: the rows of a buffer that is as wide as the longest of them. No two rows are the
/// same array, and none is ever exchanged for another one.
/// </summary>
internal sealed record Jagged(Buffer Buffer)
{
    /// <summary>Of a local: the row that <see cref="RowLength"/> is about.</summary>
    public LoopIndex? Row { get; init; }

    /// <summary>Of a local: how long a row is.</summary>
    public IndexExpr? RowLength { get; init; }

    /// <summary>Of a parameter: how long each row is.</summary>
    public Buffer? Lengths { get; init; }

    /// <summary>How many rows there are.</summary>
    public IndexExpr Count => Buffer.Extent(0);

    public IndexExpr LengthOf(IndexExpr row) =>
        Lengths is { } lengths ? IndexExpr.Atom(new ElementAtom(new Access(lengths, [row])))
        : RowLength is { } length && Row is { } index ? length.Substitute(index, row)
        : Buffer.Extent(1);

    public View At(IndexExpr row)
    {
        var whole = new View(Buffer) { Prefix = [row] };
        IndexExpr length = LengthOf(row);
        return length.Equals(Buffer.Extent(1)) ? whole : whole with { Start = IndexExpr.Zero, Length = length };
    }
}
