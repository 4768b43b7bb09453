using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Analysis;

/// <summary>Between which numbers an integer lies, as far as what it consists of says.</summary>
internal readonly record struct IntegerRange(BigInteger Least, BigInteger Most)
{
    /// <summary>Array.MaxLength.</summary>
    public const int LargestArray = 0x7FFFFFC7;

    public static IntegerRange Int { get; } = new(int.MinValue, int.MaxValue);

    public static IntegerRange Long { get; } = new(long.MinValue, long.MaxValue);

    public bool IsIn(IntegerRange other) => other.Least <= Least && Most <= other.Most;

    /// <summary>The range of an expression, given those of its loop indices and of what else is known better than by its type.</summary>
    public static IntegerRange Of(IndexExpr expr, Func<Atom, IntegerRange?> known) =>
        expr.Terms.Aggregate(Exactly(0), (sum, term) => sum + (Exactly(term.Coefficient) * Of(term.Atoms, known)));

    private static IntegerRange Of(EquatableArray<Atom> factors, Func<Atom, IntegerRange?> known) =>
        factors.Count > 1 && AreSizesOfOneArray(factors)
            ? new(0, LargestArray)
            : factors.Aggregate(Exactly(1), (product, atom) => product * Of(atom, known));

    /// <summary>Sizes whose product, is no more than an array can have elements.</summary>
    public static bool AreSizesOfOneArray(IReadOnlyCollection<Atom> atoms) =>
        atoms.All(a => a is ExtentAtom { Buffer: { Form: not BufferForm.Rectangular } or { Rank: 2 } })
        && atoms.Distinct().Count() == atoms.Count
        && atoms.Cast<ExtentAtom>().Select(a => a.Buffer).Distinct().Count() == 1;

    public static IntegerRange Of(Atom atom, Func<Atom, IntegerRange?> known) =>
        known(atom)
        ?? atom switch
        {
            ExtentAtom { Buffer.Form: BufferForm.Span or BufferForm.ReadOnlySpan } => new(0, int.MaxValue),
            ExtentAtom or ElementAtom { Access.Buffer.RowsOf: not null } => new(0, LargestArray),
            ScalarAtom { Buffer.Element: not ScalarType.Long } => Int,
            ElementAtom { Access.Buffer.Element: not ScalarType.Long } => Int,
            LoopAtom => Int,
            OperationAtom operation => Of(operation, Of(operation.Left, known), Of(operation.Right, known)),
            _ => Long,
        };

    public static IntegerRange operator +(IntegerRange left, IntegerRange right) =>
        new(left.Least + right.Least, left.Most + right.Most);

    /// <summary>How far it may be from one to the other.</summary>
    public IntegerRange To(IntegerRange other) => new(Least - other.Most, Most - other.Least);

    public static IntegerRange operator *(IntegerRange left, IntegerRange right)
    {
        BigInteger[] corners =
        [
            left.Least * right.Least,
            left.Least * right.Most,
            left.Most * right.Least,
            left.Most * right.Most,
        ];
        return new(corners.Min(), corners.Max());
    }

    private static IntegerRange Of(OperationAtom operation, IntegerRange left, IntegerRange right) =>
        operation.Operation switch
        {
            IntegerOperation.Maximum => new(
                BigInteger.Max(left.Least, right.Least),
                BigInteger.Max(left.Most, right.Most)
            ),
            IntegerOperation.Minimum => new(
                BigInteger.Min(left.Least, right.Least),
                BigInteger.Min(left.Most, right.Most)
            ),
            IntegerOperation.Remainder => Remainder(left, right),
            IntegerOperation.CeilingQuotient when operation.Right.AsConstant() is { } divisor and > 0 => new(
                left.Least / divisor,
                (left.Most / divisor) + 1
            ),
            IntegerOperation.Quotient when right.Least > 0 => Of([
                left.Least / right.Least,
                left.Least / right.Most,
                left.Most / right.Least,
                left.Most / right.Most,
            ]),
            IntegerOperation.ShiftRight when operation.Right.AsConstant() is { } count and >= 0 and < 64 => new(
                left.Least >> (int)count,
                left.Most >> (int)count
            ),
            IntegerOperation.And when operation.Right.AsConstant() is { } bits and >= 0 => new(0, bits),
            IntegerOperation.And or IntegerOperation.Or or IntegerOperation.ExclusiveOr => left.IsIn(Int)
            && right.IsIn(Int)
                ? Int
                : Long,
            IntegerOperation.Quotient or IntegerOperation.ShiftRight => Of([
                left.Least,
                -left.Least,
                left.Most,
                -left.Most,
            ]),
            IntegerOperation.ShiftLeft => Int,
            _ => Long,
        };

    // It has the sign of what is divided.
    private static IntegerRange Remainder(IntegerRange left, IntegerRange right)
    {
        BigInteger most = BigInteger.Max(BigInteger.Abs(right.Least), BigInteger.Abs(right.Most)) - 1;
        return new(
            left.Least >= 0 ? 0 : BigInteger.Max(left.Least, -most),
            left.Most <= 0 ? 0 : BigInteger.Min(left.Most, most)
        );
    }

    private static IntegerRange Exactly(long number) => new(number, number);

    private static IntegerRange Of(IReadOnlyCollection<BigInteger> numbers) => new(numbers.Min(), numbers.Max());
}
