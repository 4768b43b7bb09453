using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Normalization;

/// <summary>
/// Turns branches into selections where both sides are values of the same place (vectors can select, not branch), and gives what is
/// left of an <c>else</c> a branch of its own, on a condition that is kept if the first side could change it.
/// </summary>
internal sealed class BranchLowering(int firstId) : Rewriter
{
    private int _next = firstId;

    public static EquatableArray<Statement> Rewrite(EquatableArray<Statement> body) =>
        new BranchLowering(1 + Enumerable.Max([0, .. body.SelectMany(s => s.Buffers()).Select(b => b.Id)])).Block(body);

    public override IEnumerable<Statement> Statement(Statement statement)
    {
        if (statement is not If branch)
        {
            return base.Statement(statement);
        }

        EquatableArray<Statement> then = Block(branch.Then);
        EquatableArray<Statement> @else = Block(branch.Else);
        if (AsCheck(branch.Condition, then, @else) is { } check)
        {
            return check;
        }

        if (AsSelections(branch.Condition, then, @else) is { } selections)
        {
            return selections;
        }

        var writtenInside = new HashSet<Buffer>(
            then.Concat(@else).AllStatements().Select(s => s.Write()?.Buffer).OfType<Buffer>()
        );
        if (@else.IsEmpty)
        {
            return [new If(branch.Condition, then)];
        }

        if (!Reads(branch.Condition).Any(writtenInside.Contains))
        {
            return [.. Branch(branch.Condition, then), .. Branch(new Not(branch.Condition), @else)];
        }

        var flag = new Access(new Buffer("taken", _next++, BufferKind.Local, ScalarType.Bool, 0), []);
        var truth = new Select(branch.Condition, new Constant(1, ScalarType.Bool), new Constant(0, ScalarType.Bool));
        return
        [
            new Declare(flag.Buffer),
            new Assign(flag, truth),
            .. Branch(new Flag(flag), then),
            .. Branch(new Not(new Flag(flag)), @else),
        ];
    }

    /// <summary>
    /// Of two sides one throws: after it nothing depends on the condition. One of sizes and indices alone says what region is meant,
    /// and stays.
    /// </summary>
    private static List<Statement>? AsCheck(
        Condition condition,
        EquatableArray<Statement> then,
        EquatableArray<Statement> @else
    ) =>
        @else.IsEmpty || !condition.Loads().Any() ? null
        : @else[@else.Count - 1] is Throw { IsCall: false } ? [new If(new Not(condition), @else), .. then]
        : then.LastOrDefault() is Throw { IsCall: false } ? [new If(condition, then), .. @else]
        : null;

    private static IEnumerable<Statement> Branch(Condition condition, EquatableArray<Statement> block) =>
        block.IsEmpty ? [] : [new If(condition, block)];

    /// <summary>The branch as assignments of selected values; null where a side does more, or may touch a place that exists on that side only.</summary>
    private static List<Statement>? AsSelections(
        Condition condition,
        EquatableArray<Statement> then,
        EquatableArray<Statement> @else
    )
    {
        if (then.Count == 1 && @else.Count == 1 && Pair(condition, then[0], @else[0]) is { } both)
        {
            return [both];
        }

        if (!@else.IsEmpty)
        {
            return null;
        }

        // One side only: a scalar keeps its value, or adds nothing. The condition must stay what it was.
        var result = new List<Statement>();
        foreach (Statement statement in then)
        {
            Statement? selected = statement switch
            {
                Assign { Target.Buffer: { Kind: BufferKind.Local, Rank: 0 } } assign => assign with
                {
                    Value = new Select(condition, assign.Value, new Load(assign.Target)),
                },
                Accumulate { Reduction: Reduction.Add, Target.Buffer.Rank: 0 } sum => sum with
                {
                    Value = new Select(condition, sum.Value, sum.Value.Number(0)),
                },
                _ => null,
            };
            if (selected is null || Reads(condition).Contains(statement.Write()!.Buffer))
            {
                return null;
            }

            result.Add(selected);
        }

        return result;
    }

    private static Statement? Pair(Condition condition, Statement then, Statement @else) =>
        (then, @else) switch
        {
            (Assign a, Assign b) when a.Target.Equals(b.Target) => a with
            {
                Value = new Select(condition, a.Value, b.Value),
            },
            (Accumulate a, Accumulate b) when a.Target.Equals(b.Target) && a.Reduction == b.Reduction => a with
            {
                Value = new Select(condition, a.Value, b.Value),
            },
            _ => null,
        };

    private static IEnumerable<Buffer> Reads(Condition condition) =>
        new If(condition, []).Reads().Select(a => a.Buffer);
}
