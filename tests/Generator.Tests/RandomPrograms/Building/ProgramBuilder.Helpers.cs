using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using NeuralGen.Generator.Tests.RandomPrograms.Language;

namespace NeuralGen.Generator.Tests.RandomPrograms.Building;

/// <summary>Calls: of helpers that compute with numbers, and of nests that were put into a helper.</summary>
internal sealed partial class ProgramBuilder
{
    private readonly List<HelperCall> _pureHelpers = [];

    /// <summary>Up to two helpers over numbers alone; the second may call the first.</summary>
    private void DeclareHelpers()
    {
        for (int count = _random.Weighted((55, 0), (30, 1), (15, 2)); count > 0; count--)
        {
            ImmutableArray<string> numbers = _random.Percent(50) ? ["p0"] : ["p0", "p1"];
            Scope scope = new Scope([], numbers) { IsPure = true };
            var body = new List<Statement>();
            if (_random.Percent(50))
            {
                Declare local = NewLocal(Expression(scope, 2));
                body.Add(local);
                body.AddRange(PerhapsBranching(scope, s => Update(new Variable("p0"), s, 2)));
                scope = scope.With(local.Name);
                body.AddRange(PerhapsBranching(scope, s => Update(new Variable(local.Name), s, 2)));
            }

            _pureHelpers.Add(
                new HelperCall(numbers, [], [.. body], Smooth(Expression(scope, 2))) { IsLocal = _random.Percent(50) }
            );
        }
    }

    /// <summary>Under a condition, nothing may have to be computed before.</summary>
    private Value Helped(Scope scope, int depth)
    {
        List<HelperCall> allowed = scope.IsConditional
            ? _pureHelpers.FindAll(h => h.Body.IsEmpty && !Nodes.In(h.Result).Any(n => n is HelperCall))
            : _pureHelpers;
        if (allowed.Count == 0)
        {
            return Leaf(scope);
        }

        HelperCall helper = _random.Pick(allowed);
        return helper with { Arguments = [.. helper.Numbers.Select(_ => Expression(scope, depth - 1))] };
    }

    /// <summary>A nest in a helper of its own, called once or twice.</summary>
    private ImmutableArray<Statement> Outlined(Scope scope)
    {
        ImmutableArray<Statement> nest = Nest(scope);
        SortedSet<string> names = FreeNames.In(nest);
        if (names.Contains("flag"))
        {
            return nest;
        }

        ImmutableArray<string> numbers = [.. names.Where(IsNumber)];
        var call = new HelperCall(numbers, [.. numbers.Select(n => new Variable(n))], nest, null);
        // Neither a span nor a size that only a span tells can be captured.
        bool hasSpan =
            Buffers(scope).Exists(b => b.Form == Form.Span && names.Contains(b.Name))
            || _sizes.Exists(s =>
                names.Contains(s) && !_parameters.Exists(p => p.Form != Form.Span && p.Axes.Contains(s))
            );
        if (!hasSpan && _random.Percent(35))
        {
            return [new Invoke(call, Captures: true)];
        }

        call = call with { IsLocal = _random.Percent(30) };
        var once = new Invoke(call, Captures: false);
        if (!_random.Percent(30))
        {
            return [once];
        }

        ImmutableArray<Value> others =
        [
            .. numbers.Select(n => _random.Percent(50) ? new Variable(n) : Expression(scope, 1)),
        ];
        return [once, new Invoke(call with { Arguments = others }, Captures: false)];
    }

    /// <summary>Puts the statements that compute a local into a helper that returns it.</summary>
    private Declare Returned(List<Statement> body, int first, Declare local)
    {
        ImmutableArray<Statement> inside = [.. body.Skip(first)];
        var result = new Variable(local.Name);
        SortedSet<string> names = FreeNames.In(inside);
        if (names.Contains("flag"))
        {
            return local;
        }

        body.RemoveRange(first, body.Count - first);
        ImmutableArray<string> numbers = [.. names.Where(IsNumber)];
        var call = new HelperCall(numbers, [.. numbers.Select(n => new Variable(n))], inside, result)
        {
            IsLocal = _random.Percent(50),
        };
        Declare returned = NewLocal(_random.Percent(60) ? call : new Binary('*', new Number(0.5), call));
        body.Add(returned);
        return returned;
    }

    private bool IsNumber(string name) =>
        name == _loss
        || (name[0] == 't' && name.Length > 1)
        || _parameters.Exists(p => p.Form == Form.Scalar && p.Name == name);
}
