using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
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

    /// <summary>
    /// The integer as its type holds it, for what asks for more than its last digits: a product such as <c>i * 1103515245</c> loses
    /// those beyond 32. Of what only adds, multiplies and combines bits the last digits are the same either way.
    /// </summary>
    /// <param name="value">The integer.</param>
    /// <param name="type">The type in which C# computes it.</param>
    /// <param name="isGuard">Whether it is a loop's bound, or compared with what a loop counts, and better affine.</param>
    private static IndexExpr Kept(IndexExpr value, ITypeSymbol? type, bool isGuard = false) =>
        KnownTypes.ScalarOf(type) == ScalarType.Int && MayOverflow(value, isGuard)
            ? IndexExpr.Atom(new OperationAtom(IntegerOperation.ShiftLeft, value, IndexExpr.Zero))
            : value;

    /// <summary>What an int has of a constant: <c>big + 1</c> is the least one, where <c>big</c> is a local that holds the largest.</summary>
    private static IndexExpr Wrapped(IndexExpr value, bool isLong) =>
        !isLong && value.AsConstant() is { } number ? IndexExpr.Constant(unchecked((int)number)) : value;

    /// <summary>Whether the value may well be beyond an int; of subscripts in arrays that fit into memory it is not asked.</summary>
    private static bool MayOverflow(IndexExpr value, bool isGuard) =>
        value.AsConstant() is null
        && value.Terms.Any(t =>
            t.Atoms.IsEmpty
                ? IsLarge(t.Coefficient, 1 << 24)
                : IsLarge(t.Coefficient, isGuard && !t.Atoms.Any(IsAnyInteger) ? LargestStride : 16)
                    || (t.Atoms.Count > 1 && t.Atoms.Any(IsAnyInteger))
                    || (!isGuard && IsProductOfParameters(t.Atoms))
                    || t.Atoms.Any(a =>
                        a is OperationAtom bits
                        && IsBitwise(bits)
                        && (MayOverflow(bits.Left, isGuard) || MayOverflow(bits.Right, isGuard))
                    )
        );

    /// <summary>Such as <c>rows * columns</c>, which no array need have; the sizes of one array have a product that is an int.</summary>
    private static bool IsProductOfParameters(IEnumerable<Atom> atoms) =>
        atoms.Count(a => a is ScalarAtom or ExtentAtom) > 1 && atoms.Any(a => a is ScalarAtom);

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
