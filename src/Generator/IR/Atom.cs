using System;
using System.Collections.Generic;
using System.Linq;

namespace NeuralGen.Generator.IR;

/// <summary>
/// What an integer polynomial is made of. <see cref="Key"/> orders atoms and tells them apart: loops are numbered with #, buffers with $.
/// </summary>
internal abstract record Atom
{
    private string? _key;

    protected Atom() { }

    // A changed copy has a key of its own.
    protected Atom(Atom original) { }

    public string Key => _key ??= MakeKey();

    protected abstract string MakeKey();

    // The key follows from the rest.
    public virtual bool Equals(Atom? other) => other is not null && EqualityContract == other.EqualityContract;

    public override int GetHashCode() => EqualityContract.GetHashCode();

    /// <summary>The integer expressions inside.</summary>
    public virtual IEnumerable<IndexExpr> Inner => [];

    public virtual Atom MapInner(Func<IndexExpr, IndexExpr> map) => this;

    public bool Mentions(LoopIndex index) => SelfAndInner().Any(a => a is LoopAtom loop && loop.Index.Equals(index));

    /// <summary>
    /// Whether two occurrences of the atom may have different values: it is read from storage that the method writes. Nothing is
    /// ever concluded from conditions on such atoms.
    /// </summary>
    public virtual bool IsVolatile => false;

    /// <summary>Whether of what is inside no more than the last digits are asked for, which are right whatever is lost before them.</summary>
    public virtual bool LosesDigits => false;

    public IEnumerable<Atom> SelfAndInner() => Inner.SelectMany(e => e.AllAtoms()).Prepend(this);
}

/// <summary>A loop's index.</summary>
internal sealed record LoopAtom(LoopIndex Index) : Atom
{
    protected override string MakeKey() => $"{Index.Name}#{Index.Id}";

    public override string ToString() => Index.Name;
}

/// <summary>The size of a parameter along an axis: <c>X.Dim(1)</c>, <c>x.Length</c>. Never negative.</summary>
internal sealed record ExtentAtom(Buffer Buffer, int Axis) : Atom
{
    protected override string MakeKey() => $"{Buffer.Name}${Buffer.Id}.{Axis}";

    public override string ToString() => Buffer.Size(Buffer.Name, Axis);
}

/// <summary>An integer parameter, or an integer field of the instance: a buffer of rank 0 that is never written.</summary>
internal sealed record ScalarAtom(Buffer Buffer) : Atom
{
    protected override string MakeKey() => $"{Buffer.Name}${Buffer.Id}";

    public override string ToString() => Buffer.Name;
}

/// <summary>⌈√n⌉, and at least 1: of how many iterations each a loop of n iterations keeps its state once.</summary>
internal sealed record RootAtom(IndexExpr Of) : Atom
{
    protected override string MakeKey() => $"root({ElementAtom.Text(Of)})";

    public override IEnumerable<IndexExpr> Inner => [Of];

    public override Atom MapInner(Func<IndexExpr, IndexExpr> map) => new RootAtom(map(Of));

    public override string ToString() => Of.Terms.Count > 1 ? $"⌈√({Of})⌉" : $"⌈√{Of}⌉";
}

/// <summary>No bound: the loop's own condition ends it.</summary>
internal sealed record EndlessAtom : Atom
{
    protected override string MakeKey() => "∞";

    public override bool IsVolatile => true;

    public override string ToString() => "∞";
}

/// <summary>Every position along an axis: what is asked of one element is asked of all.</summary>
internal sealed record WholeAtom : Atom
{
    protected override string MakeKey() => "…";

    public override bool IsVolatile => true;

    public override string ToString() => "…";
}

/// <summary>An integer that is read from storage: an element of an index array, <c>labels[b]</c>, or a local that changes.</summary>
internal sealed record ElementAtom(Access Access) : Atom
{
    public override bool IsVolatile => Access.Buffer.Kind == BufferKind.Local;

    protected override string MakeKey() =>
        $"{Access.Buffer.Name}${Access.Buffer.Id}{Access.Buffer.Kind}[{string.Join(",", Access.Subscripts.Select(Text))}]";

    public override IEnumerable<IndexExpr> Inner =>
        Access.Window is { } window
            ? Access.Subscripts.Append(window.Subscript).Append(window.Length)
            : Access.Subscripts;

    public override Atom MapInner(Func<IndexExpr, IndexExpr> map) => new ElementAtom(Access.Map(map));

    public override string ToString() => Access.ToString();

    internal static string Text(IndexExpr expr) =>
        string.Join("+", expr.Terms.Select(t => $"{t.Coefficient}*{string.Join("*", t.Atoms.Select(a => a.Key))}"));
}

/// <summary>How two integers are combined where the result is no polynomial.</summary>
internal enum IntegerOperation
{
    /// <summary>C#'s <c>/</c>, which rounds towards zero.</summary>
    Quotient,

    /// <summary>C#'s <c>%</c>.</summary>
    Remainder,

    /// <summary>⌈a/b⌉ for b &gt; 0: a trip count.</summary>
    CeilingQuotient,
    Maximum,
    Minimum,

    /// <summary>C#'s <c>&amp;</c>: the bits that both have.</summary>
    And,

    /// <summary>C#'s <c>|</c>: the bits that either has.</summary>
    Or,

    /// <summary>C#'s <c>^</c>: the bits that one has alone.</summary>
    ExclusiveOr,

    /// <summary>C#'s <c>&lt;&lt;</c> of an int, which loses the digits beyond 32.</summary>
    ShiftLeft,

    /// <summary>C#'s <c>&lt;&lt;</c> of a long.</summary>
    LongShiftLeft,

    /// <summary>⌊a/2ᵇ⌋: C#'s <c>&gt;&gt;</c> by a number that is less than the digits of the type.</summary>
    ShiftRight,
}

/// <summary>An integer operation that is no polynomial.</summary>
internal sealed record OperationAtom(IntegerOperation Operation, IndexExpr Left, IndexExpr Right) : Atom
{
    protected override string MakeKey() => $"{Operation}({ElementAtom.Text(Left)};{ElementAtom.Text(Right)})";

    public override IEnumerable<IndexExpr> Inner => [Left, Right];

    public override bool LosesDigits => Operation is IntegerOperation.ShiftLeft or IntegerOperation.LongShiftLeft;

    public override Atom MapInner(Func<IndexExpr, IndexExpr> map) => this with { Left = map(Left), Right = map(Right) };

    public override string ToString() =>
        Operation switch
        {
            IntegerOperation.Quotient => $"({Left})/({Right})",
            IntegerOperation.Remainder => $"({Left})%({Right})",
            IntegerOperation.CeilingQuotient => $"⌈({Left})/({Right})⌉",
            IntegerOperation.Maximum => $"max({Left}, {Right})",
            IntegerOperation.And => $"({Left})&({Right})",
            IntegerOperation.Or => $"({Left})|({Right})",
            IntegerOperation.ExclusiveOr => $"({Left})^({Right})",
            IntegerOperation.ShiftLeft when Right.Terms.IsEmpty => $"(int)({Left})",
            IntegerOperation.ShiftLeft or IntegerOperation.LongShiftLeft => $"({Left})<<({Right})",
            IntegerOperation.ShiftRight => $"({Left})>>({Right})",
            _ => $"min({Left}, {Right})",
        };
}
