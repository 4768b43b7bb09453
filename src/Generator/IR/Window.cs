namespace NeuralGen.Generator.IR;

/// <summary>
/// The slice through which an element is reached: its subscript there, which must be in [0, <paramref name="Length"/>). That the
/// slice lies inside its buffer is checked where it is taken (see <see cref="SliceCheck"/>).
/// </summary>
internal sealed record Window(IndexExpr Subscript, IndexExpr Length);
