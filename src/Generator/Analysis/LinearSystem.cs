using System;
using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Analysis;

/// <summary>
/// A conjunction of linear conditions over integers, each an expression that is ≥ 0. Monomials that are no single loop index
/// (sizes, parameters, products) count as variables of their own. The one question is whether the system can be shown to have no
/// solution (Fourier–Motzkin elimination over the rationals, with rounding of constants): "no" answers are proofs,
/// everything else means "perhaps", so every use of it errs on the safe side.
/// </summary>
internal sealed class LinearSystem
{
    private const int MaximumSize = 500;
    private readonly List<IndexExpr> _nonNegative = [];
    private readonly List<IndexExpr> _zero = [];

    public LinearSystem NonNegative(IndexExpr expr)
    {
        _nonNegative.Add(expr);
        return this;
    }

    public LinearSystem NonNegative(IEnumerable<IndexExpr> exprs)
    {
        _nonNegative.AddRange(exprs);
        return this;
    }

    public LinearSystem Equal(IndexExpr left, IndexExpr right)
    {
        // Where both are volatile they must not cancel: i is not what it was.
        if (!left.IsVolatile && !right.IsVolatile)
        {
            _zero.Add(left - right);
        }

        return this;
    }

    /// <summary>True only if no assignment of integers satisfies all conditions.</summary>
    public bool IsInfeasible()
    {
        try
        {
            return Solve();
        }
        catch (OverflowException)
        {
            return false; // coefficients grew beyond 64 bits: nothing is proven
        }
    }

    private bool Solve()
    {
        // What is volatile may have one value in one condition and another in the next: it says nothing.
        _nonNegative.RemoveAll(e => e.IsVolatile);
        var conditions = _nonNegative.Concat(_zero).ToList();
        conditions.AddRange(conditions.SelectMany(e => e.AllAtoms()).Distinct().SelectMany(AtomFacts.Of).ToList());
        Dictionary<string, int> variables = Numbered(conditions);
        var all = conditions.ConvertAll(e => LinearRow.Of(e, variables));
        List<LinearRow> equalities = all.GetRange(_nonNegative.Count, _zero.Count);
        all.RemoveRange(_nonNegative.Count, _zero.Count);
        return !Substitute(equalities, all) || !Eliminate(all, variables.Count);
    }

    /// <summary>The products of atoms, numbered in the order of their keys.</summary>
    private static Dictionary<string, int> Numbered(IEnumerable<IndexExpr> exprs)
    {
        var keys = new SortedSet<string>(StringComparer.Ordinal);
        foreach (Term term in exprs.SelectMany(e => e.Terms).Where(t => !t.Atoms.IsEmpty))
        {
            keys.Add(term.Key);
        }

        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string key in keys)
        {
            numbers.Add(key, numbers.Count);
        }

        return numbers;
    }

    /// <summary>Uses up the equalities: by substitution where a coefficient is ±1, else as two inequalities.</summary>
    private static bool Substitute(List<LinearRow> equalities, List<LinearRow> rows)
    {
        while (equalities.Count > 0)
        {
            LinearRow row = equalities[equalities.Count - 1];
            equalities.RemoveAt(equalities.Count - 1);
            if (row.IsConstant)
            {
                if (row.Constant != 0)
                {
                    return false;
                }

                continue;
            }

            long divisor = row.Divisor();
            if (row.Constant % divisor != 0)
            {
                return false; // no integers satisfy it
            }

            LinearRow scaled = row.DividedBy(divisor);
            if (scaled.Unit() is not { } unit)
            {
                rows.Add(row);
                rows.Add(row.Times(-1));
                continue;
            }

            for (int i = 0; i < equalities.Count; i++)
            {
                equalities[i] = equalities[i].Without(unit, scaled);
            }

            for (int i = 0; i < rows.Count; i++)
            {
                rows[i] = rows[i].Without(unit, scaled);
            }
        }

        return true;
    }

    private static bool Eliminate(List<LinearRow> rows, int variables)
    {
        rows = Tighten(rows, out bool contradiction);
        while (!contradiction)
        {
            if (Cheapest(rows, variables) is not { } variable || rows.Count > MaximumSize)
            {
                return true;
            }

            var next = rows.FindAll(r => r.Factor(variable) == 0);
            List<LinearRow> uppers = rows.FindAll(r => r.Factor(variable) < 0);
            foreach (LinearRow lower in rows.Where(r => r.Factor(variable) > 0))
            {
                foreach (LinearRow upper in uppers)
                {
                    next.Add(lower.Times(-upper.Factor(variable)).Plus(upper.Times(lower.Factor(variable))));
                }
            }

            rows = Tighten(next, out contradiction);
        }

        return false;
    }

    /// <summary>The variable whose elimination adds the fewest rows, the first of several; null where there are none.</summary>
    private static int? Cheapest(List<LinearRow> rows, int variables)
    {
        var lowers = new int[variables];
        var uppers = new int[variables];
        foreach (LinearRow row in rows)
        {
            row.Count(lowers, uppers);
        }

        int? cheapest = null;
        for (int v = 0; v < variables; v++)
        {
            bool occurs = lowers[v] + uppers[v] > 0;
            if (occurs && (cheapest is not { } c || lowers[v] * uppers[v] < lowers[c] * uppers[c]))
            {
                cheapest = v;
            }
        }

        return cheapest;
    }

    /// <summary>Divides by common factors (rounding the constant down), drops what is always true and all but the strongest of
    /// rows that differ in the constant only.</summary>
    private static List<LinearRow> Tighten(List<LinearRow> rows, out bool contradiction)
    {
        var strongest = new Dictionary<LinearRow, LinearRow>(LinearRow.SameFactors);
        contradiction = false;
        foreach (LinearRow row in rows)
        {
            if (row.IsConstant)
            {
                contradiction |= row.Constant < 0;
                continue;
            }

            LinearRow tight = row.DividedBy(row.Divisor());
            if (!strongest.TryGetValue(tight, out LinearRow other) || tight.Constant < other.Constant)
            {
                strongest[tight] = tight;
            }
        }

        return [.. strongest.Values];
    }
}
