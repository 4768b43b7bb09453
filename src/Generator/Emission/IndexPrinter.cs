using System;
using System.Globalization;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>Integer expressions as C#, given the names of what they are made of.</summary>
/// <param name="leaf">The name.</param>
/// <param name="isLong">Whether they are of type long; else nint.</param>
internal sealed class IndexPrinter(Func<Atom, string> leaf, bool isLong = false)
{
    private readonly string _type = isLong ? "long" : "nint";

    /// <summary>The text, in parentheses where it binds less tightly than the context needs.</summary>
    public string Print(IndexExpr expr, Precedence context = Precedence.Lowest)
    {
        if (expr.Terms.IsEmpty)
        {
            return "0";
        }

        string text = "";
        Precedence precedence = Precedence.Additive;
        foreach (Term term in expr.Terms.OrderBy(t => t.Atoms.IsEmpty).ThenBy(t => t.Coefficient < 0))
        {
            string body = Product(term);
            if (text.Length > 0)
            {
                text += (term.Coefficient < 0 ? " - " : " + ") + body;
                continue;
            }

            text = term.Coefficient < 0 ? "-" + body : body;
            precedence =
                term.Coefficient < 0 ? Precedence.Additive
                : expr.Terms.Count > 1 ? Precedence.Additive
                : Factors(term) > 1 ? Precedence.Multiplicative
                : Single(term);
        }

        return precedence < context ? $"({text})" : text;
    }

    private static int Factors(Term term) => term.Atoms.Count + (term.Coefficient is 1 or -1 ? 0 : 1);

    private static Precedence Single(Term term) =>
        term.Atoms.Count == 1 && term.Atoms[0] is OperationAtom { Operation: var operation }
            ? operation switch
            {
                IntegerOperation.Quotient or IntegerOperation.Remainder => Precedence.Multiplicative,
                IntegerOperation.CeilingQuotient => Precedence.Primary,
                _ => Precedence.Primary,
            }
            : Precedence.Primary;

    private string Product(Term term)
    {
        ulong size = term.Magnitude;
        // Without the cast 2147483648 would be unsigned, and more would not be nint.
        string number =
            size <= int.MaxValue
                ? size.ToString(CultureInfo.InvariantCulture)
                : string.Format(CultureInfo.InvariantCulture, isLong ? "{0}L" : "unchecked((nint){0})", size);
        if (term.Atoms.IsEmpty)
        {
            return number;
        }

        bool alone = term.Atoms.Count == 1 && size == 1;
        string atoms = string.Join(" * ", term.Atoms.OrderBy(IsSize).Select(a => Text(a, alone)));
        return size == 1 ? atoms : $"{number} * {atoms}";
    }

    // "n * J", not "J * n": the index first, then the sizes that it steps over.
    private static bool IsSize(Atom atom) => atom is ExtentAtom or ScalarAtom or RootAtom;

    private string Text(Atom atom, bool alone)
    {
        if (atom is not OperationAtom operation)
        {
            return leaf(atom);
        }

        string left = Print(operation.Left, Precedence.Multiplicative);
        string right = Print(operation.Right, Precedence.Unary);
        string text = operation.Operation switch
        {
            IntegerOperation.Quotient => $"{left} / {right}",
            IntegerOperation.Remainder => $"{left} % {right}",
            IntegerOperation.Maximum => $"global::System.Math.Max({Print(operation.Left)}, {Print(operation.Right)})",
            IntegerOperation.Minimum => $"global::System.Math.Min({Print(operation.Left)}, {Print(operation.Right)})",
            IntegerOperation.And =>
                $"({Print(operation.Left, Precedence.Primary)} & {Print(operation.Right, Precedence.Primary)})",
            IntegerOperation.Or or IntegerOperation.ExclusiveOr =>
                $"({Wide(operation.Left)} {(operation.Operation == IntegerOperation.Or ? "|" : "^")} {Wide(operation.Right)})",
            IntegerOperation.ShiftRight => $"({Wide(operation.Left)} >> {Count(operation.Right)})",
            IntegerOperation.ShiftLeft when operation.Right.Terms.IsEmpty =>
                $"unchecked(({_type})(int){Print(operation.Left, Precedence.Primary)})",
            IntegerOperation.ShiftLeft =>
                $"unchecked(({_type})((int){Print(operation.Left, Precedence.Primary)} << {Count(operation.Right)}))",
            IntegerOperation.LongShiftLeft when operation.Right.Terms.IsEmpty => $"unchecked({Print(operation.Left)})",
            IntegerOperation.LongShiftLeft =>
                $"unchecked(({_type})((long){Print(operation.Left, Precedence.Primary)} << {Count(operation.Right)}))",
            _ => Ceiling(operation),
        };
        bool isQuotient = operation.Operation is IntegerOperation.Quotient or IntegerOperation.Remainder;
        return isQuotient && !alone ? $"({text})" : text;
    }

    // Of the same width whatever it consists of.
    private string Wide(IndexExpr operand) =>
        operand.AsConstant() is { } known and >= 0 and <= int.MaxValue
            ? known.ToString(CultureInfo.InvariantCulture)
            : $"({_type}){Print(operand, Precedence.Primary)}";

    private string Count(IndexExpr digits) =>
        digits.AsConstant() is { } known
            ? known.ToString(CultureInfo.InvariantCulture)
            : $"(int){Print(digits, Precedence.Primary)}";

    // C# rounds towards zero, which is up for what is not positive.
    private string Ceiling(OperationAtom operation)
    {
        string less = Print(operation.Left - IndexExpr.One, Precedence.Multiplicative);
        string divisor = Print(operation.Right, Precedence.Unary);
        string left = Print(operation.Left, Precedence.Multiplicative);
        return $"({left} > 0 ? {less} / {divisor} + 1 : {left} / {divisor})";
    }
}
