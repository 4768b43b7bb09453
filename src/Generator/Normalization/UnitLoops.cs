using System.Collections.Generic;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Normalization;

/// <summary>Makes every loop run from 0 by 1, <c>i = lower + step * i'</c>, and drops those that never do.</summary>
internal sealed class UnitLoops : Rewriter
{
    public static EquatableArray<Statement> Rewrite(EquatableArray<Statement> body) => new UnitLoops().Block(body);

    public override IEnumerable<Statement> Statement(Statement statement)
    {
        if (statement is not For loop)
        {
            return base.Statement(statement);
        }

        IndexExpr value = loop.Lower + (loop.Step * IndexExpr.Of(loop.Index));
        if (value.AsIndex() is null)
        {
            var shift = new AtomSubstitution(loop.Index, value);
            loop = loop with
            {
                Body = shift.Block(loop.Body),
                While = loop.While is { } condition ? shift.Condition(condition) : null,
            };
        }

        IndexExpr trips = loop.Upper.IsEndless ? loop.Upper : Trips(loop.Upper - loop.Lower, loop.Step);
        if (trips.AsConstant() <= 0 && loop is { While: null, Count: null })
        {
            return [];
        }

        return [loop with { Lower = IndexExpr.Zero, Upper = trips, Step = 1, Body = Block(loop.Body) }];
    }

    private static IndexExpr Trips(IndexExpr length, long step)
    {
        if (step == 1)
        {
            return length;
        }

        return length.AsConstant() is { } n
            ? IndexExpr.Constant(n <= 0 ? 0 : (n + step - 1) / step)
            : IndexExpr.Atom(new OperationAtom(IntegerOperation.CeilingQuotient, length, IndexExpr.Constant(step)));
    }
}
