using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.Analysis;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Scheduling;

/// <summary>
/// Makes a private array a scalar again where each of its elements is written and read in one and the same iteration of one
/// fused nest: it then lives in a register.
/// </summary>
internal static class ArrayContraction
{
    public static EquatableArray<Statement> Rewrite(EquatableArray<Statement> block, EquatableArray<Buffer> residuals)
    {
        List<Site> sites = Site.All(block);
        var scalars = new Dictionary<Buffer, Buffer>();
        var uses =
            from site in sites
            from access in Accesses(site.Statement)
            where
                access.Buffer is { Rank: > 0, Kind: BufferKind.Local or BufferKind.Adjoint }
                && !residuals.Contains(access.Buffer)
            group (site, access) by access.Buffer;
        var filled = new HashSet<Buffer>(block.SelectMany(s => s is Fill or Copy ? s.Buffers() : []));
        foreach (var group in uses)
        {
            (Site first, Access access) = group.First();
            bool isPrivate =
                !filled.Contains(group.Key)
                && first.Statement is Assign { Value: var value }
                && !value.Loads().Any(a => a.Buffer.Equals(group.Key))
                && group.All(u =>
                    u.access.Equals(access)
                    && !u.access.Subscripts.Any(s => s.IsVolatile)
                    && u.site.Loops.Count == first.Loops.Count
                    && u.site.Common(first) == first.Loops.Count
                );
            if (isPrivate)
            {
                scalars[group.Key] = group.Key with { Rank = 0, Extents = [] };
            }
        }

        return new Contractor(scalars).Block(block);
    }

    private sealed class Contractor(Dictionary<Buffer, Buffer> scalars) : Rewriter
    {
        public override Access Access(Access access) =>
            scalars.TryGetValue(access.Buffer, out Buffer scalar) ? new Access(scalar, []) : base.Access(access);

        /// <summary>What was a sum in an array is now a new value of a scalar of this very iteration: no reduction.</summary>
        public override IEnumerable<Statement> Statement(Statement statement)
        {
            if (statement is not Accumulate sum || !scalars.ContainsKey(sum.Target.Buffer))
            {
                return base.Statement(statement);
            }

            Access target = Access(sum.Target);
            Expr value = Expr(sum.Value);
            return
            [
                new Assign(
                    target,
                    sum.Reduction switch
                    {
                        Reduction.Add => new Load(target) + value,
                        Reduction.Max => Function.Max.Call(new Load(target), value),
                        _ => Function.Min.Call(new Load(target), value),
                    }
                )
                {
                    Note = sum.Note,
                    Origin = sum.Origin,
                    WantedFor = sum.WantedFor,
                },
            ];
        }
    }

    private static IEnumerable<Access> Accesses(Statement statement) =>
        statement.Reads().Concat(statement.Write() is { } w ? [w] : []);
}
