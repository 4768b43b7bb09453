using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Analysis;

/// <summary>Conditions that can be asked before the method does anything: on sizes, and on scalars that it was given.</summary>
internal static class EntryConditions
{
    /// <param name="condition">The condition.</param>
    /// <param name="written">What the method writes.</param>
    public static bool IsKnown(Condition condition, ICollection<Buffer> written)
    {
        bool IsGiven(Access access) =>
            access.Buffer is { Kind: BufferKind.Parameter, Form: BufferForm.Scalar }
            && !written.Contains(access.Buffer);
        bool IsNumber(Expr expr) => expr is Constant || (expr is Load load && IsGiven(load.Access));
        return condition switch
        {
            CompareIndex integers => IsKnown(integers.Left) && IsKnown(integers.Right),
            Compare numbers => IsNumber(numbers.Left) && IsNumber(numbers.Right),
            Flag flag => IsGiven(flag.Access),
            Not not => IsKnown(not.Operand, written),
            And and => IsKnown(and.Left, written) && IsKnown(and.Right, written),
            Or or => IsKnown(or.Left, written) && IsKnown(or.Right, written),
            _ => false,
        };
    }

    private static bool IsKnown(IndexExpr integer) => integer.AllAtoms().All(IsKnown);

    // A quotient is not asked for where its divisor may be 0.
    private static bool IsKnown(Atom atom) =>
        atom switch
        {
            ExtentAtom or ScalarAtom => true,
            OperationAtom { Operation: IntegerOperation.Quotient or IntegerOperation.Remainder } quotient =>
                quotient.Right.AsConstant() is not null,
            OperationAtom => true,
            _ => false,
        };
}
