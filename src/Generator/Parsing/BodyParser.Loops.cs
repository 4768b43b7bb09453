using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

internal sealed partial class BodyParser
{
    /// <summary>Any other loop: runs while its condition holds, and records how often that was.</summary>
    private void Loop(IForLoopOperation loop, List<Statement> output)
    {
        if (TryCountedLoop(loop, output))
        {
            return;
        }

        foreach (IOperation first in loop.Before)
        {
            Statement(first, output);
        }

        if (
            loop.AtLoopBottom is [IExpressionStatementOperation { Operation: var change }]
            && TryCountingLoop(loop, loop.Condition, [loop.Body], change, output)
        )
        {
            return;
        }

        ConditionalLoop(loop, loop.Condition, loop.AtLoopBottom, output);
    }

    private void Loop(IWhileLoopOperation loop, List<Statement> output)
    {
        if (loop.ConditionIsTop)
        {
            if (
                loop.Body
                    is IBlockOperation
                    {
                        Operations: [.., IExpressionStatementOperation { Operation: var change }]
                    } body
                && TryCountingLoop(
                    loop,
                    loop.Condition,
                    [.. body.Operations.Take(body.Operations.Length - 1)],
                    change,
                    output
                )
            )
            {
                return;
            }

            ConditionalLoop(loop, loop.Condition, [], output);
            return;
        }

        // do … while: the first iteration asks nothing.
        var again = new Access(FreshLocal("again", ScalarType.Bool), []);
        output.Add(new Declare(again.Buffer));
        output.Add(new Assign(again, new Constant(1, ScalarType.Bool)));
        LoopOn(
            loop,
            body =>
            {
                body.AddRange(Region(loop.ContinueLabel, inside => Statement(loop.Body, inside), body));
                _before = body;
                BeginWhole(loop.Condition);
                if (WholeCondition(loop.Condition!) is { } condition)
                {
                    body.Add(new Assign(again, Truths.AsValue(condition)));
                }

                return new Flag(again);
            },
            output
        );
    }

    private void ConditionalLoop(
        ILoopOperation loop,
        IOperation? test,
        IEnumerable<IOperation> bottom,
        List<Statement> output
    ) =>
        LoopOn(
            loop,
            body =>
            {
                var before = new List<Statement>();
                _before = before;
                BeginWhole(test);
                Condition? condition = test is null ? Truths.True : WholeCondition(test);
                if (before.Count > 0 && condition is not null)
                {
                    // What the condition needs is computed at each iteration anew.
                    body.AddRange(before);
                    body.Add(new If(new Not(condition), [new Jump(_labels[loop.ExitLabel])]));
                    condition = Truths.True;
                }

                body.AddRange(Region(loop.ContinueLabel, inside => Statement(loop.Body, inside), body));
                foreach (IOperation last in bottom)
                {
                    Statement(last, body);
                }

                return condition;
            },
            output
        );

    private void LoopOn(ILoopOperation loop, System.Func<List<Statement>, Condition?> parseBody, List<Statement> output)
    {
        LoopIndex index = scope.FreshLoop(names.Fresh("k"));
        var shape = new For(index, IndexExpr.Zero, IndexExpr.Endless, 1, []);
        output.AddRange(
            Region(
                loop.ExitLabel,
                region =>
                {
                    var count = new Access(FreshLocal(index.Name + "Count", ScalarType.Long), []);
                    var body = new List<Statement>();
                    Stand(body, region, loop);
                    _loops.Add(shape);
                    Condition? condition = parseBody(body);
                    _loops.RemoveAt(_loops.Count - 1);
                    region.Add(new Declare(count.Buffer));
                    if (condition is not null)
                    {
                        region.Add(shape with { Body = body.ToEquatableArray(), While = condition, Count = count });
                    }
                },
                output
            )
        );
    }
}
