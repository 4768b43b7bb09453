using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace NeuralGen.Generator.Tests.RandomPrograms.Language;

internal enum Form
{
    Tensor,

    /// <summary><c>float[,]</c> or <c>float[,,]</c>.</summary>
    Grid,

    /// <summary><c>float[][]</c>, all rows of one length.</summary>
    Rows,
    Array,
    Span,
    ReadOnlySpan,

    /// <summary>A floating-point scalar by value.</summary>
    Scalar,

    /// <summary>An integer that is a size.</summary>
    Size,
    IndexArray,
    Flag,

    /// <summary>A string that is compared.</summary>
    Word,
}

/// <summary>
/// A parameter. An axis is as long as the size that it is named after, or, where the name is null, as long as the accesses
/// need and <paramref name="Slack"/> more.
/// </summary>
internal sealed record Parameter(string Name, Form Form, ImmutableArray<string?> Axes, int Slack = 0)
{
    /// <summary>Declared as double where the program computes in float.</summary>
    public bool Wide { get; init; }

    public bool NoGrad { get; init; }

    public bool IsBuffer =>
        Form is Form.Tensor or Form.Grid or Form.Rows or Form.Array or Form.Span or Form.ReadOnlySpan;

    public bool IsReal => IsBuffer || Form == Form.Scalar;

    public bool IsActive => IsReal && !NoGrad;
}

/// <summary>A method made of loop nests, and the sizes to run it with.</summary>
internal sealed record LoopProgram(
    int Seed,
    ImmutableArray<Parameter> Parameters,
    ImmutableArray<Statement> Body,
    ImmutableArray<ImmutableSortedDictionary<string, int>> Sizes
)
{
    /// <summary>Marked to keep the state of its outermost loops at some iterations only.</summary>
    public bool IsCheckpointed { get; init; }

    public bool Returns => Body.Any(s => s is Return);

    public Parameter Parameter(string name) => Parameters.First(p => p.Name == name);

    /// <summary>What C# may call a size: <c>X.Dim(0)</c>, <c>x.Length</c>, <c>n0</c>.</summary>
    /// <param name="size">The size.</param>
    /// <param name="captured">Whether it stands in a function that captures, where spans may not be named.</param>
    public IReadOnlyList<string> Spellings(string size, bool captured = false) =>
        [
            .. from p in Parameters
            from axis in Enumerable.Range(0, p.Axes.Length)
            where p.Axes[axis] == size && !(captured && p.Form is (Form.Span or Form.ReadOnlySpan))
            where p.Form != Form.Rows || axis == 0
            select p.Form switch
            {
                Form.Tensor => FormattableString.Invariant($"{p.Name}.Dim({axis})"),
                Form.Grid => FormattableString.Invariant($"{p.Name}.GetLength({axis})"),
                Form.Size => p.Name,
                _ => $"{p.Name}.Length",
            },
        ];
}
