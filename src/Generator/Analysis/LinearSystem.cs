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
        List<Row> rows = _nonNegative.Select(e => new Row(e)).ToList();
        var equalities = _zero.Select(e => new Row(e)).ToList();
        foreach (Atom atom in _nonNegative.Concat(_zero).SelectMany(e => e.AllAtoms()).Distinct())
        {
            rows.AddRange(AtomFacts.Of(atom).Select(fact => new Row(fact)));
        }

        return !Substitute(equalities, rows) || !Eliminate(rows);
    }

    /// <summary>Uses up the equalities: by substitution where a coefficient is ±1, else as two inequalities.</summary>
    private static bool Substitute(List<Row> equalities, List<Row> rows)
    {
        while (equalities.Count > 0)
        {
            Row row = equalities[equalities.Count - 1];
            equalities.RemoveAt(equalities.Count - 1);
            if (row.Factors.Count == 0)
            {
                if (row.Constant != 0)
                {
                    return false;
                }

                continue;
            }

            long divisor = row.Factors.Values.Aggregate(0L, Gcd);
            if (row.Constant % divisor != 0)
            {
                return false; // no integers satisfy it
            }

            string? unit = row.Factors.FirstOrDefault(f => Math.Abs(f.Value) == divisor).Key;
            if (unit is null)
            {
                rows.Add(row);
                rows.Add(row.Times(-1));
                continue;
            }

            Row scaled = row.DividedBy(divisor);
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

    private static bool Eliminate(List<Row> rows)
    {
        rows = Tighten(rows, out bool contradiction);
        while (!contradiction)
        {
            // The variable whose elimination adds the fewest rows.
            string? variable = rows.SelectMany(r => r.Factors.Keys)
                .Distinct()
                .OrderBy(v => rows.Count(r => r.Factor(v) > 0) * rows.Count(r => r.Factor(v) < 0))
                .ThenBy(v => v, StringComparer.Ordinal)
                .FirstOrDefault();
            if (variable is null || rows.Count > MaximumSize)
            {
                return true;
            }

            var next = rows.Where(r => r.Factor(variable) == 0).ToList();
            foreach (Row lower in rows.Where(r => r.Factor(variable) > 0))
            {
                foreach (Row upper in rows.Where(r => r.Factor(variable) < 0))
                {
                    next.Add(lower.Times(-upper.Factor(variable)).Plus(upper.Times(lower.Factor(variable))));
                }
            }

            rows = Tighten(next, out contradiction);
        }

        return false;
    }

    /// <summary>Divides by common factors (rounding the constant down), drops what is always true and all but the strongest of
    /// rows that differ in the constant only.</summary>
    private static List<Row> Tighten(List<Row> rows, out bool contradiction)
    {
        var strongest = new Dictionary<string, Row>();
        contradiction = false;
        foreach (Row row in rows)
        {
            if (row.Factors.Count == 0)
            {
                contradiction |= row.Constant < 0;
                continue;
            }

            Row tight = row.DividedBy(row.Factors.Values.Aggregate(0L, Gcd));
            string key = tight.Key;
            if (!strongest.TryGetValue(key, out Row other) || tight.Constant < other.Constant)
            {
                strongest[key] = tight;
            }
        }

        return [.. strongest.Values];
    }

    private static long Gcd(long a, long b)
    {
        (a, b) = (Math.Abs(a), Math.Abs(b));
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }

    /// <summary>Σ factor·variable + constant.</summary>
    private sealed class Row
    {
        public Row(IndexExpr expr)
        {
            foreach (Term term in expr.Terms)
            {
                if (term.Atoms.IsEmpty)
                {
                    Constant = term.Coefficient;
                }
                else
                {
                    Factors[string.Join("*", term.Atoms.Select(a => a.Key))] = term.Coefficient;
                }
            }
        }

        private Row(SortedDictionary<string, long> factors, long constant) => (Factors, Constant) = (factors, constant);

        public SortedDictionary<string, long> Factors { get; } = new(StringComparer.Ordinal);

        public long Constant { get; }

        public string Key => string.Join("+", Factors.Select(f => $"{f.Value}*{f.Key}"));

        public long Factor(string variable) => Factors.TryGetValue(variable, out long value) ? value : 0;

        public Row Times(long factor) => new(Mapped(f => checked(f * factor)), checked(Constant * factor));

        public Row DividedBy(long divisor) =>
            divisor == 1 ? this : new(Mapped(f => f / divisor), FloorDivide(Constant, divisor));

        public Row Plus(Row other)
        {
            SortedDictionary<string, long> sum = Mapped(f => f);
            foreach (KeyValuePair<string, long> f in other.Factors)
            {
                long value = checked(Factor(f.Key) + f.Value);
                if (value == 0)
                {
                    sum.Remove(f.Key);
                }
                else
                {
                    sum[f.Key] = value;
                }
            }

            return new(sum, checked(Constant + other.Constant));
        }

        /// <summary>Eliminates a variable by an equality in which its factor is ±1.</summary>
        public Row Without(string variable, Row equality) =>
            Factor(variable) == 0 ? this : Plus(equality.Times(-Factor(variable) * equality.Factor(variable)));

        private SortedDictionary<string, long> Mapped(Func<long, long> map)
        {
            var result = new SortedDictionary<string, long>(StringComparer.Ordinal);
            foreach (KeyValuePair<string, long> f in Factors)
            {
                result[f.Key] = map(f.Value);
            }

            return result;
        }

        private static long FloorDivide(long a, long b) => (a / b) - (a % b != 0 && (a < 0) ? 1 : 0);
    }
}
