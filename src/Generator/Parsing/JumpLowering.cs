using System;
using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>
/// Makes structured control of jumps out of a region. What follows a branch that jumps moves into the other side; where that
/// does not do, a flag remembers the jump, what follows is guarded by it, and a loop that was left asks it before it goes on.
/// </summary>
internal sealed class JumpLowering
{
    private readonly int _label;
    private readonly Func<string, ScalarType, IR.Buffer> _fresh;
    private readonly Access _flag;
    private bool _isAsked;

    private JumpLowering(int label, Func<string, ScalarType, IR.Buffer> fresh)
    {
        _label = label;
        _fresh = fresh;
        _flag = new Access(fresh("left", ScalarType.Bool), []);
    }

    private enum Leaves
    {
        Never,
        Perhaps,
        Always,
    }

    /// <summary>The region without jumps to its label, which stands at its end.</summary>
    /// <param name="region">The statements.</param>
    /// <param name="label">The label.</param>
    /// <param name="fresh">Makes a local.</param>
    public static List<Statement> Lower(
        IReadOnlyList<Statement> region,
        int label,
        Func<string, ScalarType, IR.Buffer> fresh
    )
    {
        if (!Jumps(region, label))
        {
            return region.ToList();
        }

        var pass = new JumpLowering(label, fresh);
        (List<Statement> lowered, _) = pass.Block(region);
        return pass._isAsked
            ? [new Declare(pass._flag.Buffer), Set(pass._flag, false), .. lowered]
            : new Forgotten(pass._flag.Buffer).Block(lowered.ToEquatableArray()).ToList();
    }

    private static bool Jumps(IEnumerable<Statement> block, int label) =>
        block.AllStatements().Any(s => s is Jump jump && jump.Label == label);

    private static Assign Set(Access flag, bool value) => new(flag, new Constant(value ? 1 : 0, ScalarType.Bool));

    private Condition Stayed()
    {
        _isAsked = true;
        return new Not(new Flag(_flag));
    }

    private (List<Statement> Block, Leaves Leaves) Block(IEnumerable<Statement> statements)
    {
        var result = new List<Statement>();
        List<Statement> block = statements.ToList();
        for (int i = 0; i < block.Count; i++)
        {
            Statement statement = block[i];
            if (statement is Jump jump)
            {
                // Nothing behind it is ever reached. A jump to another region's label is that region's business.
                result.AddRange(jump.Label == _label ? [Set(_flag, true)] : [jump]);
                return (result, Leaves.Always);
            }

            if (statement is Throw { IsCall: false })
            {
                return ([.. result, statement], Leaves.Always);
            }

            List<Statement> rest = block.Skip(i + 1).ToList();
            switch (statement)
            {
                case If branch when Jumps([branch], _label):
                    return Branch(branch, rest, result);
                case For loop when Jumps([loop], _label):
                    result.AddRange(Loop(loop));
                    return Guarded(rest, result);
                default:
                    result.Add(statement);
                    break;
            }
        }

        return (result, Leaves.Never);
    }

    private (List<Statement> Block, Leaves Leaves) Branch(If branch, List<Statement> rest, List<Statement> result)
    {
        (List<Statement> then, Leaves thenLeaves) = Block(branch.Then);
        (List<Statement> @else, Leaves elseLeaves) = Block(branch.Else);
        if (thenLeaves == Leaves.Always && elseLeaves == Leaves.Always)
        {
            result.Add(With(branch, then, @else));
            return (result, Leaves.Always);
        }

        if (thenLeaves == Leaves.Always && elseLeaves == Leaves.Never)
        {
            (List<Statement> behind, Leaves leaves) = Block(rest);
            result.Add(With(branch, then, [.. @else, .. behind]));
            return (result, leaves == Leaves.Always ? Leaves.Always : Leaves.Perhaps);
        }

        if (thenLeaves == Leaves.Never && elseLeaves == Leaves.Always)
        {
            (List<Statement> behind, Leaves leaves) = Block(rest);
            result.Add(With(branch, [.. then, .. behind], @else));
            return (result, leaves == Leaves.Always ? Leaves.Always : Leaves.Perhaps);
        }

        result.Add(With(branch, then, @else));
        return Guarded(rest, result);
    }

    /// <summary>What follows a statement that perhaps has left.</summary>
    private (List<Statement> Block, Leaves Leaves) Guarded(List<Statement> rest, List<Statement> result)
    {
        if (rest.Count > 0)
        {
            (List<Statement> behind, _) = Block(rest);
            result.Add(new If(Stayed(), behind.ToEquatableArray()));
        }

        return (result, Leaves.Perhaps);
    }

    private static If With(If branch, List<Statement> then, List<Statement> @else) =>
        branch with
        {
            Then = then.ToEquatableArray(),
            Else = @else.ToEquatableArray(),
        };

    /// <summary>A loop that is left from inside: the rest of that iteration is skipped, and no other one follows.</summary>
    private IEnumerable<Statement> Loop(For loop)
    {
        var inside = new JumpLowering(_label, _fresh, _flag);
        (List<Statement> body, _) = inside.Block(loop.Body);
        Condition stayed = Stayed();
        bool isUnconditional = loop.While is null || loop.While.Equals(Truths.True);
        For left = loop with
        {
            Body = body.ToEquatableArray(),
            While = isUnconditional ? stayed : new And(stayed, loop.While!),
        };
        if (loop.Count is not null)
        {
            return [left];
        }

        IR.Buffer count = _fresh(loop.Index.Name + "Count", ScalarType.Long);
        return [new Declare(count), left with { Count = new Access(count, []) }];
    }

    private JumpLowering(int label, Func<string, ScalarType, IR.Buffer> fresh, Access flag) =>
        (_label, _fresh, _flag) = (label, fresh, flag);

    /// <summary>A flag that nobody asks need not be set.</summary>
    private sealed class Forgotten(IR.Buffer flag) : Rewriter
    {
        public override IEnumerable<Statement> Statement(Statement statement) =>
            statement is Assign assign && assign.Target.Buffer.Equals(flag) ? []
            : statement is If branch ? [branch with { Then = Block(branch.Then), Else = Block(branch.Else) }]
            : statement is For loop ? [loop with { Body = Block(loop.Body) }]
            : [statement];
    }
}
