namespace NeuralGen.Generator.IR;

/// <summary>What a method checks before it does anything else: statements of C# that compute no derivative and only may throw.</summary>
/// <param name="Lines">The statements, all names in full.</param>
/// <param name="Locals">What they declare.</param>
internal sealed record Guards(EquatableArray<string> Lines, EquatableArray<string> Locals)
{
    public static Guards None { get; } = new([], []);
}
