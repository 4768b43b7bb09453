using System;
using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Analysis;

/// <summary>Which instances of statements may touch the same element, and in which order.</summary>
internal static class Dependence
{
    private const int Renamed = 1 << 20;

    /// <summary>
    /// One way in which an instance of one site can run after an instance of another: the first <paramref name="EqualLoops"/>
    /// common loops are at the same iteration; then, unless all common loops are, the next one is at a later one.
    /// </summary>
    public sealed record Order(int EqualLoops, bool Carried);

    /// <summary>The orders in which <paramref name="later"/> runs after <paramref name="earlier"/>, with at least
    /// <paramref name="fixedLoops"/> common loops at the same iteration.</summary>
    public static IEnumerable<Order> Orders(Site earlier, Site later, int fixedLoops = 0, bool sameInstance = false)
    {
        int common = earlier.Common(later);
        for (int level = fixedLoops; level < common; level++)
        {
            yield return new Order(level, true);
        }

        if (later.Order > earlier.Order || (sameInstance && later.Order == earlier.Order))
        {
            yield return new Order(common, false);
        }
    }

    /// <summary>
    /// Whether an instance of <paramref name="later"/> may, in the given order, touch an element that <paramref name="earlier"/>
    /// touched. False is a proof.
    /// </summary>
    public static bool MayTouch(
        Site earlier,
        Access first,
        Site later,
        Access second,
        Order order,
        IndexExpr? nonNegative = null
    )
    {
        if (!first.Buffer.Equals(second.Buffer))
        {
            return false;
        }

        Func<IndexExpr, IndexExpr> rename = Renaming(later, order);
        if (Equalities(first, earlier.Domain(), second, later.Domain(), rename) is not { } pairs)
        {
            return true;
        }

        // x[0] and x[1], before any system is set up.
        if (pairs.Exists(p => p.Left.AsConstant() is { } l && p.Right.AsConstant() is { } r && l != r))
        {
            return false;
        }

        LinearSystem system = Instances(earlier, later, order, rename);
        if (nonNegative is not null)
        {
            system.NonNegative(nonNegative);
        }

        foreach ((IndexExpr left, IndexExpr right) in pairs)
        {
            system.Equal(left, right);
        }

        return !system.IsInfeasible();
    }

    public static bool MayTouch(
        Site earlier,
        Access first,
        Site later,
        Access second,
        int fixedLoops = 0,
        bool sameInstance = false
    ) =>
        first.Buffer.Equals(second.Buffer)
        && Orders(earlier, later, fixedLoops, sameInstance).Any(o => MayTouch(earlier, first, later, second, o));

    /// <summary>The system of all pairs of instances in an order.</summary>
    public static LinearSystem Instances(Site earlier, Site later, Order order, Func<IndexExpr, IndexExpr> rename)
    {
        LinearSystem system = new LinearSystem()
            .NonNegative(earlier.Domain())
            .NonNegative(later.Domain().Select(rename));
        if (order.Carried)
        {
            For loop = later.Loops[order.EqualLoops];
            IndexExpr before = IndexExpr.Of(loop.Index);
            IndexExpr distance = rename(before) - before;
            system.NonNegative((loop.Descending ? -1 * distance : distance) - IndexExpr.One);
        }

        return system;
    }

    /// <summary>Gives the loops of the later instance names of their own, but for those at the same iteration.</summary>
    public static Func<IndexExpr, IndexExpr> Renaming(Site later, Order order)
    {
        var own = new HashSet<LoopIndex>(later.Loops.Skip(order.EqualLoops).Select(l => l.Index));
        return expr =>
            expr.Substitute(a =>
                a is LoopAtom { Index: var i } && own.Contains(i) ? IndexExpr.Of(i with { Id = i.Id + Renamed }) : null
            );
    }

    /// <summary>
    /// What it takes for two accesses to meet, axis by axis. A subscript such as <c>i*w + j</c> with 0 ≤ j &lt; w stands for two
    /// axes and is taken apart.
    /// </summary>
    private static List<(IndexExpr Left, IndexExpr Right)>? Equalities(
        Access first,
        IReadOnlyList<IndexExpr> firstDomain,
        Access second,
        IReadOnlyList<IndexExpr> secondDomain,
        Func<IndexExpr, IndexExpr> rename
    )
    {
        var pairs = new List<(IndexExpr, IndexExpr)>();
        if (first.Subscripts.Count != second.Subscripts.Count)
        {
            return null;
        }

        for (int axis = 0; axis < first.Subscripts.Count; axis++)
        {
            List<IndexExpr> widths = Delinearization.CommonWidths(
                first.Subscripts[axis],
                firstDomain,
                second.Subscripts[axis],
                secondDomain
            );
            IEnumerable<IndexExpr> left = Delinearization.Split(first.Subscripts[axis], widths);
            IEnumerable<IndexExpr> right = Delinearization.Split(second.Subscripts[axis], widths);
            pairs.AddRange(left.Zip(right, (l, r) => (l, rename(r))));
        }

        return pairs;
    }
}
