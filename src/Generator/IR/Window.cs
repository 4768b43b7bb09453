namespace NeuralGen.Generator.IR;

/// <summary>
/// The slice through which an element is reached: its subscript there, which must be in [0, <paramref name="Length"/>). That the
/// slice lies inside its buffer is checked where it is taken (see <see cref="SliceCheck"/>).
/// </summary>
internal sealed record Window(IndexExpr Subscript, IndexExpr Length);

/// <summary>
/// A slice is taken: 0 ≤ Start, 0 ≤ Length and Start + Length ≤ Size, where Size is the length of what it is taken of. The entry
/// checks prove it where they can, and the statement disappears; elsewhere the forward pass checks it here.
/// </summary>
internal sealed record SliceCheck(Buffer Buffer, IndexExpr Start, IndexExpr Length, IndexExpr Size) : Statement;
