using System.Linq;

namespace NeuralGen.Generator.IR;

/// <summary>A floating-point expression (or, for positions that the generator keeps, an integer one).</summary>
internal abstract record Expr(ScalarType Type)
{
    // The operators leave out what changes nothing, so that the calculus can be written down plainly.
    public static Expr operator +(Expr left, Expr right) =>
        left.IsZero() ? right
        : right.IsZero() ? left
        : right is Apply { Function: Function.Negate } negated ? left - negated.Arguments[0]
        : new Apply(Function.Add, left, right);

    public static Expr operator -(Expr left, Expr right) =>
        right.IsZero() ? left
        : left.IsZero() ? -right
        : new Apply(Function.Subtract, left, right);

    public static Expr operator *(Expr left, Expr right) =>
        left.IsZero() || right.IsOne() ? left
        : right.IsZero() || left.IsOne() ? right
        : left.Is(-1) ? -right
        : right.Is(-1) ? -left
        : left is Apply { Function: Function.Negate } l ? -(l.Arguments[0] * right)
        : right is Apply { Function: Function.Negate } r ? -(left * r.Arguments[0])
        : new Apply(Function.Multiply, left, right);

    public static Expr operator /(Expr left, Expr right) =>
        left.IsZero() || right.IsOne() ? left : new Apply(Function.Divide, left, right);

    public static Expr operator -(Expr operand) =>
        operand switch
        {
            Constant c => c with { Value = -c.Value },
            Apply { Function: Function.Negate } negated => negated.Arguments[0],
            _ => new Apply(Function.Negate, operand),
        };

    public static Expr operator +(Expr left, double right) => left + left.Number(right);

    public static Expr operator +(double left, Expr right) => right.Number(left) + right;

    public static Expr operator -(Expr left, double right) => left - left.Number(right);

    public static Expr operator -(double left, Expr right) => right.Number(left) - right;

    public static Expr operator *(double left, Expr right) => right.Number(left) * right;

    public static Expr operator /(double left, Expr right) => right.Number(left) / right;
}

internal sealed record Constant(double Value, ScalarType Type) : Expr(Type);

/// <summary>The value of an element; a scalar is a buffer of rank 0.</summary>
internal sealed record Load(Access Access) : Expr(Access.Buffer.Element);

/// <summary>An integer used as a number: <c>(float)i</c>, <c>1.0 / n</c>.</summary>
internal sealed record FromIndex(IndexExpr Value, ScalarType Type) : Expr(Type);

/// <summary>A cast between the two floating types.</summary>
internal sealed record Convert(Expr Operand, ScalarType Type) : Expr(Type);

/// <summary>An operator or a function of the table in <see cref="Function"/>.</summary>
internal sealed record Apply(Function Function, EquatableArray<Expr> Arguments) : Expr(Arguments[0].Type)
{
    public Apply(Function function, params Expr[] arguments)
        : this(function, arguments.ToEquatableArray()) { }
}

/// <summary><c>condition ? whenTrue : whenFalse</c>: only the branch taken is evaluated.</summary>
internal sealed record Select(Condition Condition, Expr WhenTrue, Expr WhenFalse) : Expr(WhenTrue.Type);

/// <summary>
/// The first of <paramref name="Count"/> neighbouring elements that equals <paramref name="Value"/>, as a position;
/// <paramref name="Nowhere"/> where none does. Only Schedule makes it, when dependences no longer matter.
/// </summary>
internal sealed record FirstPosition(Access Start, IndexExpr Count, Expr Value, Constant Nowhere)
    : Expr(ScalarType.Long);

internal abstract record Condition;

internal enum Comparison
{
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
}

internal sealed record Compare(Comparison Comparison, Expr Left, Expr Right) : Condition;

internal sealed record CompareIndex(Comparison Comparison, IndexExpr Left, IndexExpr Right) : Condition;

/// <summary>A boolean parameter or field.</summary>
internal sealed record Flag(Access Access) : Condition;

internal sealed record Not(Condition Operand) : Condition;

internal sealed record And(Condition Left, Condition Right) : Condition;

internal sealed record Or(Condition Left, Condition Right) : Condition;
