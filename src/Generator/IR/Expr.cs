using System.Linq;

namespace NeuralGen.Generator.IR;

/// <summary>A floating-point expression (or, for positions that the generator keeps, an integer one).</summary>
internal abstract record Expr(ScalarType Type);

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
