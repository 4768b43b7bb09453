namespace NeuralGen.Generator.IR;

/// <summary>Something that is proven before anything is written, so that the loops need not check it.</summary>
internal abstract record EntryCheck;

/// <summary>The tensor has as many axes as it is indexed with.</summary>
internal sealed record RankCheck(Buffer Buffer, int Rank) : EntryCheck
{
    /// <summary>No element is used, only sizes are asked for: more axes do no harm.</summary>
    public bool IsLeast { get; init; }
}

/// <summary>
/// A subscript stays in range. <see cref="Violation"/> holds integer expressions in the sizes and integer parameters alone;
/// exactly if all of them are ≥ 0, some executed access leaves the axis.
/// </summary>
internal sealed record RangeCheck(Buffer Buffer, int Axis, EquatableArray<IndexExpr> Violation) : EntryCheck
{
    /// <summary>The subscript as the message shows it, and the extreme value that it reaches.</summary>
    public string Subscript { get; init; } = "";

    public IndexExpr Reaches { get; init; } = IndexExpr.Zero;

    /// <summary>The whole message, where it is a slice that is left, or that leaves the axis; else null.</summary>
    public string? Slice { get; init; }
}

/// <summary>
/// What C# computes in an int does not overflow where it is reached. It does exactly if all of
/// <see cref="Violation"/> are ≥ 0.
/// </summary>
/// <param name="Value">The integer as the message shows it.</param>
/// <param name="Violation">Integer expressions in the sizes and integer parameters alone.</param>
internal sealed record OverflowCheck(string Value, EquatableArray<IndexExpr> Violation) : EntryCheck;

/// <summary>
/// The elements of an index array that the loops visit, used as (part of) the subscript of <paramref name="Target"/>, are
/// scanned: the loops, the element's subscript, and the whole subscript that must be in [0, extent).
/// </summary>
internal sealed record ScanCheck(EquatableArray<For> Loops, Access Array, IndexExpr Subscript, Buffer Target, int Axis)
    : EntryCheck
{
    public EquatableArray<Condition> Guards { get; init; }
}
