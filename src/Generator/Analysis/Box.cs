using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Analysis;

/// <summary>The rectangular hull of a loop nest: what an array over its iterations needs.</summary>
internal static class Box
{
    /// <summary>How often loops that are not reached, or are left early, may say that they run, alone or for each element of an array.</summary>
    private const long Room = 1 << 20;

    /// <summary>
    /// How many outer loops get no places for their iterations: those inside them have room for as often as their bounds say,
    /// but not <c>k &lt; m * m</c> or <c>k &lt; int.MaxValue</c>, where the data may keep control from it or lead it out before.
    /// </summary>
    /// <param name="site">What is in the loops.</param>
    /// <param name="sizes">Of what needs more than one place in each iteration.</param>
    public static int WithoutRoom(Site site, IEnumerable<IndexExpr>? sizes = null)
    {
        BigInteger places = (sizes ?? []).Aggregate(BigInteger.One, (all, size) => all * (size.AsConstant() ?? 1));
        for (int i = site.Loops.Count - 1; i >= CertainLoops(site); i--)
        {
            IndexExpr trips = site.Loops[i].Upper;
            // Of int.MaxValue - j as of int.MaxValue.
            places *= BigInteger.Max(1, IntegerRange.Of(trips, a => a is OperationAtom ? null : new(0, 0)).Most);
            if (places > Room || !HasRoom(Range(trips)))
            {
                return i + 1;
            }
        }

        return 0;
    }

    /// <summary>How many outer loops make all iterations that their bounds say.</summary>
    private static int CertainLoops(Site site) =>
        site
            .Containers.TakeWhile(c =>
                c.Statement switch
                {
                    If branch => EntryConditions.IsKnown(branch.Condition, written: []),
                    For loop => loop.While is null,
                    _ => true,
                }
            )
            .Count(c => c.Statement is For);

    /// <summary>Whether an array of these extents is no larger than others are, as far as is known before it is asked for.</summary>
    public static bool HaveRoom(IReadOnlyCollection<IndexExpr> extents)
    {
        List<Atom> sizes = extents.Select(e => e.AsAtom()).OfType<Atom>().ToList();
        return (sizes.Count == extents.Count && IntegerRange.AreSizesOfOneArray(sizes))
            || HasRoom(extents.Aggregate(new IntegerRange(1, 1), (all, e) => all * Range(e)));
    }

    private static bool HasRoom(IntegerRange range) =>
        range.Most <= (range.Least == range.Most ? Room : Room * int.MaxValue);

    // What has lost digits may be as large as its type allows, whatever it was computed from.
    private static IntegerRange Range(IndexExpr trips) =>
        IntegerRange.Of(
            trips,
            atom =>
                atom switch
                {
                    ExtentAtom => new(0, IntegerRange.LargestArray),
                    OperationAtom { Operation: IntegerOperation.ShiftLeft } => IntegerRange.Long,
                    _ => null,
                }
        );

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
