using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>Statements that are executed only if one of some gradients is wanted: one <c>if</c> in the text.</summary>
internal sealed record WantedBlock(EquatableArray<Buffer> Gradients, EquatableArray<Statement> Then) : Statement
{
    /// <summary>
    /// Makes the conditions of <see cref="Statement.WantedFor"/> explicit, one block for neighbours that share theirs.
    /// A statement that writes an input's gradient is guarded in any case: there may be no buffer.
    /// </summary>
    public static EquatableArray<Statement> Introduce(EquatableArray<Statement> block, ParameterRoles roles) =>
        Introduce(block, roles, []);

    // One of the gradients in "known" is wanted, as an enclosing block has tested; none: nothing is known.
    private static EquatableArray<Statement> Introduce(
        EquatableArray<Statement> block,
        ParameterRoles roles,
        EquatableArray<Buffer> known
    )
    {
        var result = new List<Statement>();
        foreach (Statement statement in block)
        {
            EquatableArray<Buffer> condition = Condition(statement, roles);
            bool isImplied = !known.IsEmpty && known.All(condition.Contains);
            if (isImplied)
            {
                condition = [];
            }

            EquatableArray<Buffer> inside = condition.IsEmpty ? known : condition;
            Statement bare = statement with { WantedFor = [] };
            bare = bare switch
            {
                For loop => loop with { Body = Introduce(loop.Body, roles, inside) },
                If branch => branch with { Then = Introduce(branch.Then, roles, inside) },
                _ => bare,
            };
            WantedBlock? last = result.Count > 0 ? result[result.Count - 1] as WantedBlock : null;
            if (condition.IsEmpty)
            {
                result.Add(bare);
            }
            else if (last is not null && last.Gradients.Equals(condition))
            {
                result[result.Count - 1] = last with { Then = last.Then.Add(bare) };
            }
            else
            {
                result.Add(new WantedBlock(condition, [bare]));
            }
        }

        return result.ToEquatableArray();
    }

    private static EquatableArray<Buffer> Condition(Statement statement, ParameterRoles roles)
    {
        Buffer? written = Uses.Written(statement);
        if (written is { Kind: BufferKind.Gradient, Rank: > 0 } && !roles.IsOutput(written.Of!))
        {
            return [written];
        }

        // A scalar's gradient is always wanted, and so is all that leads to it.
        return statement.WantedFor.Any(b => b.Rank == 0) ? [] : statement.WantedFor;
    }
}
