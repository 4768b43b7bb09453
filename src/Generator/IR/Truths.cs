namespace NeuralGen.Generator.IR;

/// <summary>Conditions as values of type bool, and back.</summary>
internal static class Truths
{
    public static Condition True { get; } = new CompareIndex(Comparison.Equal, IndexExpr.Zero, IndexExpr.Zero);

    public static Condition False { get; } = new CompareIndex(Comparison.NotEqual, IndexExpr.Zero, IndexExpr.Zero);

    public static Expr AsValue(Condition condition) =>
        condition is Flag flag ? new Load(flag.Access)
        : condition is CompareIndex { Comparison: Comparison.Equal or Comparison.NotEqual } known
        && (known.Left - known.Right).AsConstant() is { } difference
            ? new Constant(difference == 0 == (known.Comparison == Comparison.Equal) ? 1 : 0, ScalarType.Bool)
        : new Select(condition, new Constant(1, ScalarType.Bool), new Constant(0, ScalarType.Bool));

    public static Condition AsCondition(Expr truth) =>
        truth switch
        {
            Load load => new Flag(load.Access),
            Constant constant => constant.Value == 0 ? False : True,
            Select { WhenTrue: Constant { Value: 1 }, WhenFalse: Constant { Value: 0 } } select => select.Condition,
            Select select => new Or(
                new And(select.Condition, AsCondition(select.WhenTrue)),
                new And(new Not(select.Condition), AsCondition(select.WhenFalse))
            ),
            _ => throw new System.NotSupportedException(truth.ToString()),
        };
}
