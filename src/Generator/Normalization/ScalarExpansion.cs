using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.Analysis;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Normalization;

/// <summary>
/// Gives every scalar that lives inside loops an element of its own at each iteration: <c>u</c> becomes <c>u[b,i]</c>. What is
/// read in a later iteration than it was written (a carried scalar) belongs to the loop outside and stays as it is there.
/// </summary>
internal static class ScalarExpansion
{
    public static EquatableArray<Statement> Rewrite(EquatableArray<Statement> body)
    {
        List<Site> sites = Site.All(body);
        var expanded = new Dictionary<Buffer, (Buffer Array, EquatableArray<IndexExpr> Subscripts)>();
        foreach (IGrouping<Buffer, Site> uses in UsesOfScalars(sites))
        {
            Site first = uses.First();
            int depth = uses.Min(first.Common);
            List<For> loops = first.Loops.Take(depth).Select(l => l.Loop).ToList();
            bool isWrittenFirst =
                first.Statement is Assign { Value: var value }
                && !value.Loads().Any(a => a.Buffer.Equals(uses.Key))
                && first.Loops.Count == depth
                && first.Guards.Count == 0;
            if (depth == 0 || !isWrittenFirst || Box.Extents(loops) is not { } extents)
            {
                continue;
            }

            Buffer array = uses.Key with { Rank = depth, Extents = extents };
            expanded[uses.Key] = (array, loops.Select(l => IndexExpr.Of(l.Index)).ToEquatableArray());
        }

        return new AccessSubstitution(a =>
            expanded.TryGetValue(a.Buffer, out var e) ? new Access(e.Array, e.Subscripts) : a
        ).Block(body);
    }

    private static IEnumerable<IGrouping<Buffer, Site>> UsesOfScalars(List<Site> sites) =>
        from site in sites
        from access in site.Statement.Reads().Concat(site.Statement.Write() is { } w ? [w] : [])
        where access.Buffer is { Rank: 0, Kind: BufferKind.Local or BufferKind.Adjoint }
        group site by access.Buffer;
}
