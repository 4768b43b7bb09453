using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Normalization;

/// <summary>Drops what is assigned to an integer or truth value that nothing reads: a counter left over, a flag of a jump.</summary>
internal static class DeadLocals
{
    public static EquatableArray<Statement> Rewrite(EquatableArray<Statement> body)
    {
        while (true)
        {
            var read = new HashSet<Buffer>(
                body.AllStatements()
                    .SelectMany(s => s is Accumulate sum ? sum.Value.Loads().Concat(sum.Target.Elements()) : s.Reads())
                    .Select(a => a.Buffer)
            );
            EquatableArray<Statement> next = Block(body, read);
            if (next.Equals(body))
            {
                return body;
            }

            body = next;
        }
    }

    private static EquatableArray<Statement> Block(EquatableArray<Statement> block, HashSet<Buffer> read) =>
        block
            .Where(s => !IsDead(s, read))
            .Select(s =>
                s switch
                {
                    For loop => loop with { Body = Block(loop.Body, read) },
                    If branch => branch with { Then = Block(branch.Then, read), Else = Block(branch.Else, read) },
                    _ => s,
                }
            )
            .ToEquatableArray();

    // What reads an element may fail, as it may in the method itself.
    private static bool IsDead(Statement statement, HashSet<Buffer> read) =>
        statement is Assign or Accumulate
        && statement.Write() is { Buffer: { Kind: BufferKind.Local, Rank: 0 } local }
        && !local.Element.IsFloating()
        && !read.Contains(local)
        && statement.Reads().All(a => a.Buffer.Rank == 0);
}
