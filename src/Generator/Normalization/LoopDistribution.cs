using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.Analysis;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Normalization;

/// <summary>
/// Splits every loop into one loop for each group of statements that depend on each other in a circle, in an order in which
/// what is needed is computed first (Allen and Kennedy's loop distribution).
/// </summary>
internal static class LoopDistribution
{
    public static EquatableArray<Statement> Rewrite(EquatableArray<Statement> block) =>
        block.SelectMany(s => Distribute(s, [])).ToEquatableArray();

    private static IEnumerable<Statement> Distribute(Statement statement, List<For> outer)
    {
        if (statement is If branch)
        {
            return [branch with { Then = branch.Then.SelectMany(s => Distribute(s, outer)).ToEquatableArray() }];
        }

        if (statement is not For loop)
        {
            return [statement];
        }

        List<For> loops = [.. outer, loop];
        List<Statement> children = loop.Body.SelectMany(s => Distribute(s, loops)).ToList();
        if (loop.While is not null || loop.IsSequential || Throw.IsIn(children))
        {
            // Its condition speaks of the whole body; and where it may throw, what was done before was done in this order.
            return [loop with { Body = children.ToEquatableArray() }];
        }

        return Groups(loop with { Body = children.ToEquatableArray() }, outer)
            .Select(group => loop with { Body = group.Select(i => children[i]).ToEquatableArray() });
    }

    /// <summary>The children that must stay together, in an order that dependence allows, nearest to the order of the text.</summary>
    private static IEnumerable<List<int>> Groups(For loop, List<For> outer)
    {
        int n = loop.Body.Count;
        if (n == 1)
        {
            return
            [
                [0],
            ];
        }

        // Dependences are asked of the loop inside its outer loops, which are held at one iteration.
        List<Site> sites = Site.Inside([.. outer, loop], loop.Body);
        int[] childOf = ChildOfSite(loop, sites.Count);
        bool[,] reaches = new bool[n, n];
        for (int a = 0; a < sites.Count; a++)
        {
            for (int b = 0; b < sites.Count; b++)
            {
                (int from, int to) = (childOf[a], childOf[b]);
                if (from != to && !reaches[from, to] && Depends(sites[a], sites[b], outer.Count))
                {
                    reaches[from, to] = true;
                }
            }
        }

        for (int k = 0; k < n; k++)
        {
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    reaches[i, j] |= reaches[i, k] && reaches[k, j];
                }
            }
        }

        return Ordered(n, reaches);
    }

    private static IEnumerable<List<int>> Ordered(int n, bool[,] reaches)
    {
        var done = new bool[n];
        while (done.Contains(false))
        {
            // The first child whose predecessors, but for those in its own circle, are all done.
            int next = Enumerable
                .Range(0, n)
                .First(i =>
                    !done[i] && Enumerable.Range(0, n).All(j => done[j] || j == i || !reaches[j, i] || reaches[i, j])
                );
            List<int> group = Enumerable
                .Range(0, n)
                .Where(j => j == next || (reaches[next, j] && reaches[j, next]))
                .ToList();
            group.ForEach(i => done[i] = true);
            yield return group;
        }
    }

    private static int[] ChildOfSite(For loop, int count)
    {
        var childOf = new List<int>(count);
        for (int child = 0; child < loop.Body.Count; child++)
        {
            childOf.AddRange(Enumerable.Repeat(child, Site.All([loop.Body[child]]).Count));
        }

        return [.. childOf];
    }

    /// <summary>Whether some instance of the second must run after some instance of the first.</summary>
    private static bool Depends(Site first, Site second, int fixedLoops)
    {
        foreach ((Access a, bool aWrites, Reduction? aSum) in Accesses(first.Statement))
        {
            foreach ((Access b, bool bWrites, Reduction? bSum) in Accesses(second.Statement))
            {
                bool commute = aSum is not null && aSum == bSum;
                if ((aWrites || bWrites) && !commute && Dependence.MayTouch(first, a, second, b, fixedLoops))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static IEnumerable<(Access Access, bool Writes, Reduction? Sum)> Accesses(Statement statement)
    {
        if (statement is Accumulate sum)
        {
            yield return (sum.Target, true, sum.Reduction);
            foreach (Access read in sum.Value.Loads().Concat(sum.Target.Elements()))
            {
                yield return (read, false, null);
            }

            yield break;
        }

        foreach (Access read in statement.Reads())
        {
            yield return (read, false, null);
        }

        if (statement.Write() is { } write)
        {
            yield return (write, true, null);
        }
    }
}
