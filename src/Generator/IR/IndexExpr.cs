using System;
using System.Collections.Generic;
using System.Linq;

namespace NeuralGen.Generator.IR;

/// <summary>A loop's index. The name is the user's; the number keeps two loops of the same name apart.</summary>
internal sealed record LoopIndex(string Name, int Id)
{
    public override string ToString() => Name;
}

/// <summary>
/// An integer expression, kept as a polynomial with integer coefficients over <see cref="Atom"/>s, in canonical form: equal
/// values that differ in spelling only (<c>i*w + j</c>, <c>j + w*i</c>) are equal objects. Affine expressions, which
/// everything turns on, are the polynomials of degree one in the loop indices.
/// </summary>
internal sealed record IndexExpr
{
    private IndexExpr(EquatableArray<Term> terms) => Terms = terms;

    /// <summary>Sorted by their atoms, no two of the same atoms, no zero coefficient.</summary>
    public EquatableArray<Term> Terms { get; }

    public static IndexExpr Zero { get; } = new([]);

    public static IndexExpr One { get; } = Constant(1);

    public static IndexExpr Constant(long value) => value == 0 ? Zero : new([new Term(value, [])]);

    public static IndexExpr Atom(Atom atom) => new([new Term(1, [atom])]);

    public static IndexExpr Of(LoopIndex index) => Atom(new LoopAtom(index));

    /// <summary>The value, where the expression is a constant.</summary>
    public long? AsConstant() =>
        Terms.Count == 0 ? 0
        : Terms.Count == 1 && Terms[0].Atoms.IsEmpty ? Terms[0].Coefficient
        : null;

    /// <summary>The atom, where the expression is nothing but one.</summary>
    public Atom? AsAtom() =>
        Terms.Count == 1 && Terms[0] is { Coefficient: 1, Atoms: { Count: 1 } atoms } ? atoms[0] : null;

    /// <summary>The loop index, where the expression is nothing but one.</summary>
    public LoopIndex? AsIndex() => (AsAtom() as LoopAtom)?.Index;

    /// <summary>The operation, where the expression is nothing but one of that kind.</summary>
    public OperationAtom? AsOperation(IntegerOperation operation) =>
        AsAtom() is OperationAtom atom && atom.Operation == operation ? atom : null;

    public static IndexExpr operator +(IndexExpr left, IndexExpr right) => Sum(left, right, loses: false);

    public static IndexExpr operator -(IndexExpr left, IndexExpr right) => left + (-1 * right);

    public static IndexExpr operator *(long factor, IndexExpr expr) => Product(factor, expr, loses: false);

    public static IndexExpr operator *(IndexExpr left, IndexExpr right) => Product(left, right, loses: false);

    private static IndexExpr Sum(IndexExpr left, IndexExpr right, bool loses) =>
        left.Terms.IsEmpty ? right
        : right.Terms.IsEmpty ? left
        : new(Merged(left.Terms, right.Terms, loses));

    private static IndexExpr Product(long factor, IndexExpr expr, bool loses) =>
        factor == 0 ? Zero
        : factor == 1 ? expr
        : loses ? Product(Constant(factor).Terms, expr.Terms, loses)
        : new(expr.Terms.Map(t => t.Times(factor)));

    private static IndexExpr Product(IndexExpr left, IndexExpr right, bool loses) =>
        left.AsConstant() is { } first ? Product(first, right, loses)
        : right.AsConstant() is { } second ? Product(second, left, loses)
        : Product(left.Terms, right.Terms, loses);

    private static IndexExpr Product(EquatableArray<Term> left, EquatableArray<Term> right, bool loses) =>
        (
            from l in left
            from r in right
            select new Term(
                loses ? unchecked(l.Coefficient * r.Coefficient) : checked(l.Coefficient * r.Coefficient),
                l.Atoms.Concat(r.Atoms).OrderBy(a => a.Key, StringComparer.Ordinal).ToEquatableArray()
            )
        ).Aggregate(Zero, (sum, t) => Sum(sum, new IndexExpr(t.Coefficient == 0 ? [] : [t]), loses));

    /// <summary>With factors that fit into 32 bits, and the same value in the last 32.</summary>
    public IndexExpr Modulo32() =>
        Terms.All(t => t.Coefficient == (int)t.Coefficient)
            ? this
            : new(
                Terms
                    .Select(t => t with { Coefficient = unchecked((int)t.Coefficient) })
                    .Where(t => t.Coefficient != 0)
                    .ToEquatableArray()
            );

    /// <summary>
    /// The factor of <paramref name="index"/>, where the expression is affine in it (an expression free of loop indices, or
    /// holding others); null where the index also stands in a power, in a product with another loop index, or inside an atom.
    /// </summary>
    public IndexExpr? Coefficient(LoopIndex index)
    {
        var loop = new LoopAtom(index);
        IndexExpr result = Zero;
        foreach (Term term in Terms)
        {
            int power = term.Atoms.Count(a => a.Equals(loop));
            List<Atom> rest = term.Atoms.Where(a => !a.Equals(loop)).ToList();
            bool hidden = rest.Any(a => a.Mentions(index));
            if (power == 0 && !hidden)
            {
                continue;
            }

            if (power > 1 || hidden || rest.Any(a => a is LoopAtom))
            {
                return null;
            }

            result += new IndexExpr([new Term(term.Coefficient, rest.ToEquatableArray())]);
        }

        return result;
    }

