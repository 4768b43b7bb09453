using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using NeuralGen.Generator.Tests.RandomPrograms.Language;

namespace NeuralGen.Generator.Tests.RandomPrograms.Building;

/// <summary>Statements: the kinds of nest that deep learning is made of, and mixtures of them.</summary>
internal sealed partial class ProgramBuilder
{
    private const int DeepestNest = 4;
    private const int MostNests = 2;
    private string? _loss;
    private int _nests;

    private ImmutableArray<Statement> Body()
    {
        var statements = new List<Statement>();
        if (_random.Percent(35))
        {
            _loss = "loss";
            statements.Add(new Declare(_loss, new Number(0)));
        }

        DeclareHelpers();
        Scope scope = Scope.Empty;
        if (_random.Percent(15))
        {
            (DeclareArray array, scope) = NewArray(scope);
            statements.Add(array);
        }

        for (int nests = _random.Weighted((30, 1), (35, 2), (25, 3), (10, 4)); nests > 0; nests--)
        {
            statements.AddRange(Nest(scope));
        }

        if (_loss is not null)
        {
            statements.AddRange(Loss(scope));
            Value result = new Variable(_loss);
            statements.Add(new Return(_random.Percent(70) ? result : Smooth(result)));
        }

        return [.. statements];
    }

    private ImmutableArray<Statement> Nest(Scope scope)
    {
        // Nests in branches and helpers multiply.
        if (_nests++ >= MostNests)
        {
            return Map(scope);
        }

        return _random.Weighted((60, 0), (12, 1), (8, 2), (9, 3), (7, 4), (4, 5)) switch
        {
            1 => Branch(scope),
            2 => WithArray(scope),
            3 => Outlined(scope),
            4 => OverElements(scope),
            5 => Stepping(scope),
            _ => Plain(scope),
        };
    }

    private ImmutableArray<Statement> Plain(Scope scope) =>
        _random.Weighted((30, 0), (22, 1), (14, 2), (12, 3), (9, 4), (7, 5), (6, 6)) switch
        {
            1 => Reduction(scope),
            2 => Contraction(scope),
            3 => Recurrence(scope),
            4 => Imperfect(scope),
            5 when _loss is not null && scope.Loops.IsEmpty => Loss(scope),
            6 => Scatter(scope),
            _ => Map(scope),
        };

    /// <summary>A loop for each axis of the target, and the statement inside.</summary>
    private ImmutableArray<Statement> Map(Scope scope)
    {
        (Read target, ImmutableArray<LoopHeader> loops, Scope inner) = Target(scope);
        if (_random.Percent(12) && inner.Loops.Length < DeepestNest)
        {
            LoopHeader extra = _random.Percent(50) ? ConstantLoop(inner) : NewLoop(inner, _random.Pick(_sizes));
            loops = loops.Add(extra);
            inner = inner.Inside(extra);
        }

        var body = new List<Statement>();
        for (int locals = _random.Weighted((60, 0), (30, 1), (10, 2)); locals > 0; locals--)
        {
            Declare local = NewLocal(Expression(inner, 2));
            inner = inner.With(local.Name);
            body.Add(local);
            if (_random.Percent(25))
            {
                body.AddRange(PerhapsBranching(inner, s => Update(new Variable(local.Name), s, 2)));
            }
        }

        body.AddRange(PerhapsBranching(inner, s => Update(target, s, 3)));
        if (_random.Percent(20))
        {
            (Parameter other, _) = Output(inner);
            body.AddRange(PerhapsBranching(inner, s => Update(new Read(other.Name, Subscripts(other, s)), s, 2)));
        }

        return Around(loops, body);
    }

    /// <summary>Scalars reduced over inner loops, softmax-like when there are several, and then used.</summary>
    private ImmutableArray<Statement> Reduction(Scope scope)
    {
        (Read target, ImmutableArray<LoopHeader> loops, Scope inner) = Target(scope);
        if (inner.Loops.Length >= DeepestNest)
        {
            return Map(scope);
        }

        var body = new List<Statement>();
        for (int count = _random.Weighted((65, 1), (35, 2)); count > 0; count--)
        {
            string op = _random.Weighted((60, "+="), (10, "-="), (12, "max"), (8, "min"), (6, "*="), (4, "/="));
            double start = op switch
            {
                "max" => _random.Percent(70) ? double.NegativeInfinity : -0.5,
                "min" => _random.Percent(70) ? double.PositiveInfinity : 0.5,
                "*=" or "/=" => 1,
                _ => 0,
            };
            Value initial = !double.IsInfinity(start) && _random.Percent(20) ? Leaf(inner) : new Number(start);
            Declare local = NewLocal(initial);
            LoopHeader over = NewLoop(inner, _random.Pick(_sizes));
            Scope deepest = inner.Inside(over);
            ImmutableArray<LoopHeader> reduced = [over];
            if (deepest.Loops.Length < DeepestNest && _random.Percent(15))
            {
                LoopHeader second = NewLoop(deepest, _random.Pick(_sizes));
                reduced = reduced.Add(second);
                deepest = deepest.Inside(second);
            }

            int first = body.Count;
            body.Add(local);
            body.AddRange(
                Around(
                    reduced,
                    PerhapsBranching(deepest, s => new Set(new Variable(local.Name), op, Operand(op, s, 3)))
                )
            );
            if (double.IsInfinity(start))
            {
                // Over an empty range the result stays infinite: keep it out of sums.
                body.Add(
                    new Set(new Variable(local.Name), op == "max" ? "max" : "min", new Number(start > 0 ? 2 : -2))
                );
            }

            if (_random.Percent(15))
            {
                local = Returned(body, first, local);
            }

            inner = inner.With(local.Name);
        }

        body.Add(Update(target, inner, 2));
        return Around(loops, body);
    }

