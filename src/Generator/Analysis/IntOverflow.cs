using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Analysis;

/// <summary>Whether an integer is beyond an int, in which C# computes it.</summary>
internal static class IntOverflow
{
    /// <summary>It is where one of these is ≥ 0.</summary>
    public static IndexExpr[] Violations(IndexExpr value) =>
        [value - IndexExpr.Constant(int.MaxValue + 1L), IndexExpr.Constant(int.MinValue - 1L) - value];

    /// <summary>Whether the check follows from the others: what leads through an array fits.</summary>
    public static bool IsImplied(OverflowCheck check, IEnumerable<EntryCheck> others)
    {
        List<IndexExpr> facts = others
            .OfType<RangeCheck>()
            .Where(c => c.Violation.Count == 1)
            .Select(c => IndexExpr.Constant(-1) - c.Violation[0])
            .ToList();
        IEnumerable<IndexExpr> ranges = facts
            .Concat(check.Violation)
            .SelectMany(f => f.AllAtoms())
            .Where(a => a is ExtentAtom or ScalarAtom { Buffer.Element: ScalarType.Int })
            .Distinct()
            .SelectMany(Range);
        return new LinearSystem().NonNegative(check.Violation).NonNegative(facts).NonNegative(ranges).IsInfeasible();
    }

    private static IndexExpr[] Range(Atom atom) =>
        [
            IndexExpr.Constant(int.MaxValue) - IndexExpr.Atom(atom),
            IndexExpr.Atom(atom) - IndexExpr.Constant(int.MinValue),
        ];
}
