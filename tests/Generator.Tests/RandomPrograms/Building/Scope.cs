using System.Collections.Immutable;
using NeuralGen.Generator.Tests.RandomPrograms.Language;

namespace NeuralGen.Generator.Tests.RandomPrograms.Building;

/// <summary>
/// A loop under construction. Its index stays in <c>[Below, size - Above)</c> of the size named <paramref name="Size"/>, or
/// is bounded by a constant where that is null.
/// </summary>
internal sealed record LoopHeader(
    string Index,
    string? Size,
    int Below,
    int Above,
    Integer Lower,
    Integer Upper,
    int Step
)
{
    public bool Inclusive { get; init; }

    public bool Down { get; init; }

    public Loop Around(ImmutableArray<Statement> body) =>
        new(Index, Lower, Upper, Step, body) { Inclusive = Inclusive, Down = Down };
}

/// <summary>What a statement can see: the loops around it, outermost first, and the locals.</summary>
internal sealed record Scope(ImmutableArray<LoopHeader> Loops, ImmutableArray<string> Locals)
{
    /// <summary>The local arrays.</summary>
    public ImmutableArray<Parameter> Arrays { get; init; } = [];

    /// <summary>Inside a helper that sees its own numbers only.</summary>
    public bool IsPure { get; init; }

    /// <summary>Inside what is evaluated under a condition only.</summary>
    public bool IsConditional { get; init; }

    public static Scope Empty { get; } = new([], []);

    public Scope Inside(LoopHeader loop) => this with { Loops = Loops.Add(loop) };

    public Scope With(string local) => this with { Locals = Locals.Add(local) };
}
