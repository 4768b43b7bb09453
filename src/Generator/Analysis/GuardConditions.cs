using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Analysis;

/// <summary>What a condition says about integers.</summary>
internal static class GuardConditions
{
    /// <summary>Expressions that are ≥ 0 wherever the condition holds.</summary>
    public static IEnumerable<IndexExpr> Affine(Condition condition) =>
        condition switch
        {
            And and => Affine(and.Left).Concat(Affine(and.Right)),
            Not { Operand: CompareIndex c } => Affine(c with { Comparison = Negated(c.Comparison) }),
            Not { Operand: Or or } => Affine(new Not(or.Left)).Concat(Affine(new Not(or.Right))),
            Not { Operand: Not inner } => Affine(inner.Operand),
            CompareIndex c => c.Comparison switch
            {
                Comparison.Less => [c.Right - c.Left - IndexExpr.One],
                Comparison.LessOrEqual => [c.Right - c.Left],
                Comparison.Greater => [c.Left - c.Right - IndexExpr.One],
                Comparison.GreaterOrEqual => [c.Left - c.Right],
                Comparison.Equal => [c.Left - c.Right, c.Right - c.Left],
                _ => [],
            },
            _ => [],
        };

    /// <summary>Whether <see cref="Affine"/> says all that the condition says.</summary>
    public static bool IsAffine(Condition condition) =>
        condition switch
        {
            And and => IsAffine(and.Left) && IsAffine(and.Right),
            Not { Operand: CompareIndex c } => c.Comparison != Comparison.Equal,
            Not { Operand: Or or } => IsAffine(new Not(or.Left)) && IsAffine(new Not(or.Right)),
            Not { Operand: Not inner } => IsAffine(inner.Operand),
            CompareIndex c => c.Comparison != Comparison.NotEqual,
            _ => false,
        };

    private static Comparison Negated(Comparison comparison) =>
        comparison switch
        {
            Comparison.Less => Comparison.GreaterOrEqual,
            Comparison.LessOrEqual => Comparison.Greater,
            Comparison.Greater => Comparison.LessOrEqual,
            Comparison.GreaterOrEqual => Comparison.Less,
            Comparison.Equal => Comparison.NotEqual,
            _ => Comparison.Equal,
        };
}
