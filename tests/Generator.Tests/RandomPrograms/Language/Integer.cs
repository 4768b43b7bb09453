using System.Collections.Immutable;

namespace NeuralGen.Generator.Tests.RandomPrograms.Language;

/// <summary>An integer expression of a random program: a subscript, a bound, an operand of an index condition.</summary>
internal abstract record Integer;

/// <summary>A loop index or a size (<c>N0</c>) times a constant.</summary>
internal sealed record Scaled(int Factor, string Name);

/// <summary><c>2*i + k - 1</c>.</summary>
internal sealed record Affine(ImmutableArray<Scaled> Terms, int Offset) : Integer
{
    public static Affine Constant(int value) => new([], value);

    public static Affine Of(string name, int offset = 0, int factor = 1) => new([new Scaled(factor, name)], offset);
}

/// <summary><c>index[i]</c>: an element of an index array.</summary>
internal sealed record Element(string Array, Integer At) : Integer;

/// <summary><c>counter % bound</c>: an integer that changes as the program goes.</summary>
internal sealed record Counter(string Name, int Bound) : Integer;

/// <summary><c>i * N0</c>, or what is as far below zero.</summary>
internal sealed record Product(string Left, string Right, bool IsNegative) : Integer;

/// <summary><c>i / 2</c>, <c>i % 2</c>, <c>i ^ 1</c> and the like, of what is never negative.</summary>
internal sealed record Operation(Integer Left, string Operator, int Right) : Integer;
