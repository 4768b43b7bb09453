using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Analysis;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>
/// Operators on the bits of integers. An int has the same bits, with its sign repeated, in 64: that of two integers of any width is
/// what their own width has.
/// </summary>
internal sealed partial class BodyParser
{
    /// <summary>The factor from which on what may overflow is cut, outside bounds: by less it is checked, and stays affine.</summary>
    private const long SmallFactor = 16;

    /// <summary>The factor up to which a bound, or what is compared, stays affine and is checked: no array steps so far.</summary>
    private const long LargestStride = 1 << 16;

    /// <summary>The constant from which on a sum that may overflow is cut: few arrays are so long.</summary>
    private const long LargestSize = 1 << 24;

    /// <summary>The factor from which on it is taken to overflow in a subscript: no array is stepped through so.</summary>
    private const long LargestStep = 1 << 28;

    private static bool IsBitwise(BinaryOperatorKind operation) =>
        operation is BinaryOperatorKind.And or BinaryOperatorKind.Or or BinaryOperatorKind.ExclusiveOr;

    private static IndexExpr Bits(IntegerOperation operation, IndexExpr left, IndexExpr right) =>
        (left.AsConstant(), right.AsConstant()) switch
        {
            ({ } one, { } two) => IndexExpr.Constant(
                operation switch
                {
                    IntegerOperation.And => one & two,
                    IntegerOperation.Or => one | two,
                    _ => one ^ two,
                }
            ),
            ({ }, null) => Bits(operation, right, left),
            _ => IndexExpr.Atom(new OperationAtom(operation, left, right)),
        };

    /// <summary>Sizes and loop indices by a constant stay affine; of other integers digits may be lost.</summary>
    private static IndexExpr ShiftedLeft(IndexExpr left, IndexExpr right, bool isLong)
    {
        int? count = Count(right, isLong);
        return (left.AsConstant(), count) switch
        {
            ({ } number, { } digits) => IndexExpr.Constant(
                isLong ? unchecked(number << digits) : unchecked((int)number << digits)
            ),
            (null, { } digits and < 31) when left.AllAtoms().All(a => a is LoopAtom or ExtentAtom) => (1L << digits)
                * left,
            _ => IndexExpr.Atom(
                new OperationAtom(
                    isLong ? IntegerOperation.LongShiftLeft : IntegerOperation.ShiftLeft,
                    left,
                    count is { } known ? IndexExpr.Constant(known) : right
                )
            ),
        };
    }

    private static IndexExpr ShiftedRight(IndexExpr left, IndexExpr right, bool isLong) =>
        (left.AsConstant(), Count(right, isLong)) switch
        {
            (_, 0) => left,
            ({ } number, { } digits) => IndexExpr.Constant(number >> digits),
            (_, { } digits) => IndexExpr.Atom(
                new OperationAtom(IntegerOperation.ShiftRight, left, IndexExpr.Constant(digits))
            ),
            _ => IndexExpr.Atom(
                new OperationAtom(
                    IntegerOperation.ShiftRight,
                    left,
                    Bits(IntegerOperation.And, right, IndexExpr.Constant(isLong ? 63 : 31))
                )
            ),
        };

    /// <summary>Whether the result depends on more than the last digits of the operands.</summary>
    private static bool NeedsAllDigits(BinaryOperatorKind operation) =>
        operation is BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder or BinaryOperatorKind.RightShift;

    /// <summary>A subscript, or a part of a slice: it stays affine for any array that fits into memory.</summary>
    private IndexExpr? Subscript(IOperation operation) =>
        Index(operation) is not { } value ? null
        : AsCut(value) is { } counted && IsStep(counted) ? counted
        : KnownTypes.ScalarOf(operation.Type) == ScalarType.Int
        && value.Terms.Any(t => !t.Atoms.IsEmpty && IsLarge(t.Coefficient, LargestStep))
            ? Cut(value)
        : KnownTypes.ScalarOf(operation.Type) == ScalarType.Long ? Kept64(value)
        : value;

    /// <summary>A sum of loop indices and sizes in which none leads beyond 32 digits and back into an array.</summary>
    private static bool IsStep(IndexExpr value) =>
        value.AllAtoms().All(a => a is LoopAtom or ExtentAtom)
        && value.Terms.All(t => !IsLarge(t.Coefficient, LargestStep));

