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
    /// <summary>The factor from which on a loop index or size is taken to overflow where it guards a loop: no array steps so far.</summary>
    private const long LargestStride = 1 << 16;

    /// <summary>The factor from which on it is taken to overflow in a subscript: no array is stepped through so.</summary>
    private const long LargestStep = 1 << 28;

    private readonly List<OverflowCheck> _overflows = [];

    /// <summary>What shows on entry that the bounds of loops are what C# computes.</summary>
    public IReadOnlyList<OverflowCheck> Overflows => _overflows;

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

    /// <summary>
    /// The integer as its type holds it, for what asks for more than its last digits: a product such as <c>i * 1103515245</c> loses
    /// those beyond 32. Of what only adds, multiplies and combines bits the last digits are the same either way.
    /// </summary>
    /// <param name="value">The integer.</param>
    /// <param name="type">The type in which C# computes it.</param>
    /// <param name="isGuard">Whether it is compared with what a loop counts, and better affine.</param>
    private static IndexExpr Kept(IndexExpr value, ITypeSymbol? type, bool isGuard = false) =>
        KnownTypes.ScalarOf(type) == ScalarType.Int && (HasProduct(value) || MayOverflow(value, isGuard))
            ? Cut(value)
            : value;

    /// <summary>A loop's bound as its type holds it: what is checked on entry not to overflow stays affine.</summary>
    private IndexExpr KeptBound(IndexExpr value, ITypeSymbol? type)
    {
        if (KnownTypes.ScalarOf(type) != ScalarType.Int)
        {
            return value;
        }

        if (MayOverflow(value, isGuard: true))
        {
            return Cut(value);
        }

        if (!HasProduct(value))
        {
            return value;
        }

        if (BoundOverflow.Checks(value, _loops) is not { } checks)
        {
            return Cut(value);
        }

        _overflows.AddRange(checks);
        return value;
    }

    /// <summary>A subscript, or a part of a slice: it stays affine for any array that fits into memory.</summary>
    private IndexExpr? Subscript(IOperation operation) =>
        Index(operation) is not { } value ? null
        : KnownTypes.ScalarOf(operation.Type) == ScalarType.Int
        && value.Terms.Any(t => !t.Atoms.IsEmpty && IsLarge(t.Coefficient, LargestStep))
            ? Cut(value)
        : value;

    /// <summary>Without the digits that an int has no room for.</summary>
    private static IndexExpr Cut(IndexExpr value) =>
        IndexExpr.Atom(new OperationAtom(IntegerOperation.ShiftLeft, value, IndexExpr.Zero));

    /// <summary>
    /// The factors as an int has them: <c>big + 1</c> is the least one, where <c>big</c> is a local that holds the largest, and
    /// <c>65536 * (n * 65536)</c> is 0. The last digits of the sum are the same.
    /// </summary>
    private static IndexExpr Wrapped(IndexExpr value, bool isLong) => isLong ? value : value.Modulo32();

    /// <summary>Whether a factor may well lead beyond an int; of subscripts in arrays that fit into memory it is not asked.</summary>
    private static bool MayOverflow(IndexExpr value, bool isGuard) =>
        value.AsConstant() is null
        && value.Terms.Any(t =>
            t.Atoms.IsEmpty
                ? IsLarge(t.Coefficient, 1 << 24)
                : IsLarge(t.Coefficient, isGuard && !t.Atoms.Any(IsAnyInteger) ? LargestStride : 16)
                    || (t.Atoms.Count > 1 && t.Atoms.Any(IsAnyInteger))
                    || t.Atoms.Any(a =>
                        a is OperationAtom bits
                        && IsBitwise(bits)
                        && (MayOverflow(bits.Left, isGuard) || MayOverflow(bits.Right, isGuard))
                    )
        );

    /// <summary>Such as <c>rows * columns</c>, which no array need have; the sizes of one array have a product that is an int.</summary>
    private static bool HasProduct(IndexExpr value) =>
        value.Terms.Any(t => t.Atoms.Count > 1 && !AreSizesOfOneArray(t.Atoms));

    private static bool AreSizesOfOneArray(EquatableArray<Atom> atoms) =>
        atoms.All(a => a is ExtentAtom)
        && atoms.Distinct().Count() == atoms.Count
        && atoms.Cast<ExtentAtom>().Select(a => a.Buffer).Distinct().Count() == 1;

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
