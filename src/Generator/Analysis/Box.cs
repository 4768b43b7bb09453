using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Analysis;

/// <summary>The rectangular hull of a loop nest: what an array over its iterations needs.</summary>
internal static class Box
{
    /// <summary>The largest trip count of each loop, free of loop indices; null where it cannot be told.</summary>
    public static EquatableArray<IndexExpr>? Extents(IReadOnlyList<For> loops)
    {
        var extents = new List<IndexExpr>();
        for (int i = 0; i < loops.Count; i++)
        {
            if (
                Maximum(loops[i].Upper, loops.Take(i).ToList(), extents) is not { } extent
                || extent.Elements().Any()
                || extent.IsVolatile
            )
            {
                return null;
            }

            extents.Add(extent);
        }

        return extents.ToEquatableArray();
    }

    /// <summary>The same of the loops from one on, at whatever iteration the outer ones are.</summary>
    public static EquatableArray<IndexExpr>? Extents(IReadOnlyList<For> loops, int from) =>
        Extents(loops)?.Skip(from).ToEquatableArray()
        ?? (from > 0 && Extents(loops.Skip(from).ToList()) is { } own && !own.Any(e => e.Indices().Any()) ? own : null);

    /// <summary>The largest value over 0 ≤ index &lt; extent of the loops (an upper bound of it).</summary>
    private static IndexExpr? Maximum(IndexExpr expr, List<For> loops, List<IndexExpr> extents)
    {
        for (int i = loops.Count - 1; i >= 0; i--)
        {
            LoopIndex index = loops[i].Index;
            if (!expr.Mentions(index))
            {
                continue;
            }

            if (expr.AsOperation(IntegerOperation.CeilingQuotient) is { } quotient)
            {
                return Maximum(quotient.Left, loops.Take(i + 1).ToList(), extents) is { } left
                    ? IndexExpr.Atom(quotient with { Left = left })
                    : null;
            }

            if (
                expr.AsOperation(IntegerOperation.Minimum) is { } least
                && new[] { least.Left, least.Right }.FirstOrDefault(e => !e.Mentions(index)) is { } other
            )
            {
                // No more than the one that does not change.
                expr = other;
                continue;
            }

            if (expr.Coefficient(index) is not { } coefficient)
            {
                return null;
            }

            IndexExpr low = expr.Substitute(index, IndexExpr.Zero);
            IndexExpr high = expr.Substitute(index, extents[i] - IndexExpr.One);
            expr = coefficient.AsConstant() switch
            {
                > 0 => high,
                < 0 => low,
                _ => IndexExpr.Atom(new OperationAtom(IntegerOperation.Maximum, low, high)),
            };
        }

        return expr;
    }
}
