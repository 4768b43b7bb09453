using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Analysis;

/// <summary>
/// Whether an element is certainly assigned before it is read: every instance of the read is matched with an earlier instance of
/// some assignment to the very same element. True is a proof.
/// </summary>
internal static class Coverage
{
    private const int MaximumCombinations = 2000;

    public static bool IsWrittenBefore(Site read, Access access, IEnumerable<Site> sites)
    {
        // Each assignment, in each order in which it precedes the read, covers the instances that satisfy a list of conditions.
        List<List<IndexExpr>> covers = sites
            .Where(s => s.Statement is Assign a && a.Target.Buffer.Equals(access.Buffer))
            .SelectMany(write =>
                Dependence
                    .Orders(write, read)
                    .Where(order => write.IsInBranchesOf(read, order.EqualLoops))
                    .Select(order => Conditions(write, ((Assign)write.Statement).Target, read, access, order))
            )
            .Where(c => c is not null)
            .Select(c => c!)
            .ToList();
        if (covers.Count == 0 || covers.Aggregate(1L, (n, c) => n * System.Math.Max(1, c.Count)) > MaximumCombinations)
        {
            return false;
        }

        // Uncovered would be an instance at which each of them fails in one of its conditions: there must be none.
        IEnumerable<List<IndexExpr>> failures =
        [
            [],
        ];
        foreach (List<IndexExpr> cover in covers)
        {
            failures = failures.SelectMany(f => cover, (f, c) => (List<IndexExpr>)[.. f, IndexExpr.Constant(-1) - c]);
        }

        IReadOnlyList<IndexExpr> domain = read.Domain();
        return failures.All(f => new LinearSystem().NonNegative(domain).NonNegative(f).IsInfeasible());
    }

    /// <summary>
    /// What must be ≥ 0, in the loop indices of the read, for the write to have been there in that order; null where it cannot be
    /// told. The write's own loop indices follow from the subscripts.
    /// </summary>
    private static List<IndexExpr>? Conditions(
        Site write,
        Access target,
        Site read,
        Access access,
        Dependence.Order order
    )
    {
        // A loop with a condition of its own may end before it comes to the element; earlier iterations of one that is still
        // running have been.
        bool mayEndEarly = write.Loops.Skip(order.EqualLoops + (order.Carried ? 1 : 0)).Any(l => l.While is not null);
        bool isVolatile = target.Subscripts.Concat(access.Subscripts).Any(s => s.IsVolatile);
        if (target.Subscripts.Count != access.Subscripts.Count || mayEndEarly || isVolatile)
        {
            return null;
        }

        // The write's loops may have the indices of the read's own loops: they are renamed first.
        System.Func<IndexExpr, IndexExpr> rename = Dependence.Renaming(write, order);
        List<For> own = write
            .Loops.Skip(order.EqualLoops)
            .Select(l =>
                l with
                {
                    Index = rename(IndexExpr.Of(l.Index)).AsIndex()!,
                    Lower = rename(l.Lower),
                    Upper = rename(l.Upper),
                }
            )
            .ToList();
        var values = new Dictionary<LoopIndex, IndexExpr>();
        var conditions = new List<IndexExpr>();
        for (int axis = 0; axis < target.Subscripts.Count; axis++)
        {
            IndexExpr subscript = rename(target.Subscripts[axis]);
            For? loop = own.FirstOrDefault(l =>
                !values.ContainsKey(l.Index) && subscript.Coefficient(l.Index)?.AsConstant() == 1
            );
            if (loop is null)
            {
                IndexExpr difference = subscript - access.Subscripts[axis];
                conditions.Add(difference);
                conditions.Add(-1 * difference);
                continue;
            }

            IndexExpr rest = subscript - IndexExpr.Of(loop.Index);
            if (own.Any(l => rest.Mentions(l.Index)))
            {
                return null;
            }

            values[loop.Index] = access.Subscripts[axis] - rest;
        }

        if (own.Any(l => !values.ContainsKey(l.Index)))
        {
            return null; // a loop that may run no time at all
        }

        conditions.AddRange(own.SelectMany(Site.Bounds));
        if (order.Carried)
        {
            For loop = write.Loops[order.EqualLoops];
            IndexExpr distance = IndexExpr.Of(loop.Index) - rename(IndexExpr.Of(loop.Index));
            conditions.Add((loop.Descending ? -1 * distance : distance) - IndexExpr.One);
        }

        return conditions
            .Select(c => c.Substitute(a => a is LoopAtom l && values.TryGetValue(l.Index, out IndexExpr v) ? v : null))
            .ToList();
    }
}
