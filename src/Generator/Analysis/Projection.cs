using System;
using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Analysis;

/// <summary>
/// Eliminates loop indices from a system of conditions (each ≥ 0), exactly: the systems that remain, in sizes and parameters
/// alone, one of which holds exactly if the given one has a solution in the integers.
/// </summary>
internal static class Projection
{
    private const int MaximumSystems = 16;

    /// <summary>Null where a condition is not linear in a loop index, or rounding could matter.</summary>
    public static List<EquatableArray<IndexExpr>>? OntoSizes(List<IndexExpr> system, IReadOnlyList<For> loops)
    {
        List<List<IndexExpr>> systems = [system];
        for (int i = loops.Count - 1; i >= 0; i--)
        {
            var next = new List<List<IndexExpr>>();
            foreach (List<IndexExpr> s in systems)
            {
                if (Eliminate(s, loops[i].Index) is not { } eliminated)
                {
                    return null;
                }

                next.AddRange(eliminated);
            }

            if (next.Count > MaximumSystems)
            {
                return null;
            }

            systems = next;
        }

        return systems
            .Where(s => !new LinearSystem().NonNegative(s).NonNegative(Products(s)).IsInfeasible())
            .Select(WithoutImplied)
            .Distinct()
            .ToList();
    }

    /// <summary>The product of two conditions that are ≥ 0 is ≥ 0: what linear reasoning alone does not see of <c>n*m</c>.</summary>
    private static IEnumerable<IndexExpr> Products(List<IndexExpr> system) =>
        system.SelectMany((a, i) => system.Skip(i + 1).Select(b => Product(a, b))).OfType<IndexExpr>();

    /// <summary>Null where a coefficient would be beyond 64 bits: then nothing is concluded from it.</summary>
    private static IndexExpr? Product(IndexExpr left, IndexExpr right)
    {
        try
        {
            return left * right;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static List<List<IndexExpr>>? Eliminate(List<IndexExpr> system, LoopIndex index)
    {
        var lower = new List<(long Factor, IndexExpr Bound)>(); // factor·index + rest ≥ 0
        var upper = new List<(long Factor, IndexExpr Bound)>(); // −factor·index + rest ≥ 0
        var without = new List<IndexExpr>();
        bool isLinear = true;
        foreach (IndexExpr e in system)
        {
            if (!e.Mentions(index))
            {
                without.Add(e);
                continue;
            }

            if (e.Coefficient(index) is not { } coefficient)
            {
                return null;
            }

            if (coefficient.AsConstant() is not { } factor)
            {
                isLinear = false;
                continue;
            }

            IndexExpr rest = e - (factor * IndexExpr.Of(index));
            (factor > 0 ? lower : upper).Add((System.Math.Abs(factor), rest));
        }

        // What comes first tells the message what is violated: it stays first.
        bool isFirst = system[0].Mentions(index);
        return isLinear ? Combine(lower, upper, without, isFirst) : TryEnds(system, index, lower, upper);
    }

    /// <summary>Fourier–Motzkin; exact in the integers where of each pair one factor is 1.</summary>
    private static List<List<IndexExpr>>? Combine(
        List<(long Factor, IndexExpr Bound)> lower,
        List<(long Factor, IndexExpr Bound)> upper,
        List<IndexExpr> without,
        bool combinedFirst
    )
    {
        var combined = new List<IndexExpr>();
        foreach ((long a, IndexExpr p) in lower)
        {
            foreach ((long b, IndexExpr q) in upper)
            {
                if (a != 1 && b != 1)
                {
                    return null;
                }

                combined.Add((b * p) + (a * q));
            }
        }

        return combinedFirst
            ?
            [
                [.. combined, .. without],
            ]
            :
            [
                [.. without, .. combined],
            ];
    }

    /// <summary>
    /// A factor that is a size or parameter has a sign only at run time. Over an interval a linear function is largest at one of
    /// the ends: each end is tried.
    /// </summary>
    private static List<List<IndexExpr>>? TryEnds(
        List<IndexExpr> system,
        LoopIndex index,
        List<(long Factor, IndexExpr Bound)> lower,
        List<(long Factor, IndexExpr Bound)> upper
    )
    {
        if (lower.Concat(upper).Any(b => b.Factor != 1))
        {
            return null;
        }

        return lower
            .Select(l => -1 * l.Bound)
            .Concat(upper.Select(u => u.Bound))
            .Select(end => system.Select(e => e.Substitute(index, end)).ToList())
            .ToList();
    }

    /// <summary>Drops what follows from the other conditions: less to read, less to run.</summary>
    private static EquatableArray<IndexExpr> WithoutImplied(List<IndexExpr> system)
    {
        List<IndexExpr> kept = system.Distinct().ToList();
        for (int i = kept.Count - 1; i >= 0; i--)
        {
            IEnumerable<IndexExpr> others = kept.Where((_, k) => k != i);
            IndexExpr fails = IndexExpr.Constant(-1) - kept[i];
            if (new LinearSystem().NonNegative(others).NonNegative(fails).IsInfeasible())
            {
                kept.RemoveAt(i);
            }
        }

        return kept.ToEquatableArray();
    }
}
