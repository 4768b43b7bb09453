using System.Linq;

namespace NeuralGen.Generator.IR;

/// <summary>
/// A function of numbers that is called where it stands, and where its derivative comes from. It is pure: the same arguments give
/// the same number, and nothing else happens.
/// </summary>
/// <param name="Name">What the helper that calls the derivative is named; no two callees of a method share it.</param>
/// <param name="Text">The function as generated code calls it: <c>global::Special.Gamma</c>.</param>
/// <param name="Derivative">The method that adds into the gradients, or the generated one's name without <c>Backward</c>.</param>
internal sealed record Callee(string Name, string Text, string Derivative, ScalarType Result)
{
    public EquatableArray<Operand> Operands { get; init; }

    /// <summary>Whether <see cref="Derivative"/> is the user's own method.</summary>
    public bool IsGiven { get; init; }

    /// <summary>Where an operand's gradient stands among those that the derivative computes; −1 where it has none.</summary>
    public int Position(int operand) => Operands[operand].IsActive ? Operands.Take(operand).Count(o => o.IsActive) : -1;

    /// <summary>The type of an array that takes all gradients.</summary>
    public ScalarType GradientType =>
        Operands.Any(o => o is { IsActive: true, Type: ScalarType.Double }) ? ScalarType.Double : ScalarType.Float;

    /// <summary>How many gradients there are.</summary>
    public int Count => Operands.Count(o => o.IsActive);
}

/// <summary>A parameter of a function that is called.</summary>
internal sealed record Operand(string Name, ScalarType Type, bool IsActive);

/// <summary>What consists of operands that are all evaluated, and computes something of its own from them.</summary>
internal abstract record Composite(EquatableArray<Expr> Operands, ScalarType Type) : Expr(Type);

/// <summary>The value of a called function.</summary>
internal sealed record Call(Callee Callee, EquatableArray<Expr> Operands) : Composite(Operands, Callee.Result);

/// <summary>
/// What a called function's derivative adds to one of its gradients. The operands are the function's own, its value, and the
/// value's adjoint; the position may be a loop's index.
/// </summary>
internal sealed record CallAdjoint(Callee Callee, IndexExpr Position, EquatableArray<Expr> Operands)
    : Composite(Operands, Callee.GradientType)
{
    /// <summary>
    /// The loop that computes all gradients of one call, one element of a private array each: the derivative is called once for it.
    /// </summary>
    public static CallAdjoint? Match(For loop) =>
        loop is { Upper: var upper, Body: [Assign { Target: { Buffer.Rank: > 0 } target, Value: CallAdjoint call }] }
        && loop.Lower.AsConstant() == 0
        && upper.AsConstant() == call.Callee.Count
        && call.Position.AsIndex()?.Equals(loop.Index) == true
        && target.Subscripts[target.Subscripts.Count - 1].AsIndex()?.Equals(loop.Index) == true
        && target.Subscripts.Count(s => s.Mentions(loop.Index)) == 1
        && !call.Operands.Any(o =>
            o.Loads().Any(a => a.Buffer.Equals(target.Buffer) || a.Subscripts.Any(s => s.Mentions(loop.Index)))
        )
            ? call
            : null;
}
