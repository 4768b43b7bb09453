using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Analysis;

/// <summary>What is always true of an atom, as expressions that are ≥ 0.</summary>
internal static class AtomFacts
{
    public static IEnumerable<IndexExpr> Of(Atom atom)
    {
        IndexExpr self = IndexExpr.Atom(atom);
        if (atom is ExtentAtom)
        {
            return [self];
        }

        if (atom is RootAtom)
        {
            return [self - IndexExpr.One];
        }

        if (atom is ElementAtom { Access.Buffer.RowsOf: { } rows })
        {
            return [self, rows.Extent(1) - self];
        }

        if (atom is not OperationAtom { Left: var left, Right: var right, Operation: var operation })
        {
            return [];
        }

        return (operation, right.AsConstant()) switch
        {
            (IntegerOperation.Maximum, _) => [self - left, self - right],
            (IntegerOperation.Minimum, _) => [left - self, right - self],
            (IntegerOperation.And, { } bits and >= 0) => [self, IndexExpr.Constant(bits) - self],
            (IntegerOperation.Or, _) when IsNonNegative(left) && IsNonNegative(right) =>
            [
                self - left,
                self - right,
                left + right - self,
            ],
            (IntegerOperation.ExclusiveOr, _) when IsNonNegative(left) && IsNonNegative(right) =>
            [
                self,
                left + right - self,
            ],
            (IntegerOperation.ShiftRight, { } count and >= 0 and < 32) =>
            [
                left - ((1L << (int)count) * self),
                ((1L << (int)count) * self) + IndexExpr.Constant((1L << (int)count) - 1) - left,
            ],
            (IntegerOperation.CeilingQuotient, { } d and > 0) =>
            [
                (d * self) - left,
                left + IndexExpr.Constant(d - 1) - (d * self),
            ],
            (IntegerOperation.Quotient, { } d and > 0) when IsNonNegative(left) =>
            [
                left - (d * self),
                (d * self) - left + IndexExpr.Constant(d - 1),
            ],
            (IntegerOperation.Remainder, { } d and > 0) when IsNonNegative(left) =>
            [
                self,
                IndexExpr.Constant(d - 1) - self,
            ],
            _ => [],
        };
    }

    /// <summary>A sum of sizes, loop indices, which run from 0, and what else is never negative.</summary>
    private static bool IsNonNegative(IndexExpr expr) =>
        expr.Terms.All(t => t.Coefficient > 0 && t.Atoms.All(IsNonNegative));

    private static bool IsNonNegative(Atom atom) =>
        atom switch
        {
            ExtentAtom or LoopAtom => true,
            OperationAtom { Operation: IntegerOperation.Maximum } max => IsNonNegative(max.Left)
                || IsNonNegative(max.Right),
            OperationAtom { Operation: IntegerOperation.Remainder } rest => IsNonNegative(rest.Left)
                && rest.Right.AsConstant() > 0,
            _ => false,
        };
}
