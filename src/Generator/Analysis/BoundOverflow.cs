using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Analysis;

/// <summary>Whether a loop's bound is beyond an int, in which C# computes it; the loop itself counts in 64 bits.</summary>
internal static class BoundOverflow
{
    /// <summary>
    /// What to check on entry, exactly as the loops around run, whatever conditions they are under; null where it cannot be told there.
    /// </summary>
    public static List<OverflowCheck>? Checks(IndexExpr bound, IEnumerable<For> around)
    {
        var loops = new List<For>();
        bool IsKnown(IndexExpr value) =>
            IsFixed(value) && value.Indices().All(i => loops.Exists(l => l.Index.Equals(i)));
        foreach (For loop in around)
        {
            if (IsKnown(loop.Lower) && IsKnown(loop.Upper))
            {
                loops.Add(loop);
            }
        }

        if (!IsKnown(bound))
        {
            return null;
        }

        List<IndexExpr> domain = loops.SelectMany(Site.Bounds).ToList();
        var checks = new List<OverflowCheck>();
        foreach (
            IndexExpr violation in (IndexExpr[])
                [bound - IndexExpr.Constant(int.MaxValue + 1L), IndexExpr.Constant(int.MinValue - 1L) - bound]
        )
        {
            if (Projection.OntoSizes([violation, .. domain], loops) is not { } systems)
            {
                return null;
            }

            checks.AddRange(systems.Select(system => new OverflowCheck(bound.ToString(), system)));
        }

        return checks;
    }

    /// <summary>Whether the check follows from the others: what leads through an array has a bound that fits.</summary>
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

    private static bool IsFixed(IndexExpr value) => !value.IsVolatile && !value.Elements().Any();
}
