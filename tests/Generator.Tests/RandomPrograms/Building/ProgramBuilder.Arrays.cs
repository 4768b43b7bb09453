using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using NeuralGen.Generator.Tests.RandomPrograms.Language;

namespace NeuralGen.Generator.Tests.RandomPrograms.Building;

/// <summary>Local arrays and tensors, and loops over elements.</summary>
internal sealed partial class ProgramBuilder
{
    private int _arrays;

    private List<Parameter> Buffers(Scope scope) => [.. _parameters.Where(p => p.IsBuffer), .. scope.Arrays];

    private (DeclareArray Array, Scope Scope) NewArray(Scope scope)
    {
        int rank = _random.Weighted((70, 1), (30, 2));
        Form form = rank > 1 ? Form.Tensor : _random.Pick([Form.Tensor, Form.Array, Form.Array, Form.Span]);
        ImmutableArray<string> sizes = [.. Enumerable.Range(0, rank).Select(_ => _random.Pick(_sizes))];
        var array = new DeclareArray(FormattableString.Invariant($"u{_arrays++}"), form, sizes);
        return (array, scope with { Arrays = scope.Arrays.Add(new Parameter(array.Name, form, [.. sizes])) });
    }

    /// <summary>An array that is written by a nest, or left at zero, and used by another.</summary>
    private ImmutableArray<Statement> WithArray(Scope scope)
    {
        (DeclareArray array, Scope inner) = NewArray(scope);
        return [array, .. _random.Percent(90) ? Nest(inner) : [], .. Nest(inner), .. Nest(inner)];
    }

    /// <summary>Two arrays, of which each step computes one from the other before they change places.</summary>
    private ImmutableArray<Statement> Stepping(Scope scope)
    {
        if (scope.Loops.Length > 1)
        {
            return Map(scope);
        }

        string size = _random.Pick(_sizes);
        Parameter[] pair = [.. Enumerable.Range(0, 2).Select(_ => new Parameter($"u{_arrays++}", Form.Array, [size]))];
        Scope seen = scope with { Arrays = scope.Arrays.AddRange(pair) };
        LoopHeader steps = ConstantLoop(scope);
        Statement first = Over(pair[0], scope, s => Expression(s, 2));
        Statement step = Over(
            pair[1],
            seen.Inside(steps),
            s => Step(new Read(pair[0].Name, [Affine.Of(s.Loops[^1].Index)]), s)
        );
        Statement exchange = new Exchange(pair[0].Name, pair[1].Name);
        return
        [
            new DeclareArray(pair[0].Name, Form.Array, [size]),
            new DeclareArray(pair[1].Name, Form.Array, [size]) { Like = pair[0].Name },
            first,
            .. Around([steps], [step, exchange]),
            .. Nest(seen),
        ];

        Statement Over(Parameter target, Scope outer, Func<Scope, Value> value)
        {
            string index = "ijklmnpq"[outer.Loops.Length].ToString();
            var loop = new LoopHeader(index, size, 0, 0, Affine.Constant(0), Affine.Of(size), 1);
            Scope inner = outer.Inside(loop);
            var at = new Read(target.Name, [Affine.Of(index)]);
            return Around([loop], [new Set(at, "=", value(inner))])[0];
        }
    }

    /// <summary><c>foreach</c> over what is an array, and statements that use the element.</summary>
    private ImmutableArray<Statement> OverElements(Scope scope)
    {
        List<Parameter> arrays = Buffers(scope)
            .FindAll(b => b is { Form: not Form.Tensor, Wide: false } && b.Axes.All(a => a is not null));
        if (arrays.Count == 0)
        {
            return Plain(scope);
        }

        Declare local = NewLocal(new Number(0));
        Scope inner = scope.With(local.Name);
        string array = _random.Pick(arrays).Name;
        if (_loss is not null && scope.Loops.IsEmpty && _random.Percent(40))
        {
            Value value = Expression(inner, 3);
            return
            [
                new Foreach(local.Name, array, PerhapsBranching(inner, _ => new Set(new Variable(_loss), "+=", value))),
            ];
        }

        return [new Foreach(local.Name, array, Map(inner))];
    }
}
