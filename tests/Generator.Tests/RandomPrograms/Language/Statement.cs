using System.Collections.Immutable;

namespace NeuralGen.Generator.Tests.RandomPrograms.Language;

internal abstract record Statement;

/// <summary><c>for (int index = Lower; index &lt; Upper; index += Step)</c>.</summary>
internal sealed record Loop(string Index, Integer Lower, Integer Upper, int Step, ImmutableArray<Statement> Body)
    : Statement
{
    /// <summary>Written as <c>index &lt;= Upper - 1</c>.</summary>
    public bool Inclusive { get; init; }

    /// <summary>From the last index down to the first.</summary>
    public bool Down { get; init; }

    /// <summary>Written as <c>while</c>, with the index declared before and changed at the end of the body.</summary>
    public bool IsWhile { get; init; }

    /// <summary>Written as a loop that counts from so much further on, and subtracts it in its body.</summary>
    public Product? Shift { get; init; }

    /// <summary>Written as one with the loop that is its body, where both count up from 0 and none is left.</summary>
    public bool IsFlat { get; init; }
}

/// <summary><c>foreach (float name in buffer)</c>.</summary>
internal sealed record Foreach(string Name, string Buffer, ImmutableArray<Statement> Body) : Statement;

/// <summary><c>if (condition) { … } else { … }</c>; without <c>else</c> where there is nothing in it.</summary>
internal sealed record If(Condition Condition, ImmutableArray<Statement> Then, ImmutableArray<Statement> Else)
    : Statement
{
    /// <summary>Written as <c>switch (condition) { case true: … default: … }</c>.</summary>
    public bool IsSwitch { get; init; }
}

internal enum Way
{
    Break,
    Continue,
    Return,
}

/// <summary><c>if (condition) break;</c>, or another way to leave, the last one perhaps with a value.</summary>
internal sealed record Leave(Way Way, Condition Condition, Value? Value) : Statement;

/// <summary><c>if (condition) throw …;</c>, of what never holds.</summary>
internal sealed record Check(Condition Condition) : Statement;

/// <summary><c>int name = 0;</c></summary>
internal sealed record DeclareCounter(string Name) : Statement;

/// <summary><c>name += amount;</c></summary>
internal sealed record Advance(string Name, int Amount) : Statement;

/// <summary><c>bool name = false;</c></summary>
internal sealed record DeclareTruth(string Name) : Statement;

/// <summary><c>name = condition;</c></summary>
internal sealed record SetTruth(string Name, Condition Condition) : Statement;

/// <summary><c>var name = new float[n]</c>, with an axis for each size.</summary>
internal sealed record DeclareArray(string Name, Form Form, ImmutableArray<string> Sizes) : Statement
{
    /// <summary>The array whose length this one has: <c>new float[other.Length]</c>.</summary>
    public string? Like { get; init; }
}

/// <summary>A call for what it writes; where it captures, of a local function without parameters just before it.</summary>
internal sealed record Invoke(HelperCall Call, bool Captures) : Statement;

/// <summary><c>float name = value;</c></summary>
internal sealed record Declare(string Name, Value Value) : Statement
{
    public Holder Holder { get; init; }
}

/// <summary>
/// <c>target op value</c>, where the operator is one of C#'s or <c>max</c>, <c>min</c>: <c>t = Math.Max(t, value)</c>.
/// </summary>
internal sealed record Set(Value Target, string Operator, Value Value) : Statement
{
    public Reach Reach { get; init; }
}

/// <summary><c>(left, right) = (right, left);</c>, of two local arrays of the same size.</summary>
internal sealed record Exchange(string Left, string Right) : Statement;

internal sealed record Return(Value Value) : Statement;
