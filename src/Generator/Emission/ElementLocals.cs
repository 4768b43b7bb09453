using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>
/// Within a run of simple statements, an element that is stored and then read, or added to more than once, is held in a local
/// meanwhile. The operations and their order stay the same, and so do the results to the last bit.
/// </summary>
internal sealed class ElementLocals(ParameterRoles roles, System.Func<Access, Access> fresh)
{
    public List<Statement> Hold(List<Statement> run, LoopIndex loop) => Collect(Forward(run, loop), loop);

    /// <summary>Whether a write to one buffer may change the other: two inputs may be one buffer, and so may their gradients.</summary>
    public bool MayBeSame(Buffer a, Buffer b) => a.Equals(b) || (IsInputGradient(a) && IsInputGradient(b));

    // x[i] = v; … x[i] …  reads v instead.
    private List<Statement> Forward(List<Statement> run, LoopIndex loop)
    {
        List<Statement> statements = run.ToList();
        for (int i = 0; i < statements.Count; i++)
        {
            if (statements[i] is not Assign assign || !IsElement(assign.Target, loop))
            {
                continue;
            }

            int end = NextWrite(statements, i + 1, assign.Target.Buffer);
            int last = LastReader(statements, i + 1, System.Math.Min(end, statements.Count - 1), assign.Target);
            if (last < 0)
            {
                continue;
            }

            Access local = fresh(assign.Target);
            var replacement = new LoadSubstitution(l => l.Access.Equals(assign.Target) ? new Load(local) : null);
            for (int j = i + 1; j <= last; j++)
            {
                statements[j] = Replace(statements[j], replacement);
            }

            statements[i] = new Assign(local, assign.Value) { Note = assign.Note };
            statements.Insert(i + 1, new Assign(assign.Target, new Load(local)));
            i++;
        }

        return statements;
    }

    // x[i] += a; … x[i] += b  is loaded and stored once.
    private List<Statement> Collect(List<Statement> run, LoopIndex loop)
    {
        List<Statement> statements = run.ToList();
        for (int i = 0; i < statements.Count; i++)
        {
            if (statements[i] is not Accumulate first || !IsElement(first.Target, loop))
            {
                continue;
            }

            int last = i;
            for (int j = i + 1; j < statements.Count && !Reads(statements[j], first.Target.Buffer); j++)
            {
                if (statements[j] is Accumulate sum && sum.Target.Equals(first.Target))
                {
                    last = j;
                }
                else if (MayBeSame(Uses.Written(statements[j])!, first.Target.Buffer))
                {
                    break;
                }
            }

            if (last == i || Reads(first, first.Target.Buffer))
            {
                continue;
            }

            Access local = fresh(first.Target);
            for (int j = i; j <= last; j++)
            {
                if (statements[j] is Accumulate sum && sum.Target.Equals(first.Target))
                {
                    statements[j] = sum with { Target = local };
                }
            }

            statements.Insert(last + 1, new Assign(first.Target, new Load(local)));
            statements.Insert(i, new Assign(local, new Load(first.Target)) { Note = first.Note });
            statements[i + 1] = statements[i + 1] with { Note = null };
            i++;
        }

        return statements;
    }

    private bool IsInputGradient(Buffer buffer) =>
        buffer is { Kind: BufferKind.Gradient, Rank: > 0 } && !roles.IsOutput(buffer.Of!);

    // Where the element is does not depend on what the run may write.
    private static bool IsElement(Access access, LoopIndex loop) =>
        access.Buffer.Rank > 0
        && !access.IsChecked
        && access.Subscripts.Any(s => s.Mentions(loop))
        && !access.Subscripts.SelectMany(s => s.AllAtoms()).Any(a => a is ElementAtom);

    private int NextWrite(List<Statement> statements, int from, Buffer buffer)
    {
        int at = from;
        while (at < statements.Count && !MayBeSame(Uses.Written(statements[at])!, buffer))
        {
            at++;
        }

        return at;
    }

    private static int LastReader(List<Statement> statements, int from, int to, Access element)
    {
        for (int i = to; i >= from; i--)
        {
            if (Accesses.Of(Value(statements[i])).Contains(element))
            {
                return i;
            }
        }

        return -1;
    }

    private bool Reads(Statement statement, Buffer buffer) =>
        Uses.Of(Value(statement)).Any(b => MayBeSame(b, buffer))
        || (Target(statement) is var target && target.Subscripts.SelectMany(Uses.Of).Any(b => MayBeSame(b, buffer)));

    private static Access Target(Statement statement) =>
        statement is Assign assign ? assign.Target : ((Accumulate)statement).Target;

    private static Expr Value(Statement statement) =>
        statement is Assign assign ? assign.Value : ((Accumulate)statement).Value;

    private static Statement Replace(Statement statement, Rewriter rewriter) =>
        statement is Assign assign ? assign with { Value = rewriter.Expr(assign.Value) }
        : statement is Accumulate sum ? sum with { Value = rewriter.Expr(sum.Value) }
        : statement;
}