    /// <summary><c>C[…] += A[…] * B[…]</c> in whatever layout the parameters happen to have.</summary>
    private ImmutableArray<Statement> Contraction(Scope scope)
    {
        (Read target, ImmutableArray<LoopHeader> loops, Scope inner) = Target(scope);
        if (inner.Loops.Length >= DeepestNest)
        {
            return Map(scope);
        }

        LoopHeader over = NewLoop(inner, _random.Pick(_sizes));
        Scope deepest = inner.Inside(over);
        List<Parameter> buffers = Buffers(inner).FindAll(p => p.Name != target.Buffer);
        Parameter left = _random.Pick(buffers);
        Parameter right = _random.Pick(buffers);
        Value product = new Binary(
            '*',
            new Read(left.Name, Subscripts(left, deepest)),
            new Read(right.Name, Subscripts(right, deepest))
        );
        string op = _random.Percent(85) ? "+=" : "-=";
        ImmutableArray<Statement> nest = Around(
            [.. loops.Add(over).OrderBy(l => Moves(loops.Add(over)) ? _random.Next() : 0)],
            [new Set(target, op, product)]
        );
        return _random.Percent(40) ? [.. Around(loops, [new Set(target, "=", new Number(0))]), .. nest] : nest;
    }

    /// <summary>A state that each step takes from the one before, in a buffer or in a scalar.</summary>
    private ImmutableArray<Statement> Recurrence(Scope scope)
    {
        (Parameter output, bool found) = Output(scope, p => p.Axes.Any(a => a is not null));
        if (!found || scope.Loops.Length + output.Axes.Length > DeepestNest)
        {
            return Map(scope);
        }

        int axis = _random.Pick([.. Enumerable.Range(0, output.Axes.Length).Where(a => output.Axes[a] is not null)]);
        var loops = new List<LoopHeader>();
        Scope inner = scope;
        var at = new Integer[output.Axes.Length];
        var before = new Integer[output.Axes.Length];
        foreach (int a in Enumerable.Range(0, output.Axes.Length).OrderBy(_ => _random.Next()))
        {
            string size = output.Axes[a] ?? _random.Pick(_sizes);
            string index = "ijklmnpq"[inner.Loops.Length].ToString();
            int lag = a == axis ? 1 : 0;
            var loop = new LoopHeader(index, size, lag, 0, Affine.Constant(lag), Affine.Of(size), 1);
            loops.Add(loop);
            inner = inner.Inside(loop);
            at[a] = Affine.Of(index);
            before[a] = Affine.Of(index, -lag);
        }

        var target = new Read(output.Name, [.. at]);
        Value previous = new Read(output.Name, [.. before]);
        if (_random.Percent(35))
        {
            Declare state = NewLocal(new Number(_random.Percent(60) ? 0 : 0.5));
            Set carry = new(new Variable(state.Name), "=", Step(new Variable(state.Name), inner));
            return [state, .. Around(loops, [carry, new Set(target, "=", new Variable(state.Name))])];
        }

        return Around(loops, [new Set(target, _random.Percent(85) ? "=" : "+=", Step(previous, inner))]);
    }

    /// <summary>The next state, which does not grow.</summary>
    private Value Step(Value state, Scope scope)
    {
        Value input = Expression(scope, 2);
        return _random.Next(3) switch
        {
            0 => new Binary('+', new Binary('*', new Number(0.5), state), input),
            1 => new Call("MathF.Tanh", new Binary('+', state, input)),
            _ => new Binary('+', new Binary('*', new Call("Activation.Sigmoid", input), state), input),
        };
    }

    /// <summary>Several nests under one loop.</summary>
    private ImmutableArray<Statement> Imperfect(Scope scope)
    {
        if (scope.Loops.Length > 1)
        {
            return Map(scope);
        }

        LoopHeader loop = NewLoop(scope, _random.Pick(_sizes));
        Scope inner = scope.Inside(loop);
        return Around([loop], [.. Nest(inner), .. Nest(inner)]);
    }

