using System;

namespace NeuralGen.Generator.IR;

/// <summary>Short names for building expressions.</summary>
internal static class Arithmetic
{
    public static Expr Number(this Expr like, double value) => new Constant(value, like.Type);

    public static Expr Zero(this ScalarType type) => new Constant(0, type);

    public static bool Is(this Expr expr, double value) => expr is Constant c && c.Value.Equals(value);

    public static bool IsZero(this Expr expr) => expr is Constant { Value: 0 };

    public static bool IsOne(this Expr expr) => expr.Is(1);

    /// <summary>A value that costs nothing to repeat.</summary>
    public static bool IsTrivial(this Expr expr) => expr is Load or Constant or FromIndex;

    public static Expr Call(this Function function, params Expr[] arguments) => new Apply(function, arguments);

    public static Condition Is(this Expr left, Comparison comparison, Expr right) =>
        new Compare(comparison, left, right);

    public static Expr If(Condition condition, Expr whenTrue, Expr whenFalse) =>
        whenTrue.Equals(whenFalse) ? whenTrue : new Select(condition, whenTrue, whenFalse);

    public static Expr To(this Expr expr, ScalarType type) =>
        expr.Type == type ? expr
        : expr is Constant c ? new Constant(type == ScalarType.Float ? (float)c.Value : c.Value, type)
        : new Convert(expr, type);
}
