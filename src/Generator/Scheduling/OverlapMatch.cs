using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Scheduling;

/// <summary>
/// Windows that overlap: in <c>X.grad[c,y + p] += Y.grad[o,y] * W[o,c,p]</c> several products are added to one element, and the engine
/// adds only one sum to each. With the loop over p around it, what is left is a contraction.
/// </summary>
internal static class OverlapMatch
{
    public static Statement? Match(Nest nest, IReadOnlyList<For> outer)
    {
        if (
            nest.Body.Count != 1
            || nest.Body[0] is not Accumulate { Reduction: Reduction.Add } sum
            || nest.Loops.Any(l => nest.Loops.Any(other => l.Upper.Mentions(other.Index)))
        )
        {
            return null;
        }

        // The loops that share a subscript. Of two, the window's is commonly the inner one, and has fewer iterations.
        List<List<For>> shared = sum
            .Target.Subscripts.Select(s => nest.Loops.Where(l => s.Mentions(l.Index)).ToList())
            .Where(loops => loops.Count > 1)
            .ToList();
        return shared.Count == 0
            ? null
            : Around(nest, outer, shared.SelectMany(loops => loops.Skip(1)))
                ?? Around(nest, outer, shared.SelectMany(loops => loops));
    }

    private static Statement? Around(Nest nest, IReadOnlyList<For> outer, IEnumerable<For> window)
    {
        List<For> loops = nest.Loops.Where(window.Contains).Select(l => l with { Descending = false }).ToList();
        Nest inner = nest with { Loops = nest.Loops.Where(l => !window.Contains(l)).ToList() };
        if (ContractionMatch.Match(inner, [.. outer, .. loops]) is not { } contraction)
        {
            return null;
        }

        Statement result = contraction with { WantedFor = [] };
        for (int i = loops.Count - 1; i >= 0; i--)
        {
            result = loops[i] with { Body = [result] };
        }

        return result;
    }
}
