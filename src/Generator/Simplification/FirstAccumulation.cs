using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;
using NeuralGen.Generator.Scheduling;

namespace NeuralGen.Generator.Simplification;

/// <summary>
/// The first accumulation into an adjoint that was just set to zero, where it reaches every element once, is an assignment, and
/// the zeros need not be written.
/// </summary>
internal static class FirstAccumulation
{
    public static IReadOnlyList<Statement> Rewrite(EquatableArray<Statement> block)
    {
        var result = block.ToList();
        foreach (Fill fill in block.OfType<Fill>().Where(f => f.Value == 0))
        {
            int at = result.IndexOf(fill);
            int first = result.FindIndex(at + 1, s => s.Buffers().Contains(fill.Buffer));
            if (first >= 0 && AsAssignment(result[first], fill.Buffer) is { } assignment)
            {
                result[first] = assignment;
                result.RemoveAt(at);
            }
        }

        return result;
    }

    private static Statement? AsAssignment(Statement statement, Buffer buffer)
    {
        if (statement is Accumulate { Reduction: Reduction.Add } scalar && scalar.Target.Buffer.Equals(buffer))
        {
            return buffer.Rank == 0 && !ReadsTarget(scalar) ? Assignment(scalar) : null;
        }

        if (
            Nest.Of(statement) is not { } nest
            || nest.Body.Count != 1
            || nest.Body[0] is not Accumulate { Reduction: Reduction.Add } sum
            || !sum.Target.Buffer.Equals(buffer)
            || ReadsTarget(sum)
            || nest.Loops.Count != buffer.Rank
        )
        {
            return null;
        }

        // Subscript k is a loop of its own, which runs over the whole axis.
        var used = new HashSet<LoopIndex>();
        for (int axis = 0; axis < buffer.Rank; axis++)
        {
            For? loop = nest.Loops.FirstOrDefault(l => l.Index.Equals(sum.Target.Subscripts[axis].AsIndex()));
            if (loop is null || !used.Add(loop.Index) || !loop.Upper.Equals(buffer.Extent(axis)))
            {
                return null;
            }
        }

        return (nest with { Body = [Assignment(sum)] }).ToStatement();
    }

    private static bool ReadsTarget(Accumulate sum) => sum.Value.Loads().Any(a => a.Buffer.Equals(sum.Target.Buffer));

    private static Assign Assignment(Accumulate sum) =>
        new(sum.Target, sum.Value) { Note = sum.Note, Origin = sum.Origin };
}
