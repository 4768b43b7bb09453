using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Scheduling;

/// <summary>
/// Joins neighbouring nests on vectors over the same domain, where no element would be read before it is written: what one
/// computes is still in a register when the next needs it.
/// </summary>
internal static class LoopFusion
{
    public static List<Statement> Fuse(IEnumerable<Statement> block, IReadOnlyList<For> outer)
    {
        var result = new List<Statement>();
        foreach (Statement statement in block)
        {
            if (result.Count > 0 && TryFuse(result[result.Count - 1], statement, outer) is { } fused)
            {
                result[result.Count - 1] = fused;
            }
            else
            {
                result.Add(statement);
            }
        }

        return result;
    }

    private static Statement? TryFuse(Statement first, Statement second, IReadOnlyList<For> outer)
    {
        if (
            Nest.Of(first) is not { } a
            || Nest.Of(second) is not { } b
            || a.Loops.Count != b.Loops.Count
            || !a.Loops.Last().Vectorized
            || !b.Loops.Last().Vectorized
            || !first.WantedFor.Equals(second.WantedFor)
        )
        {
            return null;
        }

        // The second nest in the first one's loop indices.
        // All at once: the two may have the same indices in another order.
        var names = b
            .Loops.Zip(a.Loops, (own, other) => (own, other))
            .ToDictionary(p => p.own.Index, p => p.other.Index);
        var rename = new AtomSubstitution(atom =>
            atom is LoopAtom { Index: var index } && names.TryGetValue(index, out LoopIndex name)
                ? IndexExpr.Of(name)
                : null
        );
        EquatableArray<Statement> body = rename.Block([b.ToStatement()]);
        Nest renamed = Nest.Of(body[0])!;
        bool sameDomain = a
            .Loops.Zip(renamed.Loops, (l, r) => l.Upper.Equals(r.Upper) && l.Descending == r.Descending)
            .All(x => x);
        if (!sameDomain || a.Body[0].Write()!.Buffer.Element != b.Body[0].Write()!.Buffer.Element)
        {
            return null;
        }

        bool isAllowed =
            !ReadsReduction(a, renamed.Body)
            && !Independence.IsCarriedFrom(renamed.Body, a, outer)
            && Independence.IsIndependentOf(a, outer, a.Loops.Count - 1, renamed.Body);
        return isAllowed
            ? new Nest(a.Loops, [.. a.Body, .. renamed.Body]).ToStatement() with
            {
                WantedFor = first.WantedFor,
            }
            : null;
    }

    /// <summary>A sum along the vector loop is complete only after it.</summary>
    private static bool ReadsReduction(Nest nest, EquatableArray<Statement> later)
    {
        LoopIndex index = nest.Loops.Last().Index;
        var sums = new HashSet<Buffer>(
            nest.Body.OfType<Accumulate>()
                .Select(s => s.Target)
                .Where(t => !Layout.Offset(t).Mentions(index))
                .Select(t => t.Buffer)
        );
        return later.Any(s => s.Reads().Append(s.Write()!).Any(a => sums.Contains(a.Buffer)));
    }
}
