using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.Analysis;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Scheduling;

/// <summary>
/// Which loops of a nest may run in any order, and change places with others: no two different iterations touch the same
/// element, but for accumulations of one kind, which may be reassociated. All statements of a nest run in the same iterations,
/// so that accesses are compared, each different one once, and not statements.
/// </summary>
internal static class Independence
{
    public static bool IsIndependent(Nest nest, IReadOnlyList<For> outer, int loop) =>
        !MayMeet(nest, outer, nest.Loops[loop].Index, Conflicts(nest.Body, nest.Body));

    /// <summary>Whether the loop stays independent when others run in the same nest: that either alone is so is known.</summary>
    public static bool IsIndependentOf(
        Nest nest,
        IReadOnlyList<For> outer,
        int loop,
        EquatableArray<Statement> others
    ) => !MayMeet(nest, outer, nest.Loops[loop].Index, Conflicts(nest.Body, others));

    /// <summary>Whether the nest may, in a later iteration of some loop, touch what the others touched in an earlier one.</summary>
    public static bool IsCarriedFrom(EquatableArray<Statement> others, Nest nest, IReadOnlyList<For> outer)
    {
        Site site = Site(nest, outer);
        List<Dependence.Order> orders = [.. Dependence.Orders(site, site, outer.Count)];
        return Conflicts(others, nest.Body)
            .Any(pair => orders.Exists(o => Dependence.MayTouch(site, pair.First, site, pair.Second, o)));
    }

    /// <summary>Whether every instance of the nest writes an element of its own, over the given loops.</summary>
    public static bool IsInjective(Nest nest, IReadOnlyList<For> outer, Access target, IEnumerable<LoopIndex> loops) =>
        loops.All(index => !MayMeet(nest, outer, index, [(target, target)]));

    /// <summary>The same element at different values of one loop index; the outer loops at the same iteration, all others at any.</summary>
    private static bool MayMeet(
        Nest nest,
        IReadOnlyList<For> outer,
        LoopIndex index,
        IEnumerable<(Access First, Access Second)> conflicts
    )
    {
        Site site = Site(nest, outer);
        var order = new Dependence.Order(outer.Count, Carried: false);
        IndexExpr here = IndexExpr.Of(index);
        IndexExpr there = Dependence.Renaming(site, order)(here);
        return conflicts.Any(pair =>
            Dependence.MayTouch(site, pair.First, site, pair.Second, order, there - here - IndexExpr.One)
            || Dependence.MayTouch(site, pair.First, site, pair.Second, order, here - there - IndexExpr.One)
        );
    }

    /// <summary>Any statement of the nest: its loops are all that is asked for.</summary>
    private static Site Site(Nest nest, IReadOnlyList<For> outer) =>
        Analysis.Site.Inside([.. outer, .. nest.Loops], [nest.Body[0]])[0];

    private static IEnumerable<(Access First, Access Second)> Conflicts(
        EquatableArray<Statement> first,
        EquatableArray<Statement> second
    )
    {
        ILookup<Buffer, (Access Access, bool Writes, Reduction? Sum)> of = second
            .SelectMany(Accesses)
            .Distinct()
            .ToLookup(b => b.Access.Buffer);
        return from a in first.SelectMany(Accesses).Distinct()
            from b in of[a.Access.Buffer]
            where (a.Writes || b.Writes) && (a.Sum is null || a.Sum != b.Sum)
            select (a.Access, b.Access);
    }

    private static IEnumerable<(Access Access, bool Writes, Reduction? Sum)> Accesses(Statement statement) =>
        statement switch
        {
            Assign assign => assign
                .Value.Loads()
                .Concat(assign.Target.Elements())
                .Select(a => (a, false, (Reduction?)null))
                .Append((assign.Target, true, null)),
            Accumulate sum => sum
                .Value.Loads()
                .Concat(sum.Target.Elements())
                .Select(a => (a, false, (Reduction?)null))
                .Append((sum.Target, true, sum.Reduction)),
            _ => [],
        };
}
