using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Analysis;

/// <summary>
/// Assignments of the same element on both sides of a condition: one of them is made in any case, as if after both there stood one
/// without the condition.
/// </summary>
internal sealed class Alternatives
{
    private readonly List<Site> _sites;
    private readonly HashSet<Site> _replaced = [];

    private Alternatives(List<Site> sites) => _sites = sites;

    /// <summary>The sites that stand for both sides, and those of the sides themselves.</summary>
    public static (List<Site> Joined, HashSet<Site> Replaced) Find(List<Site> sites, Buffer buffer)
    {
        var search = new Alternatives(sites);
        var open = new Queue<Site>(
            sites.Where(s => s.Statement is Assign a && a.Target.Buffer.Equals(buffer) && s.Guards.Count > 0)
        );
        var known = new List<Site>();
        var joined = new List<Site>();
        while (open.Count > 0)
        {
            Site second = open.Dequeue();
            foreach (Site first in known.ToList())
            {
                Site? both = first.Order < second.Order ? search.Join(first, second) : search.Join(second, first);
                if (both is not null)
                {
                    search._replaced.UnionWith([first, second]);
                    joined.Add(both);
                    if (both.Guards.Count > 0)
                    {
                        open.Enqueue(both);
                    }
                }
            }

            known.Add(second);
        }

        return (joined, search._replaced);
    }

    private Site? Join(Site first, Site second)
    {
        if (first.Containers.Count != second.Containers.Count)
        {
            return null;
        }

        int at = 0;
        while (at < first.Containers.Count && first.Containers[at].Node == second.Containers[at].Node)
        {
            at++;
        }

        return
            at < first.Containers.Count
            && first.Containers[at].Statement is If one
            && second.Containers[at].Statement is If other
            && other.Condition.Equals(new Not(one.Condition))
            && IsSameElement(first, second, at)
            && IsStable(one.Condition, first.Containers[at], second.Containers[at])
            ? second.Without(at)
            : null;
    }

    /// <summary>Whether both write the same elements in the loops inside the branches.</summary>
    private static bool IsSameElement(Site first, Site second, int branch)
    {
        var names = new Dictionary<LoopIndex, LoopIndex>();
        var rename = new AtomSubstitution(a =>
            a is LoopAtom { Index: var i } && names.TryGetValue(i, out LoopIndex name) ? IndexExpr.Of(name) : null
        );
        for (int i = branch + 1; i < first.Containers.Count; i++)
        {
            if (
                first.Containers[i].Statement is not For { While: null } one
                || second.Containers[i].Statement is not For { While: null } other
                || !one.Lower.Equals(rename.Index(other.Lower))
                || !one.Upper.Equals(rename.Index(other.Upper))
                || one.Upper.IsVolatile
            )
            {
                return false;
            }

            names[other.Index] = one.Index;
        }

        Access target = ((Assign)first.Statement).Target;
        return target.Equals(rename.Access(((Assign)second.Statement).Target))
            && !target.Subscripts.Any(s => s.IsVolatile);
    }

    /// <summary>Whether the second branch follows the first, which changes nothing that the condition reads.</summary>
    private bool IsStable(Condition condition, Container first, Container second)
    {
        var read = new HashSet<Buffer>(condition.Loads().Select(a => a.Buffer));
        int from = _sites.First(s => s.Containers.Any(c => c.Node == first.Node)).Order;
        int to = _sites.First(s => s.Containers.Any(c => c.Node == second.Node)).Order;
        List<Site> between = _sites.Where(s => s.Order >= from && s.Order < to).ToList();
        return between.All(s => s.Statement.Write() is not { } write || !read.Contains(write.Buffer))
            && between.Count(s => s.Containers.All(c => c.Node != first.Node)) == 1;
    }
}
