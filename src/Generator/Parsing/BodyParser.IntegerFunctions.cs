using System;
using System.Linq;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>The functions of <c>Math</c> on integers: all of them are maxima and minima.</summary>
internal sealed partial class BodyParser
{
    private static IndexExpr Extreme(IntegerOperation operation, IndexExpr left, IndexExpr right) =>
        left.AsConstant() is { } l && right.AsConstant() is { } r
            ? IndexExpr.Constant(operation == IntegerOperation.Maximum ? Math.Max(l, r) : Math.Min(l, r))
            : IndexExpr.Atom(new OperationAtom(operation, left, right));

    /// <summary>|i| = max(i, -i).</summary>
    private IndexExpr? Magnitude(IInvocationOperation call)
    {
        if (Index(call.Arguments[0].Value) is not { } value)
        {
            return null;
        }

        IndexExpr kept = Kept(value, call.Arguments[0].Value);
        return Extreme(IntegerOperation.Maximum, kept, -1 * kept);
    }

    /// <summary>min(max(i, low), high); Math.Clamp throws where low &gt; high, so both must be known.</summary>
    private IndexExpr? IntegerClamp(IInvocationOperation call)
    {
        IndexExpr?[] arguments = call
            .Arguments.OrderBy(a => a.Parameter?.Ordinal ?? 0)
            .Select(a => Index(a.Value) is { } value ? Kept(value, a.Value) : null)
            .ToArray();
        if (arguments is not [{ } value, { } low, { } high])
        {
            return null;
        }

        return low.AsConstant() is { } least && high.AsConstant() is { } most && least <= most
            ? Extreme(IntegerOperation.Minimum, Extreme(IntegerOperation.Maximum, value, low), high)
            : Refuse<IndexExpr>(
                call,
                Rules.UnknownFunction,
                Text(call),
                "With bounds that are no constants, write Math.Min(Math.Max(i, low), high)"
            );
    }
}
