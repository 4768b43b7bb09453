using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>
/// Whether statements may run although the condition that their call stands under does not hold: they must not leave an
/// array, divide by an integer that may be 0, or call what may throw or never end.
/// </summary>
internal sealed class Speculation : Rewriter
{
    private bool _mayFail;

    public static bool MayFail(IEnumerable<Statement> statements)
    {
        var speculation = new Speculation();
        foreach (Statement statement in statements)
        {
            _ = speculation.Statement(statement).ToList();
        }

        return speculation._mayFail;
    }

    public override IEnumerable<Statement> Statement(Statement statement)
    {
        _mayFail |= statement is Throw or Check or ArrayCall;
        return base.Statement(statement);
    }

    public override Expr Expr(Expr expr)
    {
        _mayFail |= expr is Call;
        return base.Expr(expr);
    }

    public override Access Access(Access access)
    {
        _mayFail |= access.Buffer.Rank > 0;
        return base.Access(access);
    }

    public override IndexExpr Index(IndexExpr expr)
    {
        _mayFail |= expr.AllAtoms()
            .Any(a =>
                a is ElementAtom { Access.Buffer.Rank: > 0 }
                || (
                    a is OperationAtom { Operation: IntegerOperation.Quotient or IntegerOperation.Remainder } division
                    && division.Right.AsConstant() is null or 0 or -1
                )
            );
        return expr;
    }
}
