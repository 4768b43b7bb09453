using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using NeuralGen.Generator.Analysis;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>What is known of integers where they are read: between which numbers they lie.</summary>
internal sealed partial class BodyParser
{
    private readonly Dictionary<Buffer, IntegerRange> _captured = [];

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