    /// <summary>Adds where an index array says.</summary>
    private ImmutableArray<Statement> Scatter(Scope scope)
    {
        if (!_parameters.Exists(p => p.Form == Form.IndexArray) || scope.Loops.Length + 2 > DeepestNest)
        {
            return Map(scope);
        }

        Parameter array = _parameters.Find(p => p.Form == Form.IndexArray)!;
        LoopHeader loop = NewLoop(scope, array.Axes[0] ?? _random.Pick(_sizes));
        Scope inner = scope.Inside(loop);
        (Parameter output, _) = Output(inner);
        ImmutableArray<Integer> at = Subscripts(output, inner)
            .SetItem(_random.Next(output.Axes.Length), new Element(array.Name, Affine.Of(loop.Index)));
        string op = _random.Weighted((70, "+="), (10, "-="), (10, "="), (10, "*="));
        return Around([loop], [new Set(new Read(output.Name, at), op, Operand(op, inner, 2))]);
    }

    private ImmutableArray<Statement> Loss(Scope scope)
    {
        LoopHeader loop = NewLoop(scope, _random.Pick(_sizes));
        ImmutableArray<LoopHeader> loops = [loop];
        Scope inner = scope.Inside(loop);
        if (_random.Percent(40))
        {
            LoopHeader second = NewLoop(inner, _random.Pick(_sizes));
            loops = loops.Add(second);
            inner = inner.Inside(second);
        }

        string op = _random.Weighted((75, "+="), (10, "-="), (8, "max"), (7, "*="));
        return Around(loops, PerhapsBranching(inner, s => new Set(new Variable(_loss!), op, Operand(op, s, 3))));
    }

    private Set Update(Value target, Scope scope, int depth)
    {
        string op = _random.Weighted((50, "="), (24, "+="), (8, "-="), (7, "*="), (4, "/="), (4, "max"), (3, "min"));
        return new Set(target, op, Operand(op, scope, depth));
    }

    private Value Operand(string op, Scope scope, int depth) =>
        op switch
        {
            "*=" => _random.Percent(50)
                ? new Binary('+', new Number(1), new Binary('*', new Number(0.25), Bounded(scope, depth)))
                : Bounded(scope, depth),
            "/=" => Positive(scope, depth),
            _ => Expression(scope, depth),
        };

    private Declare NewLocal(Value value) => new(FormattableString.Invariant($"t{_locals++}"), value);

    /// <summary>An element of an output, and the loops that it takes.</summary>
    private (Read Target, ImmutableArray<LoopHeader> Loops, Scope Inner) Target(Scope scope)
    {
        (Parameter output, _) = Output(scope);
        var loops = ImmutableArray.CreateBuilder<LoopHeader>();
        Scope inner = scope;
        foreach (string? axis in output.Axes.OrderBy(_ => _random.Percent(20) ? _random.Next() : 0))
        {
            bool reuse = scope.Loops.Any(l => l.Size == axis) && _random.Percent(50);
            if (!reuse && inner.Loops.Length < DeepestNest)
            {
                loops.Add(NewLoop(inner, axis ?? _random.Pick(_sizes)));
                inner = inner.Inside(loops[^1]);
            }
        }

        return (new Read(output.Name, Distinct(output, inner)), loops.ToImmutable(), inner);
    }

    /// <summary>Mostly each axis by a loop of its own, as people write it.</summary>
    private ImmutableArray<Integer> Distinct(Parameter output, Scope scope)
    {
        if (_random.Percent(15))
        {
            return Subscripts(output, scope);
        }

        List<LoopHeader> free = [.. scope.Loops];
        var at = new List<Integer>();
        foreach (string? axis in output.Axes)
        {
            int found = free.FindLastIndex(l => l.Size == axis);
            at.Add(found >= 0 ? Affine.Of(free[found].Index) : Subscripts(output with { Axes = [axis] }, scope)[0]);
            if (found >= 0)
            {
                free.RemoveAt(found);
            }
        }

        return [.. at];
    }

    private (Parameter Output, bool Found) Output(Scope scope, Func<Parameter, bool>? fits = null)
    {
        List<Parameter> outputs = _parameters.FindAll(p => _outputs.Contains(p.Name));
        if (_random.Percent(50))
        {
            outputs.AddRange(scope.Arrays);
        }

        List<Parameter> fitting = outputs.FindAll(p => fits?.Invoke(p) ?? true);
        return fitting.Count > 0 ? (_random.Pick(fitting), true) : (_random.Pick(outputs), false);
    }

    /// <summary>Whether the loops may be written in any order: none is bounded by another.</summary>
    private static bool Moves(ImmutableArray<LoopHeader> loops) =>
        !loops.Any(l => Mentions(l.Lower, loops) || Mentions(l.Upper, loops));

    private static bool Mentions(Integer bound, ImmutableArray<LoopHeader> loops) =>
        bound is Affine affine && affine.Terms.Any(t => loops.Any(l => l.Index == t.Name));

    private static ImmutableArray<Statement> Around(IReadOnlyList<LoopHeader> loops, IReadOnlyList<Statement> body)
    {
        ImmutableArray<Statement> nest = [.. body];
        for (int i = loops.Count - 1; i >= 0; i--)
        {
            nest = [loops[i].Around(nest)];
        }

        return nest;
    }
}
