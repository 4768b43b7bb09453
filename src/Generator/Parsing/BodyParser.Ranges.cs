using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Analysis;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>Integers as their type holds them, by what is known where they are read: between which numbers they lie.</summary>
internal sealed partial class BodyParser
{
    private readonly Dictionary<Buffer, IntegerRange> _captured = [];

    /// <summary>
    /// The integer as its type holds it, for what asks for more than its last digits: a product such as <c>i * 1103515245</c> loses
    /// those beyond 32. Of what only adds, multiplies and combines bits the last digits are the same either way.
    /// </summary>
    /// <param name="value">The integer.</param>
    /// <param name="operation">What computes it in C#.</param>
    private IndexExpr Kept(IndexExpr value, IOperation operation) =>
        Kept(value, value, operation, !HasProduct(value) && !MayOverflow(value), _before);

    /// <summary>What is compared with what a loop counts: the guards of tiled loops, <c>32 * i + j &lt; n</c>, stay linear.</summary>
    private IndexExpr KeptGuard(IndexExpr value, IOperation operation) =>
        Kept(value, value, operation, !HasProduct(value) && !MayOverflow(value, LargestStride), _before);

    /// <summary>A loop's bound as its type holds it: what is checked to fit stays affine.</summary>
    /// <param name="value">The bound, or what is compared with it.</param>
    /// <param name="operation">What computes it in C#.</param>
    /// <param name="output">What comes before the loop.</param>
    /// <param name="first">What the loop's own index, which may be part of it, is at first.</param>
    private IndexExpr KeptBound(
        IndexExpr value,
        IOperation operation,
        List<Statement> output,
        (LoopIndex Index, IndexExpr Value)? first = null
    )
    {
        IndexExpr before = first is var (index, lowest) ? value.Substitute(index, lowest) : value;
        return Kept(value, before, operation, !MayOverflow(value, LargestStride), output);
    }

    private IndexExpr Kept(
        IndexExpr value,
        IndexExpr before,
        IOperation operation,
        bool isOfInterest,
        List<Statement> output
    )
    {
        if (KnownTypes.ScalarOf(operation.Type) == ScalarType.Long)
        {
            bool fits = IntegerRange.Of(before, Known).IsIn(IntegerRange.Long);
            return fits && IntegerRange.Of(value, Known).IsIn(IntegerRange.Long) ? Kept64(value) : Opaque(value);
        }

        if (KnownTypes.ScalarOf(operation.Type) != ScalarType.Int)
        {
            return value;
        }

        if (Fits(value))
        {
            return value;
        }

        if (!isOfInterest || !MayBeChecked(value) || value.AsConstant() is not null)
        {
            return Cut(value);
        }

        output.Add(new IntCheck(before));
        return value;
    }

    /// <summary>Nothing is concluded from what changes; and under a condition nothing may throw that is not reached.</summary>
    private bool MayBeChecked(IndexExpr value) => !_isConditional && !value.IsVolatile && !value.Elements().Any();

    /// <summary>What is written in <c>unchecked(…)</c> shall lose digits.</summary>
    private IndexExpr? Unchecked(IndexExpr? value, IOperation operation) =>
        value is not null
        && KnownTypes.ScalarOf(operation.Type) == ScalarType.Int
        && operation.Syntax.Ancestors().SkipWhile(n => n is ParenthesizedExpressionSyntax).FirstOrDefault()
            is { } around
        && around.IsKind(SyntaxKind.UncheckedExpression)
        && !Fits(value)
            ? Cut(value)
            : value;

    /// <summary>A long that may have lost digits beyond 64 stands for itself: nothing follows from how it was computed.</summary>
    private static IndexExpr Kept64(IndexExpr value) => MayOverflowLong(value) ? Opaque(value) : value;

    private static IndexExpr Opaque(IndexExpr value) =>
        IndexExpr.Atom(new OperationAtom(IntegerOperation.LongShiftLeft, value, IndexExpr.Zero));

    /// <summary>Whether an int has room for it, by the types of what it consists of and the loops around it.</summary>
    private bool Fits(IndexExpr value)
    {
        if (IntegerRange.Of(value, Known).IsIn(IntegerRange.Int))
        {
            return true;
        }

        // What is known of a quotient or a remainder is so of loops that run from 0, as these need not yet.
        static bool IsPolynomial(IndexExpr expr) => !expr.AllAtoms().Any(a => a is OperationAtom);
        List<IndexExpr> domain = _loops.SelectMany(Site.Bounds).Where(IsPolynomial).ToList();
        return !value.IsVolatile
            && IsPolynomial(value)
            && IntOverflow.Violations(value).All(v => IntOverflow.System([v, .. domain]).IsInfeasible());
    }

    /// <summary>Whether they are equal in C#, where they lose digits, exactly if they are here.</summary>
    private bool AreEqualAlike(IndexExpr left, IndexExpr right)
    {
        IntegerRange difference = IntegerRange.Of(left - right, Known);
        return difference.IsIn(new IntegerRange(-uint.MaxValue, uint.MaxValue));
    }

    private IntegerRange? Known(Atom atom)
    {
        if (atom is ElementAtom { Access.Buffer: var local } && _captured.TryGetValue(local, out IntegerRange range))
        {
            return range;
        }

        if (atom is not LoopAtom { Index: var index } || _loops.Find(l => l.Index.Equals(index)) is not { } loop)
        {
            return null;
        }

        BigInteger least = IntegerRange.Of(loop.Lower, Known).Least;
        return new(least, BigInteger.Max(least, IntegerRange.Of(loop.Upper, Known).Most - 1));
    }
}
