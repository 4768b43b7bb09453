namespace NeuralGen.Generator.IR;

/// <summary>
/// A truth value that the generated members compute on entry, from what the method neither changes nor differentiates:
/// <c>kind == "call"</c>.
/// </summary>
/// <param name="Pieces">C#, between whose pieces the operands stand.</param>
/// <param name="Operands">Parameters, and fields of the instance, of other objects and of types.</param>
internal sealed record EntryTest(EquatableArray<string> Pieces, EquatableArray<Holder> Operands)
{
    /// <summary>Whether it asks if its operand, a parameter with elements, is null; then that may be.</summary>
    public bool IsNull { get; init; }
}
