using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Scheduling;

/// <summary>
/// Writes over each nest what it computes, in the lecture's notation, and, in a backward pass, the forward line from which it was
/// derived.
/// </summary>
internal static class Notes
{
    public static EquatableArray<Statement> Write(EquatableArray<Statement> block) => block.Map(Annotate);

    private static Statement Annotate(Statement statement)
    {
        if (statement is For loop && Nest.Of(statement) is null)
        {
            return loop with { Body = Write(loop.Body), Note = null };
        }

        if (statement is If branch)
        {
            return branch with { Then = Write(branch.Then), Note = null };
        }

        List<Statement> inner = statement.SelfAndInner().Where(s => s is not (For or If)).ToList();
        IEnumerable<string> lines = inner
            .GroupBy(s => s.Origin)
            .SelectMany(group =>
                (group.Key is null ? Enumerable.Empty<string>() : [$"from  {group.Key}"]).Concat(
                    group.Select(s => Prefix(statement) + (s.Note ?? LecturePrinter.Line(s with { Note = null })))
                )
            );
        return statement with { Note = string.Join("\n", lines) };
    }

    /// <summary><c>"for b,i,j  "</c>: the loops around the innermost statements.</summary>
    private static string Prefix(Statement statement)
    {
        List<string> names = statement switch
        {
            For => Nest.Of(statement)!.Loops.Select(l => l.Index.Name).ToList(),
            Contraction contraction => contraction.Axes.Select(a => a.Index.Name).ToList(),
            _ => [],
        };
        return names.Count == 0 ? "" : $"for {string.Join(",", names)}  ";
    }
}
