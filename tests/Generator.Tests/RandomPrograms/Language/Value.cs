using System.Collections.Immutable;

namespace NeuralGen.Generator.Tests.RandomPrograms.Language;

/// <summary>A floating-point expression of a random program.</summary>
internal abstract record Value;

internal sealed record Number(double Constant) : Value;

/// <summary>An element of a buffer; what statements assign to, too.</summary>
internal sealed record Read(string Buffer, ImmutableArray<Integer> At) : Value
{
    public Path Path { get; init; }
}

/// <summary>A local or a scalar parameter.</summary>
internal sealed record Variable(string Name) : Value;

internal sealed record Binary(char Operator, Value Left, Value Right) : Value;

internal sealed record Negative(Value Operand) : Value;

/// <summary>A function by its C# name: <c>MathF.Exp</c>, <c>Activation.Sigmoid</c>.</summary>
internal sealed record Call(string Function, params ImmutableArray<Value> Arguments) : Value;

/// <summary><c>condition ? a : b</c>.</summary>
internal sealed record Choose(Condition Condition, Value WhenTrue, Value WhenFalse) : Value
{
    /// <summary>Written as a <c>switch</c>.</summary>
    public bool IsSwitch { get; init; }
}

/// <summary><c>(float)(i + 1)</c>.</summary>
internal sealed record FromInteger(Integer Operand) : Value;

/// <summary><c>(float)Math.Sin(operand)</c>: through double and back.</summary>
internal sealed record ThroughDouble(string Function, Value Operand) : Value;

/// <summary>
/// A call of a helper that is made of <paramref name="Body"/> and returns <paramref name="Result"/>: numbers by value, of the
/// given names; whatever else the body mentions under the name that it has here, or a neighbour's.
/// </summary>
internal sealed record HelperCall(
    ImmutableArray<string> Numbers,
    ImmutableArray<Value> Arguments,
    ImmutableArray<Statement> Body,
    Value? Result
) : Value
{
    /// <summary>A static local function, instead of a method.</summary>
    public bool IsLocal { get; init; }

    /// <summary>A method of an object in a field, instead of a static one.</summary>
    public bool IsOfObject { get; init; }

    /// <summary>Arrays are parameters of type <c>Span</c>.</summary>
    public bool TakesSpans { get; init; }

    /// <summary>The backward pass computes it again.</summary>
    public bool IsCheckpointed { get; init; }
}

internal abstract record Condition;

internal sealed record CompareValues(string Operator, Value Left, Value Right) : Condition;

internal sealed record CompareIntegers(string Operator, Integer Left, Integer Right) : Condition;

internal sealed record FlagParameter(string Name, bool IsWord) : Condition;

/// <summary>A truth value that changes as the program goes.</summary>
internal sealed record Truth(string Name) : Condition;

/// <summary><c>&amp;&amp;</c> or <c>||</c>.</summary>
internal sealed record Junction(string Operator, Condition Left, Condition Right) : Condition;

internal sealed record Opposite(Condition Operand) : Condition;