    public bool Mentions(LoopIndex index) => Terms.Any(t => t.Atoms.Any(a => a.Mentions(index)));

    /// <summary>All atoms, also those inside other atoms.</summary>
    public IEnumerable<Atom> AllAtoms() => Terms.SelectMany(t => t.Atoms).SelectMany(a => a.SelfAndInner());

    public IEnumerable<LoopIndex> Indices() => AllAtoms().OfType<LoopAtom>().Select(a => a.Index).Distinct();

    /// <summary>Replaces atoms, inner ones first; what the function does not know it returns as null.</summary>
    public IndexExpr Substitute(Func<Atom, IndexExpr?> replacement) => Substitute(replacement, loses: false);

    /// <param name="replacement">What stands for an atom.</param>
    /// <param name="loses">Whether only the last 64 digits are asked for.</param>
    private IndexExpr Substitute(Func<Atom, IndexExpr?> replacement, bool loses)
    {
        IndexExpr? result = null;
        for (int t = 0; t < Terms.Count; t++)
        {
            IndexExpr? product = Replaced(Terms[t], replacement, loses);
            if (product is not null && result is null)
            {
                // Most expressions stay as they are.
                result = new(Terms.Take(t).ToEquatableArray());
            }

            result = result is null ? null : Sum(result, product ?? new IndexExpr([Terms[t]]), loses);
        }

        return result ?? this;
    }

    /// <summary>The term with its atoms replaced; null where it stays as it is.</summary>
    private static IndexExpr? Replaced(Term term, Func<Atom, IndexExpr?> replacement, bool loses)
    {
        var factors = new List<IndexExpr>();
        bool isChanged = false;
        foreach (Atom atom in term.Atoms)
        {
            Atom inner = atom.MapInner(e => e.Substitute(replacement, atom.LosesDigits));
            IndexExpr? replaced = replacement(inner);
            isChanged |= replaced is not null || !inner.Equals(atom);
            factors.Add(replaced ?? Atom(inner));
        }

        return isChanged
            ? factors.Aggregate(Constant(term.Coefficient), (product, f) => Product(product, f, loses))
            : null;
    }

    public IndexExpr Substitute(LoopIndex index, IndexExpr value) =>
        Substitute(a => a is LoopAtom loop && loop.Index.Equals(index) ? value : null);

    /// <summary>Every position along an axis.</summary>
    public static IndexExpr Whole { get; } = Atom(new WholeAtom());

    public static IndexExpr Endless { get; } = Atom(new EndlessAtom());

    public bool IsEndless => Terms.Count == 1 && Terms[0].Atoms.Count == 1 && Terms[0].Atoms[0] is EndlessAtom;

    /// <summary>Whether the value may change while the method runs, other than by loop indices.</summary>
    public bool IsVolatile => Terms.Any(t => t.Atoms.Any(a => a.SelfAndInner().Any(x => x.IsVolatile)));

    /// <summary>What is read from storage for the expression, inner subscripts first.</summary>
    public IEnumerable<Access> Elements() => AllAtoms().OfType<ElementAtom>().Select(e => e.Access);

    /// <summary>Replaces what is read from storage; the function sees to the subscripts inside.</summary>
    public IndexExpr MapElements(Func<Access, Access> map)
    {
        if (!Elements().Any())
        {
            return this;
        }

        IndexExpr result = Zero;
        foreach (Term term in Terms)
        {
            IndexExpr product = Constant(term.Coefficient);
            foreach (Atom atom in term.Atoms)
            {
                product *= Atom(
                    atom is ElementAtom element
                        ? new ElementAtom(map(element.Access))
                        : atom.MapInner(inner => inner.MapElements(map))
                );
            }

            result += product;
        }

        return result;
    }

    public override string ToString()
    {
        if (Terms.IsEmpty)
        {
            return "0";
        }

        // Positive terms first: "N - 1", never "-1 + N".
        string text = "";
        foreach (Term term in Terms.OrderBy(t => t.Atoms.IsEmpty).ThenBy(t => t.Coefficient < 0))
        {
            string atoms = string.Join("*", term.Atoms);
            ulong size = term.Magnitude;
            string body =
                atoms.Length == 0 ? size.ToString(System.Globalization.CultureInfo.InvariantCulture)
                : size == 1 ? atoms
                : FormattableString.Invariant($"{size}*{atoms}");
            string sign = term.Coefficient < 0 ? "-" : "+";
            text = text.Length == 0 ? (sign == "-" ? "-" : "") + body : $"{text} {sign} {body}";
        }

        return text;
    }

    /// <summary>The sum of two sums, each of which is in order.</summary>
    private static EquatableArray<Term> Merged(EquatableArray<Term> left, EquatableArray<Term> right, bool loses)
    {
        var merged = new List<Term>(left.Count + right.Count);
        for (int l = 0, r = 0; l < left.Count || r < right.Count; )
        {
            int order =
                l == left.Count ? 1
                : r == right.Count ? -1
                : string.CompareOrdinal(left[l].Key, right[r].Key);
            if (order != 0)
            {
                merged.Add(order < 0 ? left[l++] : right[r++]);
                continue;
            }

            long coefficient = loses
                ? unchecked(left[l].Coefficient + right[r].Coefficient)
                : checked(left[l].Coefficient + right[r].Coefficient);
            if (coefficient != 0)
            {
                merged.Add(left[l] with { Coefficient = coefficient });
            }

            l++;
            r++;
        }

        return merged.ToEquatableArray();
    }
}
