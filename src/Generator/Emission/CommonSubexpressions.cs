using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>
/// Within a run of simple statements, an expression that occurs more than once is calculated once: it becomes a local. In a
/// loop on vectors so does every element that an expression reads, which keeps the lines short and shows in a debugger.
/// </summary>
internal sealed class CommonSubexpressions
{
    private readonly ElementLocals _elements;

    // Locals of the generator's own; what the user declared has numbers from 0.
    private int _next = -1;

    private CommonSubexpressions(ParameterRoles roles) =>
        _elements = new ElementLocals(roles, access => Fresh(new Load(access)));

    public static EquatableArray<Statement> Share(EquatableArray<Statement> body, ParameterRoles roles) =>
        new CommonSubexpressions(roles).Block(body, null);

    private EquatableArray<Statement> Block(EquatableArray<Statement> block, For? loop)
    {
        var result = new List<Statement>();
        var run = new List<Statement>();
        foreach (Statement statement in block)
        {
            if (statement is Assign or Accumulate)
            {
                run.Add(statement);
                continue;
            }

            result.AddRange(Run(run, loop));
            run.Clear();
            result.Add(
                statement switch
                {
                    For inner when CallAdjoint.Match(inner) is not null => inner,
                    For inner => inner with { Body = Block(inner.Body, inner) },
                    If branch => branch with { Then = Block(branch.Then, loop) },
                    WantedBlock wanted => wanted with { Then = Block(wanted.Then, loop) },
                    _ => statement,
                }
            );
        }

        result.AddRange(Run(run, loop));
        return result.ToEquatableArray();
    }

    private List<Statement> Run(List<Statement> run, For? loop)
    {
        List<Statement> statements = loop is null ? run.ToList() : _elements.Hold(run, loop.Index);
        while (Find(statements, loop) is var (expr, first, last))
        {
            Access access = Fresh(expr);
            var replacement = new Replacement(expr, new Load(access));
            for (int i = first; i <= last; i++)
            {
                statements[i] = statements[i] switch
                {
                    Assign assign => assign with { Value = replacement.Expr(assign.Value) },
                    Accumulate sum => sum with { Value = replacement.Expr(sum.Value) },
                    _ => statements[i],
                };
            }

            statements.Insert(first, new Assign(access, expr) { Note = statements[first].Note });
            statements[first + 1] = statements[first + 1] with { Note = null };
        }

        return statements;
    }

    // The largest expression that occurs twice while what it reads stays as it is. In a loop on vectors both branches are
    // evaluated in any case, so that it does not matter which branch it occurs in.
    private (Expr Expr, int First, int Last)? Find(List<Statement> statements, For? loop)
    {
        var occurrences = new Dictionary<Expr, List<Occurrence>>();
        for (int i = 0; i < statements.Count; i++)
        {
            // What is read to be stored or added as it is needs no name.
            if (Value(statements[i]) is not Load)
            {
                Collect(Value(statements[i]), i, true, loop, occurrences);
            }
        }

        (Expr, int, int)? best = null;
        int bestSize = 0;
        foreach (KeyValuePair<Expr, List<Occurrence>> candidate in occurrences)
        {
            int size = candidate.Key.SelfAndInner().Count();
            int needed = candidate.Key is Load && loop is { Vectorized: true } ? 1 : 2;
            if (candidate.Value.Count < needed || size <= bestSize)
            {
                continue;
            }

            int first = candidate.Value[0].Position;
            int end = FirstChange(candidate.Key, statements, first);
            Occurrence[] valid = candidate.Value.Where(o => o.Position <= end).ToArray();
            if (valid.Length >= needed && (valid.Any(o => o.IsAlways) || loop is { Vectorized: true }))
            {
                best = (candidate.Key, first, valid[valid.Length - 1].Position);
                bestSize = size;
            }
        }

        return best;
    }

    // The first statement, from a given one, that writes what the expression reads; that one itself still reads the old value.
    private int FirstChange(Expr expr, List<Statement> statements, int from)
    {
        HashSet<Buffer> read = [.. Uses.Of(expr)];
        for (int i = from; i < statements.Count; i++)
        {
            Buffer written = Uses.Written(statements[i])!;
            if (read.Any(b => _elements.MayBeSame(b, written)))
            {
                return i;
            }
        }

        return statements.Count;
    }

    private static void Collect(
        Expr expr,
        int position,
        bool isAlways,
        For? loop,
        Dictionary<Expr, List<Occurrence>> occurrences
    )
    {
        if (IsWorthwhile(expr, loop))
        {
            if (!occurrences.TryGetValue(expr, out List<Occurrence>? list))
            {
                occurrences.Add(expr, list = []);
            }

            list.Add(new Occurrence(position, isAlways));
        }

        switch (expr)
        {
            case Convert convert:
                Collect(convert.Operand, position, isAlways, loop, occurrences);
                break;
            case Apply apply:
                foreach (Expr argument in apply.Arguments)
                {
                    Collect(argument, position, isAlways, loop, occurrences);
                }

                break;
            case Composite composite:
                foreach (Expr operand in composite.Operands)
                {
                    Collect(operand, position, isAlways, loop, occurrences);
                }

                break;
            case Select select:
                foreach (Expr side in Sides(select.Condition))
                {
                    Collect(side, position, isAlways, loop, occurrences);
                }

                Collect(select.WhenTrue, position, false, loop, occurrences);
                Collect(select.WhenFalse, position, false, loop, occurrences);
                break;
        }
    }

    private static IEnumerable<Expr> Sides(Condition condition) =>
        condition switch
        {
            Compare compare => [compare.Left, compare.Right],
            Not not => Sides(not.Operand),
            // The right side may not be evaluated.
            And and => Sides(and.Left),
            Or or => Sides(or.Left),
            _ => [],
        };

    private static bool IsWorthwhile(Expr expr, For? loop) =>
        expr switch
        {
            Apply { Function: Function.Negate or Function.Stop } apply => apply.Arguments[0] is Apply or Select,
            Apply or Select or Call or CallAdjoint => true,
            Load load => load.Access.Buffer.Rank > 0
                && !load.Access.IsChecked
                && loop is not null
                && load.Access.Subscripts.Any(s => s.Mentions(loop.Index)),
            _ => false,
        };

    private Access Fresh(Expr expr) => new(new Buffer(Hint(expr), _next--, BufferKind.Local, expr.Type, 0), []);

    private static Expr Value(Statement statement) =>
        statement is Assign assign ? assign.Value : ((Accumulate)statement).Value;

    private static string Hint(Expr expr)
    {
        if (expr is not Load load)
        {
            return "shared";
        }

        // X[n,j] is X_nj.
        string name = PassNames.Hint(load.Access.Buffer);
        LoopIndex?[] indices = load.Access.Subscripts.Select(s => s.AsIndex()).ToArray();
        return indices.Any(i => i is null)
            ? name + "Value"
            : $"{name}_{string.Concat(indices.Select(i => NameScope.Plain(i!.Name)))}";
    }

    private readonly record struct Occurrence(int Position, bool IsAlways);

    private sealed class Replacement(Expr old, Expr replacement) : Rewriter
    {
        public override Expr Expr(Expr expr) => expr.Equals(old) ? replacement : base.Expr(expr);
    }
}
