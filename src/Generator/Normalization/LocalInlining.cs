using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Normalization;

/// <summary>
/// Puts a local's value in the place of the local: where it is assigned once, read once (or is no more than a name for an
/// element), in the same loop, and nothing that it is made of changes in between. A product that the user gave a name becomes
/// visible as a product.
/// </summary>
internal static class LocalInlining
{
    public static EquatableArray<Statement> Rewrite(EquatableArray<Statement> body)
    {
        List<Statement> all = body.AllStatements().ToList();
        var writes = all.Select(s => s.Write())
            .Where(w => w is not null)
            .GroupBy(w => w!.Buffer)
            .ToDictionary(g => g.Key, g => g.Count());
        var reads = all.SelectMany(s => s.Reads()).GroupBy(a => a.Buffer).ToDictionary(g => g.Key, g => g.Count());
        return Block(body);

        EquatableArray<Statement> Block(EquatableArray<Statement> block)
        {
            var result = block
                .Select(s =>
                    s switch
                    {
                        For loop => loop with { Body = Block(loop.Body) },
                        If branch => branch with { Then = Block(branch.Then) },
                        _ => s,
                    }
                )
                .ToList();
            for (int i = 0; i < result.Count; i++)
            {
                if (
                    result[i] is Assign { Target.Buffer: { Kind: BufferKind.Local, Rank: 0 } local, Value: var value }
                    && local.Element.IsFloating()
                    && writes[local] == 1
                    && reads.TryGetValue(local, out int uses)
                    && CanInline(local, value, uses, result.Skip(i + 1))
                    && !(IsRead(local, result.Skip(i + 1)) && value.Loads().Any(a => writes.ContainsKey(a.Buffer)))
                )
                {
                    var substitution = new LoadSubstitution(load => load.Access.Buffer.Equals(local) ? value : null);
                    result = result.Take(i).Concat(substitution.Block(result.Skip(i + 1).ToEquatableArray())).ToList();
                    i--;
                }
            }

            return result.ToEquatableArray();
        }
    }

    /// <summary>
    /// Whether a body that is computed again reads the local. If the value is there to stay, it can be read in the local's place;
    /// otherwise the local is the argument that is kept.
    /// </summary>
    private static bool IsRead(Buffer local, IEnumerable<Statement> rest) =>
        rest.AllStatements().Any(s => s is For { IsRecomputed: true } body && body.Buffers().Contains(local));

    private static bool CanInline(Buffer local, Expr value, int uses, IEnumerable<Statement> rest)
    {
        // What is called runs once: the backward pass reads its value.
        if (value.SelfAndInner().Any(e => e is Call))
        {
            return false;
        }

        bool isName = value is Load or Constant or FromIndex;
        var operands = new HashSet<Buffer>(value.Loads().Select(a => a.Buffer));
        int found = 0;
        bool changed = false;
        foreach (Statement s in rest)
        {
            int here = s.SelfAndInner().SelectMany(t => t.Reads()).Count(a => a.Buffer.Equals(local));
            bool writes = s.SelfAndInner().Any(t => t.Write() is { } w && operands.Contains(w.Buffer));
            bool isContainer = s is For or If;
            if (here > 0 && (changed || (isContainer && (writes || (!isName && s is For)))))
            {
                return false;
            }

            found += here;
            changed |= writes;
        }

        // A use elsewhere (in an enclosing loop's next iteration, say) would be lost.
        return found == uses && (isName || uses == 1);
    }
}
