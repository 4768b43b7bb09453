using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Analysis;

/// <summary>
/// Finds the axes in a flattened subscript: <c>i*w + j</c> is row i, column j wherever 0 ≤ j &lt; w is proven, so that two such
/// subscripts are equal exactly if rows and columns are.
/// </summary>
internal static class Delinearization
{
    /// <summary>The widths by which both subscripts can be taken apart, innermost first.</summary>
    public static List<IndexExpr> CommonWidths(
        IndexExpr first,
        IReadOnlyList<IndexExpr> firstDomain,
        IndexExpr second,
        IReadOnlyList<IndexExpr> secondDomain
    )
    {
        var widths = new List<IndexExpr>();
        while (true)
        {
            IndexExpr? width = Candidates(first)
                .Concat(Candidates(second))
                .FirstOrDefault(w => Fits(first, w, firstDomain) && Fits(second, w, secondDomain));
            if (width is null)
            {
                return widths;
            }

            widths.Add(width);
            first = Quotient(first, width);
            second = Quotient(second, width);
        }
    }

    /// <summary>The subscript's parts: remainders by the widths, then what is left.</summary>
    public static List<IndexExpr> Split(IndexExpr subscript, List<IndexExpr> widths)
    {
        var parts = new List<IndexExpr>();
        foreach (IndexExpr width in widths)
        {
            parts.Add(Remainder(subscript, width));
            subscript = Quotient(subscript, width);
        }

        parts.Add(subscript);
        return parts;
    }

    /// <summary>Single sizes or parameters that multiply a loop index.</summary>
    private static IEnumerable<IndexExpr> Candidates(IndexExpr subscript) =>
        subscript
            .Terms.Where(t => t.Atoms.Count > 1 && t.Atoms.Any(a => a is LoopAtom))
            .SelectMany(t => t.Atoms.Where(a => a is ExtentAtom or ScalarAtom))
            .Distinct()
            .Select(IndexExpr.Atom);

    private static bool Fits(IndexExpr subscript, IndexExpr width, IReadOnlyList<IndexExpr> domain)
    {
        IndexExpr rest = Remainder(subscript, width);
        return new LinearSystem().NonNegative(domain).NonNegative(IndexExpr.Constant(-1) - rest).IsInfeasible()
            && new LinearSystem().NonNegative(domain).NonNegative(rest - width).IsInfeasible();
    }

    private static IndexExpr Quotient(IndexExpr subscript, IndexExpr width) =>
        Sum(subscript, width, t => t.Atoms.Contains(width.Terms[0].Atoms[0]), divide: true);

    private static IndexExpr Remainder(IndexExpr subscript, IndexExpr width) =>
        Sum(subscript, width, t => !t.Atoms.Contains(width.Terms[0].Atoms[0]), divide: false);

    private static IndexExpr Sum(IndexExpr subscript, IndexExpr width, System.Func<Term, bool> where, bool divide)
    {
        Atom atom = width.Terms[0].Atoms[0];
        IndexExpr sum = IndexExpr.Zero;
        foreach (Term term in subscript.Terms.Where(where))
        {
            IndexExpr product = IndexExpr.Constant(term.Coefficient);
            bool divided = !divide;
            foreach (Atom a in term.Atoms)
            {
                if (!divided && a.Equals(atom))
                {
                    divided = true;
                    continue;
                }

                product *= IndexExpr.Atom(a);
            }

            sum += product;
        }

        return sum;
    }
}
