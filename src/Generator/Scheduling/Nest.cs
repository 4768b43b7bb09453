using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Scheduling;

/// <summary>A perfect nest: loops around straight-line code.</summary>
internal sealed record Nest(IReadOnlyList<For> Loops, EquatableArray<Statement> Body)
{
    /// <summary>The nest that a statement is; null where a loop holds loops beside other statements.</summary>
    public static Nest? Of(Statement statement)
    {
        var loops = new List<For>();
        while (statement is For { While: null, IsSequential: false } loop)
        {
            loops.Add(loop);
            if (loop.Body.All(s => s is Assign or Accumulate))
            {
                return new Nest(loops, loop.Body);
            }

            if (loop.Body.Count != 1)
            {
                return null;
            }

            statement = loop.Body[0];
        }

        return null;
    }

    public Statement ToStatement()
    {
        EquatableArray<Statement> body = Body;
        for (int i = Loops.Count - 1; i >= 0; i--)
        {
            body = [Loops[i] with { Body = body }];
        }

        return body[0];
    }
}
