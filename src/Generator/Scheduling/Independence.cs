using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.Analysis;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Scheduling;

/// <summary>
/// Which loops of a nest may run in any order, and change places with others: no two different iterations touch the same
/// element, but for accumulations of one kind, which may be reassociated.
/// </summary>
internal static class Independence
{
    public static bool IsIndependent(Nest nest, IReadOnlyList<For> outer, int loop)
    {
        List<Site> sites = Sites(nest, outer);
        LoopIndex index = nest.Loops[loop].Index;
        foreach (Site first in sites)
        {
            foreach (Site second in sites)
            {
                foreach ((Access a, Access b) in Conflicts(first, second))
                {
                    if (MayMeet(first, a, second, b, outer.Count, index))
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    }

    /// <summary>Whether an instance of the second may, in a later iteration of some loop of the nest, touch what the first touched.</summary>
    public static bool IsCarried(Nest nest, IReadOnlyList<For> outer, int first, int second)
    {
        List<Site> sites = Sites(nest, outer);
        return Conflicts(sites[first], sites[second])
            .Any(pair =>
                Dependence
                    .Orders(sites[first], sites[second], outer.Count)
                    .Where(o => o.Carried)
                    .Any(o => Dependence.MayTouch(sites[first], pair.First, sites[second], pair.Second, o))
            );
    }

    /// <summary>Whether every instance of the nest writes an element of its own, over the given loops.</summary>
    public static bool IsInjective(Nest nest, IReadOnlyList<For> outer, Access target, IEnumerable<LoopIndex> loops)
    {
        Site site = Sites(nest, outer)[0];
        return loops.All(index => !MayMeet(site, target, site, target, outer.Count, index));
    }

    /// <summary>The same element at different values of one loop index; the outer loops at the same iteration, all others at any.</summary>
    private static bool MayMeet(Site first, Access a, Site second, Access b, int outer, LoopIndex index)
    {
        var order = new Dependence.Order(outer, Carried: false);
        IndexExpr here = IndexExpr.Of(index);
        IndexExpr there = Dependence.Renaming(second, order)(here);
        return Dependence.MayTouch(first, a, second, b, order, there - here - IndexExpr.One)
            || Dependence.MayTouch(first, a, second, b, order, here - there - IndexExpr.One);
    }

    private static List<Site> Sites(Nest nest, IReadOnlyList<For> outer) =>
        Site.Inside([.. outer, .. nest.Loops], nest.Body);

    private static IEnumerable<(Access First, Access Second)> Conflicts(Site first, Site second) =>
        from a in Accesses(first.Statement)
        from b in Accesses(second.Statement)
        where (a.Writes || b.Writes) && (a.Sum is null || a.Sum != b.Sum) && a.Access.Buffer.Equals(b.Access.Buffer)
        select (a.Access, b.Access);

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
