using System;
using System.Collections.Generic;
using System.Linq;

namespace NeuralGen.Generator.IR;

/// <summary>What a buffer is to the method, which also decides where its storage comes from.</summary>
internal enum BufferKind
{
    /// <summary>A parameter, or a field of the instance, as the user declared it.</summary>
    Parameter,

    /// <summary>A local of the method; once normalized, a virtual array over the loops that enclose it.</summary>
    Local,

    /// <summary>The scalar that the method returns, one of a returned struct's, or that of an <c>out</c> parameter.</summary>
    Result,

    /// <summary>A value that the augmented forward pass keeps because it is overwritten before its derivative is taken.</summary>
    Saved,

    /// <summary>The gradient buffer that the caller sees: <c>X.Grad</c>, <c>xGrad</c>, or a scalar's <c>ref</c>.</summary>
    Gradient,

    /// <summary>A private adjoint: of a local, or the working copy of an output's gradient.</summary>
    Adjoint,

    /// <summary>The adjoint of a result, given by the caller.</summary>
    Seed,
}

/// <summary>How the user holds a parameter.</summary>
internal enum BufferForm
{
    Scalar,
    Tensor,
    Array,

    /// <summary><c>T[,]</c>, <c>T[,,]</c>.</summary>
    Rectangular,
    Span,
    ReadOnlySpan,

    /// <summary><c>T[][]</c>: its rows, copied into a buffer as wide as the longest of them.</summary>
    Jagged,
}

/// <summary>
/// A named store of elements. A scalar is a buffer of rank 0. Two buffers are the same buffer exactly if they are equal:
/// <paramref name="Id"/> keeps locals of the same name apart.
/// </summary>
internal sealed record Buffer(string Name, int Id, BufferKind Kind, ScalarType Element, int Rank)
{
    public BufferForm Form { get; init; }

    /// <summary>The sizes of a local; a parameter's are what it was given (see <see cref="Extent"/>).</summary>
    public EquatableArray<IndexExpr> Extents { get; init; }

    /// <summary>For gradients and adjoints: the buffer whose derivative this holds.</summary>
    public Buffer? Of { get; init; }

    /// <summary>Whether the user asks for a derivative with respect to this parameter.</summary>
    public bool IsDifferentiated { get; init; }

    /// <summary>A local that the user made with sizes of its own: its subscripts are checked like a parameter's.</summary>
    public bool IsDeclaredArray { get; init; }

    /// <summary>A stack of saved values: where it is not known on entry how many there will be.</summary>
    public bool IsStack { get; init; }

    /// <summary>Of a result: whether the caller gives its gradient.</summary>
    public bool HasSeed { get; init; }

    /// <summary>Of the lengths of rows: what has the rows.</summary>
    public Buffer? RowsOf { get; init; }

    /// <summary>An integer that the user declares as an enum.</summary>
    public bool IsEnum { get; init; }

    /// <summary>A tensor that is only used as one span of all its elements, whatever its axes.</summary>
    public bool IsFlat { get; init; }

    public bool IsAdjoint => Kind is BufferKind.Gradient or BufferKind.Adjoint or BufferKind.Seed;

    /// <summary>The size along an axis: a gradient's is that of its parameter.</summary>
    public IndexExpr Extent(int axis) =>
        Kind switch
        {
            BufferKind.Parameter => IndexExpr.Atom(new ExtentAtom(this, axis)),
            BufferKind.Gradient => Of!.Extent(axis),
            _ => Extents[axis],
        };

    /// <summary>The size of a parameter along an axis, as C#.</summary>
    public string Size(string value, int axis) =>
        Form switch
        {
            BufferForm.Tensor when !IsFlat => FormattableString.Invariant($"{value}.Dim({axis})"),
            BufferForm.Jagged => FormattableString.Invariant($"{value}.Dim({axis})"),
            BufferForm.Rectangular => FormattableString.Invariant($"{value}.GetLength({axis})"),
            _ => $"{value}.Length",
        };

    public override string ToString() => IsAdjoint ? Of!.Name + ".grad" : Name;
}

/// <summary>One element of a buffer.</summary>
internal sealed record Access(Buffer Buffer, EquatableArray<IndexExpr> Subscripts)
{
    /// <summary>The entry checks do not prove this access: it is checked where it is used.</summary>
    public bool IsChecked { get; init; }

    /// <summary>The slice through which the element is reached; null once the entry checks have proven its range.</summary>
    public Window? Window { get; init; }

    /// <summary>The integers that say which element it is, and where it lies in its slice.</summary>
    public IEnumerable<IndexExpr> Indices =>
        Window is null ? Subscripts : Subscripts.Append(Window.Subscript).Append(Window.Length);

    /// <summary>The same element with other integer expressions inside.</summary>
    public Access Map(Func<IndexExpr, IndexExpr> map) =>
        this with
        {
            Subscripts = Subscripts.Map(map),
            Window = Window is null ? null : new Window(map(Window.Subscript), map(Window.Length)),
        };

    /// <summary>One element in the place of all along the last axis.</summary>
    public Access At(IndexExpr position) => Map(e => e.Substitute(a => a is WholeAtom ? position : null));

    public override string ToString() =>
        Buffer.Rank == 0 ? Buffer.ToString() : $"{Buffer}[{string.Join(",", Subscripts)}]";
}
