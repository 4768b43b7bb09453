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
