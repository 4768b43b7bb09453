using System.Collections.Generic;
using System.Linq;

namespace NeuralGen.Generator.IR;

/// <summary>
/// Ends the method with an exception of the user's, or calls what may: <c>throw new E($"{x}")</c>,
/// <c>E.ThrowIfNegative(n)</c>, <c>Debug.Assert(…)</c>. It is an effect: nothing changes places with it, and it has no derivative.
/// </summary>
/// <param name="Text">The C# around the values: one piece more than there are values.</param>
/// <param name="Values">Numbers, integers and truth values that are said or checked.</param>
internal sealed record Throw(EquatableArray<string> Text, EquatableArray<Expr> Values) : Statement
{
    /// <summary>The text is a call that may throw; otherwise it is the exception itself.</summary>
    public bool IsCall { get; init; }

    /// <summary>Whether a block may end the method here, at whatever depth.</summary>
    public static bool IsIn(IEnumerable<Statement> block) => block.AllStatements().Any(s => s is Throw);
}
