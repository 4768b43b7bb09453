using System.Collections.Generic;
using System.Linq;

namespace NeuralGen.Generator.IR;

/// <summary>
/// What must hold where it stands. The entry checks prove it where they can, and the statement disappears; elsewhere the forward
/// pass checks it here.
/// </summary>
internal abstract record Check : Statement
{
    /// <summary>The integers that it looks at.</summary>
    public abstract IEnumerable<IndexExpr> Parts { get; }
}

/// <summary>
/// A slice is taken: 0 ≤ Start, 0 ≤ Length and Start + Length ≤ Size, where Size is the length of what it is taken of.
/// </summary>
internal sealed record SliceCheck(Buffer Buffer, IndexExpr Start, IndexExpr Length, IndexExpr Size) : Check
{
    public override IEnumerable<IndexExpr> Parts => [Start, Length, Size];
}

/// <summary>What C# computes in an int, and bounds a loop or is compared, fits into one; here integers have 64 bits.</summary>
internal sealed record IntCheck(IndexExpr Value) : Check
{
    public override IEnumerable<IndexExpr> Parts => [Value];
}

/// <summary>Only a pass has it: an array of which it was not known on entry whether it is needed has its room.</summary>
internal sealed record RoomCheck(Buffer Buffer) : Check
{
    public override IEnumerable<IndexExpr> Parts => Enumerable.Range(0, Buffer.Rank).Select(Buffer.Extent);
}
