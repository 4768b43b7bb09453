using System.Linq;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>
/// Operators on the bits of integers. An int has the same bits, with its sign repeated, in 64: that of two integers of any width is
/// what their own width has.
/// </summary>
internal sealed partial class BodyParser
{
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

    /// <summary>By how many digits C# shifts, where that is known.</summary>
    private static int? Count(IndexExpr right, bool isLong) =>
        right.AsConstant() is { } count ? (int)(count & (isLong ? 63 : 31)) : null;
}
