using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Simplification;

/// <summary>
/// Algebra that holds to the last bit whatever the values are (recomputed forward values stay what they were): factors 1,
/// comparisons of constants. Statements that add nothing are dropped.
/// </summary>
internal sealed class Simplifier : Rewriter
{
    public static EquatableArray<Statement> Rewrite(EquatableArray<Statement> block) => new Simplifier().Block(block);

    public override IEnumerable<Statement> Statement(Statement statement)
    {
        foreach (Statement s in base.Statement(statement))
        {
            bool isNothing = s switch
            {
                Accumulate { Reduction: Reduction.Add, Value: var value } => value.IsZero(),
                For loop => loop.Body.IsEmpty,
                If branch => branch.Then.IsEmpty,
                _ => false,
            };
            if (!isNothing)
            {
                yield return s;
            }
        }
    }

    public override Expr Expr(Expr expr) =>
        base.Expr(expr) switch
        {
            Apply { Function: Function.Multiply } a when a.Arguments[0].IsOne() => a.Arguments[1],
            Apply { Function: Function.Multiply } a when a.Arguments[1].IsOne() => a.Arguments[0],
            Apply { Function: Function.Divide } a when a.Arguments[1].IsOne() => a.Arguments[0],
            Apply { Function: Function.Pow } a when a.Arguments[1].IsOne() => a.Arguments[0],
            Select s => Known(s.Condition) switch
            {
                true => s.WhenTrue,
                false => s.WhenFalse,
                null => s,
            },
            var other => other,
        };

    private static bool? Known(Condition condition) =>
        condition switch
        {
            Compare { Left: Constant l, Right: Constant r } c => c.Comparison switch
            {
                Comparison.Less => l.Value < r.Value,
                Comparison.LessOrEqual => l.Value <= r.Value,
                Comparison.Greater => l.Value > r.Value,
                Comparison.GreaterOrEqual => l.Value >= r.Value,
                Comparison.Equal => l.Value == r.Value,
                _ => l.Value != r.Value,
            },
            Not negated => !Known(negated.Operand),
            And both when Known(both.Left) == false || Known(both.Right) == false => false,
            Or either when Known(either.Left) == true || Known(either.Right) == true => true,
            _ => null,
        };
}
