using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using NeuralGen.Generator.Tests.RandomPrograms.Language;

namespace NeuralGen.Generator.Tests.RandomPrograms.Building;

/// <summary>Loops and subscripts.</summary>
internal sealed partial class ProgramBuilder
{
    private LoopHeader NewLoop(Scope scope, string size) => Upwards(scope, size) with { Down = _random.Percent(12) };

    private LoopHeader Upwards(Scope scope, string size)
    {
        string index = "ijklmnpq"[scope.Loops.Length].ToString();
        Affine zero = Affine.Constant(0);
        LoopHeader? outer = scope.Loops.LastOrDefault(l => l.Size == size);
        if (outer is not null && _random.Percent(30))
        {
            // Triangles: below, up to, from or above the outer index.
            return _random.Next(4) switch
            {
                0 => new LoopHeader(index, size, 0, outer.Above + 1, zero, Affine.Of(outer.Index), 1),
                1 => new LoopHeader(index, size, 0, outer.Above, zero, Affine.Of(outer.Index, 1), 1)
                {
                    Inclusive = true,
                },
                2 => new LoopHeader(index, size, outer.Below, 0, Affine.Of(outer.Index), Affine.Of(size), 1),
                _ => new LoopHeader(index, size, outer.Below + 1, 0, Affine.Of(outer.Index, 1), Affine.Of(size), 1),
            };
        }

        int below = _random.Weighted((80, 0), (15, 1), (5, 2));
        int above = _random.Weighted((85, 0), (12, 1), (3, 2));
        int step = _random.Weighted((92, 1), (5, 2), (3, 3));
        return new LoopHeader(index, size, below, above, Affine.Constant(below), Affine.Of(size, -above), step)
        {
            Inclusive = _random.Percent(5),
        };
    }

    private LoopHeader ConstantLoop(Scope scope) =>
        new(
            "ijklmnpq"[scope.Loops.Length].ToString(),
            null,
            0,
            0,
            Affine.Constant(0),
            Affine.Constant(_random.Next(1, 5)),
            1
        );

    private ImmutableArray<Integer> Subscripts(Parameter buffer, Scope scope) =>
        [.. buffer.Axes.Select(size => size is null ? Free(scope) : Anchored(size, scope))];

    /// <summary>In [0, size) for certain, but for the constant 0 where nothing else fits.</summary>
    private Integer Anchored(string size, Scope scope)
    {
        List<LoopHeader> fitting = [.. scope.Loops.Where(l => l.Size == size)];
        if (_random.Percent(fitting.Count == 0 ? 60 : 6) && Gather(scope) is { } gather)
        {
            return gather;
        }

        if (fitting.Count == 0)
        {
            return _random.Percent(70) ? Affine.Constant(0) : Affine.Of(size, -1);
        }

        LoopHeader loop = _random.Percent(70) ? fitting[^1] : _random.Pick(fitting);
        return _random.Weighted((70, 0), (24, 1), (6, 2)) switch
        {
            0 => Affine.Of(loop.Index),
            1 => Affine.Of(loop.Index, _random.Next(-loop.Below, loop.Above + 1)),
            _ => new Affine(
                [new Scaled(-1, loop.Index), new Scaled(1, size)],
                -1 - _random.Next(0, loop.Below + 1) + loop.Below
            ),
        };
    }

    /// <summary>Of an axis that is made as long as it needs to be.</summary>
    private Integer Free(Scope scope)
    {
        if (scope.Loops.IsEmpty)
        {
            return Affine.Constant(_random.Next(3));
        }

        if (_random.Percent(15) && Gather(scope) is { } gather)
        {
            return gather;
        }

        string first = _random.Pick(scope.Loops).Index;
        string second = _random.Pick(scope.Loops).Index;
        int factor = _random.Weighted((60, 1), (30, 2), (10, 3));
        int offset = _random.Weighted((60, 0), (25, 1), (15, 2));
        if (_random.Percent(7))
        {
            string op = _random.Pick(["/", "%", "&", "|", "^", ">>", "<<"]);
            return new Operation(Affine.Of(first, offset), op, op is "/" or "%" ? 2 : _random.Next(1, 3));
        }

        return first != second && _random.Percent(60)
            ? new Affine([new Scaled(factor, first), new Scaled(1, second)], offset)
            : Affine.Of(first, offset, factor);
    }

    private Element? Gather(Scope scope)
    {
        Parameter? array = _parameters.Find(p => p.Form == Form.IndexArray);
        if (array is null || scope.Loops.IsEmpty)
        {
            return null;
        }

        string? size = array.Axes[0];
        List<LoopHeader> fitting = [.. scope.Loops.Where(l => size is null || l.Size == size)];
        return fitting.Count == 0 ? null : new Element(array.Name, Affine.Of(_random.Pick(fitting).Index));
    }

    /// <summary>A shift that only a guard keeps in range, and the guard.</summary>
    private (Condition Guard, Integer Subscript)? Guarded(string size, Scope scope)
    {
        LoopHeader? loop = scope.Loops.LastOrDefault(l => l.Size == size);
        if (loop is null)
        {
            return null;
        }

        int shift = _random.Next(1, 3);
        Affine before = Affine.Of(loop.Index, -loop.Below - shift);
        Affine after = Affine.Of(loop.Index, loop.Above + shift);
        return _random.Next(3) switch
        {
            0 => (new CompareIntegers(">=", before, Affine.Constant(0)), before),
            1 => (new CompareIntegers(">", Affine.Of(loop.Index), Affine.Constant(loop.Below + shift - 1)), before),
            _ => (new CompareIntegers("<", after, Affine.Of(size)), after),
        };
    }

    private CompareIntegers IndexCondition(LoopHeader loop, Scope scope)
    {
        string op = _random.Pick(["<", "<=", ">", ">=", "==", "!="]);
        if (_random.Percent(15))
        {
            return new CompareIntegers(
                _random.Pick(["==", "!="]),
                new Operation(Affine.Of(loop.Index), _random.Pick(["%", "&"]), 2),
                Affine.Constant(0)
            );
        }

        Integer right =
            _random.Percent(50) && scope.Loops.Length > 1 ? Affine.Of(_random.Pick(scope.Loops).Index)
            : _random.Percent(50) ? Affine.Constant(_random.Next(0, 9))
            : loop.Size is { } size ? Affine.Of(size, -_random.Next(0, 3))
            : Affine.Constant(1);
        return new CompareIntegers(op, Affine.Of(loop.Index), right);
    }
}
