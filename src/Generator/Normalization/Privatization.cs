using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Normalization;

/// <summary>
/// Gives each loop its own copy of a scalar that is declared outside but assigned anew at the start of every iteration: iterations
/// that share nothing but a name are independent.
/// </summary>
internal static class Privatization
{
    public static EquatableArray<Statement> Rewrite(EquatableArray<Statement> body)
    {
        int next = 1 + Enumerable.Max([0, .. body.SelectMany(s => s.Buffers()).Select(b => b.Id)]);
        foreach (Buffer scalar in body.SelectMany(s => s.Buffers()).Where(IsScalarLocal).Distinct().ToList())
        {
            var regions = new List<For>();
            if (AllReadsInside(body, scalar, regions) && regions.Count > 0)
            {
                body = Rename(body, scalar, regions, ref next);
            }
        }

        return body;
    }

    private static bool IsScalarLocal(Buffer buffer) => buffer is { Rank: 0, Kind: BufferKind.Local };

    /// <summary>Collects the outermost loops that need nothing of the scalar from outside; false where it is read elsewhere.</summary>
    private static bool AllReadsInside(EquatableArray<Statement> block, Buffer scalar, List<For> regions)
    {
        foreach (Statement statement in block.Where(s => s.Buffers().Contains(scalar)))
        {
            if (statement is For loop && !Reads(loop, scalar) && !scalar.Equals(loop.Count?.Buffer))
            {
                if (StartsWithAssignment(loop, scalar))
                {
                    regions.Add(loop);
                }
                else if (!AllReadsInside(loop.Body, scalar, regions))
                {
                    return false;
                }
            }
            else if (statement is not (Declare or Assign) || Reads(statement, scalar))
            {
                return false;
            }
        }

        return true;
    }

    private static bool StartsWithAssignment(For loop, Buffer scalar) =>
        loop.Body.First(s => s.Buffers().Contains(scalar)) is Assign { Target.Buffer: var written } first
        && written.Equals(scalar)
        && !Reads(first, scalar);

    private static bool Reads(Statement statement, Buffer scalar) =>
        statement.Reads().Any(a => a.Buffer.Equals(scalar));

    private static EquatableArray<Statement> Rename(
        EquatableArray<Statement> block,
        Buffer scalar,
        List<For> regions,
        ref int next
    )
    {
        var result = new List<Statement>();
        foreach (Statement statement in block)
        {
            if (statement is For region && regions.Any(r => ReferenceEquals(r, region)))
            {
                Buffer own = scalar with { Id = next++ };
                var rename = new AccessSubstitution(a => a.Buffer.Equals(scalar) ? new Access(own, []) : a);
                result.Add(
                    region with
                    {
                        Body = rename.Block(region.Body).Prepend(new Declare(own)).ToEquatableArray(),
                    }
                );
            }
            else if (statement is For loop)
            {
                result.Add(loop with { Body = Rename(loop.Body, scalar, regions, ref next) });
            }
            else
            {
                result.Add(statement);
            }
        }

        return result.ToEquatableArray();
    }
}