    /// <summary>What is cut, as <c>(int)i</c> does it with a long that a loop counts; else null.</summary>
    private static IndexExpr? AsCut(IndexExpr value) =>
        value.Terms is [{ Coefficient: 1, Atoms: [OperationAtom { Operation: IntegerOperation.ShiftLeft } cut] }]
        && cut.Right.AsConstant() == 0
            ? cut.Left
            : null;

    /// <summary>Without the digits that an int has no room for.</summary>
    private static IndexExpr Cut(IndexExpr value) =>
        value.AsConstant() is { } known
            ? IndexExpr.Constant(unchecked((int)known))
            : IndexExpr.Atom(new OperationAtom(IntegerOperation.ShiftLeft, value, IndexExpr.Zero));

    /// <summary>Whether a factor may well lead beyond an int, as in a hash; of subscripts in arrays that fit into memory it is not asked.</summary>
    private static bool MayOverflow(IndexExpr value, long factor = SmallFactor) =>
        value.AsConstant() is null
        && value.Terms.Any(t =>
            t.Atoms.IsEmpty
                ? IsLarge(t.Coefficient, LargestSize)
                : IsLarge(t.Coefficient, t.Atoms.Any(IsAnyInteger) ? SmallFactor : factor)
                    || (t.Atoms.Count > 1 && t.Atoms.Any(IsAnyInteger))
                    || ((value.Terms.Count > 1 || t.Coefficient != 1) && t.Atoms.Any(IsLarge))
                    || t.Atoms.Any(a =>
                        a is OperationAtom bits
                        && IsBitwise(bits)
                        && (MayOverflow(bits.Left, factor) || MayOverflow(bits.Right, factor))
                    )
        );

    private static bool MayOverflowLong(IndexExpr value) =>
        value.Terms.Any(t =>
            t.Atoms.IsEmpty ? IsLarge(t.Coefficient, 1L << 62)
            : t.Atoms.Any(a => a is ScalarAtom { Buffer.Element: ScalarType.Long } or OperationAtom)
                ? t.Atoms.Count > 1 || IsLarge(t.Coefficient, SmallFactor)
            : t.Atoms.Count > 2 || IsLarge(t.Coefficient, t.Atoms.Count == 1 ? 1L << 31 : SmallFactor)
        );

    /// <summary>Such as <c>rows * columns</c>, which no array need have; the sizes of one array have a product that is an int.</summary>
    private static bool HasProduct(IndexExpr value) =>
        value.Terms.Any(t =>
            (t.Atoms.Count > 1 && !IntegerRange.AreSizesOfOneArray(t.Atoms))
            || t.Atoms.Any(a =>
                a is OperationAtom bits && IsBitwise(bits) && (HasProduct(bits.Left) || HasProduct(bits.Right))
            )
        );

    /// <summary>Such as <c>k | 0x40000000</c>, to which nothing may be added.</summary>
    private static bool IsLarge(Atom atom) =>
        atom.SelfAndInner()
            .OfType<OperationAtom>()
            .SelectMany(o => o.Left.Terms.Concat(o.Right.Terms))
            .Any(t => t.Atoms.IsEmpty && IsLarge(t.Coefficient, LargestSize));

    private static bool IsLarge(long number, long limit) => number >= limit || number <= -limit;

    private static bool IsBitwise(OperationAtom atom) =>
        atom.Operation is IntegerOperation.Or or IntegerOperation.ExclusiveOr
        || (atom.Operation == IntegerOperation.And && !(atom.Right.AsConstant() >= 0));

    /// <summary>What counts nothing, but may be any integer.</summary>
    private static bool IsAnyInteger(Atom atom) =>
        atom switch
        {
            ElementAtom element => element.Access.Buffer.Kind == BufferKind.Local,
            OperationAtom operation => operation.Operation == IntegerOperation.ShiftLeft || IsBitwise(operation),
            _ => false,
        };

    /// <summary>By how many digits C# shifts, where that is known.</summary>
    private static int? Count(IndexExpr right, bool isLong) =>
        right.AsConstant() is { } count ? (int)(count & (isLong ? 63 : 31)) : null;
}
