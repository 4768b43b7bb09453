using System.Collections.Immutable;

namespace NeuralGen.Generator.Tests.RandomPrograms.Language;

internal abstract record Statement;

/// <summary><c>for (int index = Lower; index &lt; Upper; index += Step)</c>.</summary>
internal sealed record Loop(string Index, Integer Lower, Integer Upper, int Step, ImmutableArray<Statement> Body)
    : Statement
{
    /// <summary>Written as <c>index &lt;= Upper - 1</c>.</summary>
    public bool Inclusive { get; init; }
}

/// <summary><c>float name = value;</c></summary>
internal sealed record Declare(string Name, Value Value) : Statement;

/// <summary>
/// <c>target op value</c>, where the operator is one of C#'s or <c>max</c>, <c>min</c>: <c>t = Math.Max(t, value)</c>.
/// </summary>
internal sealed record Set(Value Target, string Operator, Value Value) : Statement;

internal sealed record Return(Value Value) : Statement;
