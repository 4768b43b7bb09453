using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>What C#'s operators make of integers.</summary>
internal sealed partial class BodyParser
{
    private static IndexExpr? Subtracted(long from, IndexExpr value, IUnaryOperation operation) =>
        Combined(
            BinaryOperatorKind.Subtract,
            IndexExpr.Constant(from),
            value,
            KnownTypes.ScalarOf(operation.Type) == ScalarType.Long
        );

    private IndexExpr? IntegerOperator(IBinaryOperation binary)
    {
        IndexExpr? left = Index(binary.LeftOperand);
        IndexExpr? right = Index(binary.RightOperand);
        if (left is null || right is null)
        {
            return null;
        }

        if (NeedsAllDigits(binary.OperatorKind))
        {
            (left, right) = (Kept(left, binary.LeftOperand), Kept(right, binary.RightOperand));
        }

        bool isLong = KnownTypes.ScalarOf(binary.Type) == ScalarType.Long;
        return Unchecked(Combined(binary.OperatorKind, left, right, isLong), binary) ?? RefuseInteger(binary);
    }

    /// <summary>
    /// The factors as their type has them: <c>big + 1</c> is the least int, where <c>big</c> is a local that holds the largest, and
    /// <c>65536 * (n * 65536)</c> is 0. The last digits of the sum are the same.
    /// </summary>
    private static IndexExpr? Combined(
        BinaryOperatorKind operation,
        IndexExpr left,
        IndexExpr right,
        bool isLong = false
    )
    {
        try
        {
            return Operated(operation, left, right, isLong) is not { } combined ? null
                : !isLong ? combined.Modulo32()
                : combined.AsConstant() is null ? Kept64(combined)
                : combined;
        }
        catch (System.OverflowException)
        {
            return (left.AsConstant(), right.AsConstant()) is ({ } one, { } two)
                ? IndexExpr.Constant(Overflown(operation, one, two))
                : Operated(operation, Opaque(left), Opaque(right), isLong);
        }
    }

    private static long Overflown(BinaryOperatorKind operation, long left, long right) =>
        operation switch
        {
            BinaryOperatorKind.Add => unchecked(left + right),
            BinaryOperatorKind.Subtract => unchecked(left - right),
            _ => unchecked(left * right),
        };

    private static IndexExpr? Operated(BinaryOperatorKind operation, IndexExpr left, IndexExpr right, bool isLong) =>
        operation switch
        {
            BinaryOperatorKind.Add => left + right,
            BinaryOperatorKind.Subtract => left - right,
            BinaryOperatorKind.Multiply => left * right,
            // C# throws, but will not compile it.
            BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder when right.AsConstant() == 0 => null,
            BinaryOperatorKind.Divide => Quotient(left, right),
            BinaryOperatorKind.And => Bits(IntegerOperation.And, left, right),
            BinaryOperatorKind.Or => Bits(IntegerOperation.Or, left, right),
            BinaryOperatorKind.ExclusiveOr => Bits(IntegerOperation.ExclusiveOr, left, right),
            BinaryOperatorKind.LeftShift => ShiftedLeft(left, right, isLong),
            BinaryOperatorKind.RightShift => ShiftedRight(left, right, isLong),
            BinaryOperatorKind.Remainder
                when left.AsConstant() is { } number && right.AsConstant() is { } divisor and not (0 or -1) =>
                IndexExpr.Constant(number % divisor),
            BinaryOperatorKind.Remainder => IndexExpr.Atom(new OperationAtom(IntegerOperation.Remainder, left, right)),
            _ => null,
        };

    /// <summary>An exact quotient stays affine: (4·i + 2·n) / 2 = 2·i + n, whatever the signs.</summary>
    private static IndexExpr Quotient(IndexExpr left, IndexExpr right) =>
        right.AsConstant() is not ({ } divisor and not (0 or -1))
            ? IndexExpr.Atom(new OperationAtom(IntegerOperation.Quotient, left, right))
        : left.AsConstant() is { } number ? IndexExpr.Constant(number / divisor)
        : left.Terms.All(t => t.Coefficient % divisor == 0)
            ? left.Terms.Aggregate(
                IndexExpr.Zero,
                (sum, t) =>
                    sum
                    + t.Atoms.Aggregate(
                        IndexExpr.Constant(t.Coefficient / divisor),
                        (product, atom) => product * IndexExpr.Atom(atom)
                    )
            )
        : IndexExpr.Atom(new OperationAtom(IntegerOperation.Quotient, left, right));
}
