using System;
using System.Collections.Generic;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Analysis;

/// <summary>Σ factor·variable + constant. The variables are numbers, in ascending order; no factor is 0.</summary>
internal sealed class LinearRow
{
    private readonly int[] _variables;
    private readonly long[] _factors;

    private LinearRow(int[] variables, long[] factors, long constant) =>
        (_variables, _factors, Constant) = (variables, factors, constant);

    public static IEqualityComparer<LinearRow> SameFactors { get; } = new FactorComparer();

    public long Constant { get; }

    public bool IsConstant => _variables.Length == 0;

    public static LinearRow Of(IndexExpr expr, Dictionary<string, int> numbers)
    {
        var variables = new List<int>();
        var factors = new List<long>();
        long constant = 0;
        // In the order of their keys, as the numbers are.
        foreach (Term term in expr.Terms)
        {
            if (term.Atoms.IsEmpty)
            {
                constant = term.Coefficient;
                continue;
            }

            variables.Add(numbers[term.Key]);
            factors.Add(term.Coefficient);
        }

        return new([.. variables], [.. factors], constant);
    }

    public long Factor(int variable)
    {
        int at = Array.BinarySearch(_variables, variable);
        return at < 0 ? 0 : _factors[at];
    }

    /// <summary>Adds 1 for each variable, where its factor is positive, or where it is negative.</summary>
    public void Count(int[] positive, int[] negative)
    {
        for (int i = 0; i < _variables.Length; i++)
        {
            (_factors[i] > 0 ? positive : negative)[_variables[i]]++;
        }
    }

    /// <summary>The first variable whose factor is ±1.</summary>
    public int? Unit()
    {
        int at = Array.FindIndex(_factors, f => f is 1 or -1);
        return at < 0 ? null : _variables[at];
    }

    /// <summary>The greatest common divisor of the factors.</summary>
    public long Divisor()
    {
        long divisor = 0;
        foreach (long factor in _factors)
        {
            long rest = Math.Abs(factor);
            while (rest != 0)
            {
                (divisor, rest) = (rest, divisor % rest);
            }
        }

        return divisor;
    }

    public LinearRow Times(long factor) =>
        factor == 1
            ? this
            : new(_variables, Array.ConvertAll(_factors, f => checked(f * factor)), checked(Constant * factor));

    /// <summary>Divides the factors, which are divisible, and rounds the constant down.</summary>
    public LinearRow DividedBy(long divisor) =>
        divisor == 1
            ? this
            : new(_variables, Array.ConvertAll(_factors, f => f / divisor), FloorDivide(Constant, divisor));

    public LinearRow Plus(LinearRow other)
    {
        var variables = new List<int>(_variables.Length + other._variables.Length);
        var factors = new List<long>(_variables.Length + other._variables.Length);
        for (int l = 0, r = 0; l < _variables.Length || r < other._variables.Length; )
        {
            int left = l < _variables.Length ? _variables[l] : int.MaxValue;
            int right = r < other._variables.Length ? other._variables[r] : int.MaxValue;
            long sum = checked((left <= right ? _factors[l] : 0) + (right <= left ? other._factors[r] : 0));
            if (sum != 0)
            {
                variables.Add(Math.Min(left, right));
                factors.Add(sum);
            }

            l += left <= right ? 1 : 0;
            r += right <= left ? 1 : 0;
        }

        return new([.. variables], [.. factors], checked(Constant + other.Constant));
    }

    /// <summary>Eliminates a variable by an equality in which its factor is ±1.</summary>
    public LinearRow Without(int variable, LinearRow equality)
    {
        long factor = Factor(variable);
        return factor == 0 ? this : Plus(equality.Times(checked(-factor * equality.Factor(variable))));
    }

    private static long FloorDivide(long a, long b) => (a / b) - (a % b != 0 && a < 0 ? 1 : 0);

    private sealed class FactorComparer : IEqualityComparer<LinearRow>
    {
        public bool Equals(LinearRow x, LinearRow y)
        {
            if (x._variables.Length != y._variables.Length)
            {
                return false;
            }

            for (int i = 0; i < x._variables.Length; i++)
            {
                if (x._variables[i] != y._variables[i] || x._factors[i] != y._factors[i])
                {
                    return false;
                }
            }

            return true;
        }

        public int GetHashCode(LinearRow row)
        {
            int hash = row._variables.Length;
            for (int i = 0; i < row._variables.Length; i++)
            {
                hash = unchecked((((hash * 31) + row._variables[i]) * 31) + row._factors[i].GetHashCode());
            }

            return hash;
        }
    }
}
