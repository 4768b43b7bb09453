namespace NeuralGen.Generator.IR;

/// <summary>A statement of the loop IR.</summary>
internal abstract record Statement
{
    /// <summary>The line in lecture notation that the emitter prints over the nest; not part of the meaning.</summary>
    public string? Note { get; init; }

    /// <summary>In a backward pass: the forward line from which this was derived.</summary>
    public string? Origin { get; init; }

    /// <summary>Executed only if one of these gradients is wanted; empty: always.</summary>
    public EquatableArray<Buffer> WantedFor { get; init; }
}

/// <summary>
/// <c>for (index = Lower; index &lt; Upper; index += Step)</c>. Normalized loops run from 0 by 1.
/// <see cref="Descending"/>: from the last index to the first (the exact reversal of a loop).
/// </summary>
internal sealed record For(LoopIndex Index, IndexExpr Lower, IndexExpr Upper, long Step, EquatableArray<Statement> Body)
    : Statement
{
    public bool Descending { get; init; }

    /// <summary>
    /// Asked before each iteration: the loop ends where it does not hold, or at <see cref="Upper"/>, which may be
    /// <see cref="IndexExpr.Endless"/>. Null: only the bound ends the loop.
    /// </summary>
    public Condition? While { get; init; }

    /// <summary>Where a loop with a condition leaves the number of its iterations; null where nothing needs it.</summary>
    public Access? Count { get; init; }

    /// <summary>
    /// The loop is undivided and runs one iteration after the other, so that what lives in one iteration needs no place for each.
    /// </summary>
    public bool IsSequential { get; init; }

    /// <summary>
    /// No loop of the user's: the body of a function marked <c>[Checkpoint]</c>, which runs once. It stays together, and the backward
    /// pass computes it again.
    /// </summary>
    public bool IsRecomputed { get; init; }

    /// <summary>Of such a body where the backward pass computes it again: what is different then.</summary>
    public Rerun? Rerun { get; init; }

    /// <summary>
    /// Set by Schedule on an innermost loop: the body is straight-line code in one floating type, every access in it has
    /// stride 0 or 1 in <see cref="Index"/>, and iterations are independent but for accumulations, which may be reassociated.
    /// </summary>
    public bool Vectorized { get; init; }
}

/// <summary>A branch. Normalized ones have no <see cref="Else"/>.</summary>
internal sealed record If(Condition Condition, EquatableArray<Statement> Then) : Statement
{
    public EquatableArray<Statement> Else { get; init; }
}

/// <summary>
/// Where a local comes to life: each time control passes here it is a new one. Normalization makes an array over the enclosing
/// loops of it, and the declaration disappears.
/// </summary>
internal sealed record Declare(Buffer Buffer) : Statement;

/// <summary>
/// Leaves the region of that label: <c>break</c>, <c>continue</c>, <c>return</c>. Only the parser makes it, and turns it into
/// guards before anyone else sees it.
/// </summary>
internal sealed record Jump(int Label) : Statement;

/// <summary><c>target = value</c>.</summary>
internal sealed record Assign(Access Target, Expr Value) : Statement;

internal enum Reduction
{
    Add,
    Max,
    Min,
}

/// <summary><c>target += value</c>, <c>target = max(target, value)</c>, <c>target = min(target, value)</c>.</summary>
internal sealed record Accumulate(Access Target, Reduction Reduction, Expr Value) : Statement;

/// <summary>Saves a value on a stack, for the backward pass.</summary>
internal sealed record Push(Buffer Stack, Expr Value) : Statement;

/// <summary>In a backward pass: the value that was pushed last and not yet popped.</summary>
internal sealed record Pop(Access Target, Buffer Stack) : Statement;

/// <summary>The start of a backward pass, for which the stack is as the forward pass left it.</summary>
internal sealed record Rewind(Buffer Stack) : Statement;

/// <summary>Sets every element of a buffer; empties a stack.</summary>
internal sealed record Fill(Buffer Buffer, double Value) : Statement;

/// <summary>Copies every element; both have the same extents.</summary>
internal sealed record Copy(Buffer Target, Buffer Source) : Statement;

/// <summary>
/// <c>Target += Scale * Left * Right</c> over a rectangular domain, all subscripts affine in the loop indices: one call of
/// the runtime's contraction engine. <see cref="Scale"/> is free of the loop indices.
/// </summary>
internal sealed record Contraction(EquatableArray<Axis> Axes, Access Target, Expr Scale, Access Left, Access Right)
    : Statement;

/// <summary>A loop of a contraction: from 0 to <paramref name="Extent"/> (which may be negative: no iterations).</summary>
internal sealed record Axis(LoopIndex Index, IndexExpr Extent);
