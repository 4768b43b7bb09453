using System.Collections.Generic;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Normalization;

/// <summary>Makes every loop run from 0 by 1: <c>i = lower + step * i'</c>.</summary>
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
        EquatableArray<Statement> body = value.AsIndex() is null
            ? new AtomSubstitution(loop.Index, value).Block(loop.Body)
            : loop.Body;
        return
        [
            loop with
            {
                Lower = IndexExpr.Zero,
                Upper = Trips(loop.Upper - loop.Lower, loop.Step),
                Step = 1,
                Body = Block(body),
            },
        ];
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
