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
        return System([.. facts, .. check.Violation]).IsInfeasible();
    }

    /// <summary>That all of these are ≥ 0, and what they consist of lies where its type says.</summary>
    public static LinearSystem System(IReadOnlyList<IndexExpr> conditions) =>
        new LinearSystem().NonNegative(conditions).NonNegative(Facts(conditions));

    private static IEnumerable<IndexExpr> Facts(IReadOnlyList<IndexExpr> conditions)
    {
        List<Atom> atoms = conditions.SelectMany(c => c.AllAtoms()).Where(a => a is not LoopAtom).Distinct().ToList();
        foreach (Atom atom in atoms)
        {
            // Of a loop index it is not told here whether it is a long's.
            IntegerRange range = IntegerRange.Of(atom, a => a is LoopAtom ? IntegerRange.Long : null);
            if (range.IsIn(IntegerRange.Int))
            {
                yield return IndexExpr.Constant((long)range.Most) - IndexExpr.Atom(atom);
                yield return IndexExpr.Atom(atom) - IndexExpr.Constant((long)range.Least);
            }
        }

        // If n * m is no more than so many, n + m is no more than one more; also where one of them is 0.
        foreach (IGrouping<Buffer, ExtentAtom> sizes in atoms.OfType<ExtentAtom>().GroupBy(e => e.Buffer))
        {
            List<Atom> all = [.. sizes];
            if (all.Count > 1 && IntegerRange.AreSizesOfOneArray(all))
            {
                yield return all.Aggregate(
                    IndexExpr.Constant(IntegerRange.LargestArray + all.Count - 1L),
                    (rest, size) => rest - IndexExpr.Atom(size)
                );
            }
        }
    }
}
