using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.Analysis;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Normalization;

/// <summary>
/// Gives every local that lives inside loops a place of its own at each iteration: <c>u</c> becomes <c>u[b,i]</c>. What is
/// declared outside a loop and carried through it stays as it is there.
/// </summary>
internal static class ScalarExpansion
{
    public static EquatableArray<Statement> Rewrite(EquatableArray<Statement> body)
    {
        List<Site> sites = Site.All(body);
        var declared = sites.Where(s => s.Statement is Declare).ToDictionary(s => ((Declare)s.Statement).Buffer);
        var expanded = new Dictionary<Buffer, (Buffer Array, EquatableArray<IndexExpr> Subscripts)>();
        foreach (IGrouping<Buffer, Site> uses in UsesOfLocals(sites))
        {
            Site? home = declared.TryGetValue(uses.Key, out Site? own) ? own : HomeOfItsOwn(uses.Key, uses.ToList());
            int shared = home is null
                ? 0
                : System.Math.Max(Shared(home.Loops), Box.WithoutRoom(home, uses.Key.Extents));
            if (
                home?.Loops.Skip(shared).ToList() is { Count: > 0 } inner
                && inner.Any(l => !l.IsSequential)
                && Box.Extents(home.Loops, shared) is { } box
                && box.Where((_, i) => !inner[i].IsSequential).ToEquatableArray() is var extents
            )
            {
                Buffer array = uses.Key with
                {
                    Rank = extents.Count + uses.Key.Rank,
                    Extents = extents.Concat(uses.Key.Extents).ToEquatableArray(),
                };
                expanded[uses.Key] = (
                    array,
                    inner.Where(l => !l.IsSequential).Select(l => IndexExpr.Of(l.Index)).ToEquatableArray()
                );
            }
        }

        return new Expansion(expanded).Block(body);
    }

    /// <summary>How many outer loops need no places of their own: all around a body that is computed again.</summary>
    private static int Shared(IReadOnlyList<For> loops)
    {
        int count = loops.Count;
        while (count > 0 && !loops[count - 1].IsRecomputed)
        {
            count--;
        }

        return count;
    }

    /// <summary>Where a scalar that the generator made comes to life: in the block in which it is first written.</summary>
    private static Site? HomeOfItsOwn(Buffer scalar, List<Site> uses) =>
        scalar.Rank == 0
        && uses[0].Statement is Assign { Value: var value }
        && !value.Loads().Any(a => a.Buffer.Equals(scalar))
        && uses.All(uses[0].SharesBlockWith)
            ? uses[0]
            : null;

    private static IEnumerable<IGrouping<Buffer, Site>> UsesOfLocals(List<Site> sites) =>
        from site in sites
        from access in site.Statement.Reads().Concat(site.Statement.Write() is { } w ? [w] : [])
        where access.Buffer is { Kind: BufferKind.Local or BufferKind.Adjoint }
        group site by access.Buffer;

    private sealed class Expansion(Dictionary<Buffer, (Buffer Array, EquatableArray<IndexExpr> Subscripts)> arrays)
        : Rewriter
    {
        public override Access Access(Access access) =>
            arrays.TryGetValue(access.Buffer, out var e)
                ? base.Access(access) with
                {
                    Buffer = e.Array,
                    Subscripts = e.Subscripts.Concat(access.Subscripts.Map(Index)).ToEquatableArray(),
                }
                : base.Access(access);

        public override IEnumerable<Statement> Statement(Statement statement) =>
            statement is Declare ? [] : base.Statement(statement);
    }
}
