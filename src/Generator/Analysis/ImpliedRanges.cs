using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Analysis;

/// <summary>Whether an access stays in range at every iteration, by the loop bounds and the checks that are made on entry.</summary>
internal static class ImpliedRanges
{
    public static bool Contain(Access access, IReadOnlyList<IndexExpr> domain, IEnumerable<EntryCheck> checks)
    {
        // An adjoint is as large as what it belongs to, whose checks are its own.
        Buffer owner = access.Buffer.IsAdjoint ? access.Buffer.Of! : access.Buffer;
        List<RangeCheck> own = checks.OfType<RangeCheck>().Where(c => c.Buffer.Equals(owner)).ToList();
        bool isInside =
            access.Window is not { } window
            || (
                !window.Subscript.AllAtoms().Any(a => a is ElementAtom)
                && IsExcluded(window.Subscript - window.Length, domain, own)
                && IsExcluded(IndexExpr.Constant(-1) - window.Subscript, domain, own)
            );
        return isInside
            && Enumerable
                .Range(0, access.Subscripts.Count)
                .All(axis =>
                {
                    IndexExpr e = access.Subscripts[axis];
                    List<RangeCheck> ofAxis = own.Where(c => c.Axis == axis).ToList();
                    return !e.AllAtoms().Any(a => a is ElementAtom)
                        && IsExcluded(e - access.Buffer.Extent(axis), domain, ofAxis)
                        && IsExcluded(IndexExpr.Constant(-1) - e, domain, ofAxis);
                });
    }

    /// <summary>The violation is impossible, or it would have failed one of the checks: all of that check's conditions follow from it.</summary>
    private static bool IsExcluded(IndexExpr violation, IReadOnlyList<IndexExpr> domain, List<RangeCheck> checks)
    {
        LinearSystem Violated() => new LinearSystem().NonNegative(domain).NonNegative(violation);
        return Violated().IsInfeasible()
            || checks.Any(check =>
                check.Violation.All(c => Violated().NonNegative(IndexExpr.Constant(-1) - c).IsInfeasible())
            );
    }
}
