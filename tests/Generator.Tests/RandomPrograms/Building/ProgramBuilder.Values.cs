using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using NeuralGen.Generator.Tests.RandomPrograms.Language;

namespace NeuralGen.Generator.Tests.RandomPrograms.Building;

/// <summary>Expressions: operator trees of functions kept inside their domains.</summary>
internal sealed partial class ProgramBuilder
{
    private Value Expression(Scope scope, int depth)
    {
        if (depth <= 0 || _random.Percent(12))
        {
            return Leaf(scope);
        }

        return _random.Weighted((46, 0), (6, 1), (20, 2), (12, 3), (9, 4), (4, 5), (2, 6), (1, 7), (6, 8)) switch
        {
            0 => new Binary(
                _random.Pick(['+', '-', '*', '*']),
                Expression(scope, depth - 1),
                Expression(scope, depth - 1)
            ),
            1 => new Binary('/', Expression(scope, depth - 1), Positive(scope, depth - 1)),
            2 => Smooth(Expression(scope, depth - 1)),
            3 => Restricted(scope, depth),
            4 => Choice(scope, depth),
            5 => new Call(
                _random.Pick(["MathF.Max", "MathF.Min"]),
                Expression(scope, depth - 1),
                Expression(scope, depth - 1)
            ),
            6 => new ThroughDouble(_random.Pick(["Sin", "Tanh", "Atan"]), Expression(scope, depth - 1)),
            8 when _pureHelpers.Count > 0 => Helped(scope, depth),
            _ => new Negative(Expression(scope, depth - 1)),
        };
    }

    private Value Leaf(Scope scope)
    {
        if (scope.IsPure)
        {
            return _random.Percent(85) ? new Variable(_random.Pick(scope.Locals)) : new Number(0.5);
        }

        List<Parameter> scalars = _parameters.FindAll(p => p.Form == Form.Scalar);
        switch (_random.Weighted((60, 0), (24, 1), (12, 2), (6, 3), (3, 4)))
        {
            case 1 when !scope.Locals.IsEmpty:
                return new Variable(_random.Percent(60) ? scope.Locals[^1] : _random.Pick(scope.Locals));
            case 2 when scalars.Count > 0:
                return new Variable(_random.Pick(scalars).Name);
            case 3:
                return new Number(_random.Pick([0.5, 2, -1.5, 0.25, 1]));
            case 4 when !scope.Loops.IsEmpty:
                return new Binary(
                    '*',
                    new Number(0.125),
                    new FromInteger(Affine.Of(_random.Pick(scope.Loops).Index, 1))
                );
            default:
                return Element(scope);
        }
    }

    /// <summary>Reads the buffer that fits the loops best, out of a few.</summary>
    private Value Element(Scope scope)
    {
        List<Parameter> buffers = Buffers(scope);
        Parameter buffer = Enumerable
            .Range(0, 4)
            .Select(_ => _random.Pick(buffers))
            .MinBy(p => p.Axes.Count(a => a is not null && !scope.Loops.Any(l => l.Size == a)))!;
        ImmutableArray<Integer> at = Subscripts(buffer, scope);
        int axis = _random.Next(buffer.Axes.Length);
        if (buffer.Axes[axis] is { } size && _random.Percent(5) && Guarded(size, scope) is var (guard, shifted))
        {
            return new Choose(guard, new Read(buffer.Name, at.SetItem(axis, shifted)), Leaf(scope with { Loops = [] }));
        }

        return new Read(buffer.Name, at);
    }

    /// <summary>At least 1, with a derivative that is nowhere infinite.</summary>
    private Binary Positive(Scope scope, int depth)
    {
        Value root = Expression(scope, depth - 1);
        return new Binary(
            '+',
            new Number(1.25),
            new Call(_random.Pick(["MathF.Abs", "Activation.Softplus", "Activation.Sigmoid"]), root)
        );
    }

    /// <summary>In (-1, 1).</summary>
    private Call Bounded(Scope scope, int depth) =>
        new(_random.Pick(["MathF.Sin", "MathF.Cos", "MathF.Tanh"]), Expression(scope, depth - 1));

    /// <summary>Functions that take any operand and do not grow.</summary>
    private Call Smooth(Value x) =>
        new(
            _random.Pick([
                "MathF.Sin",
                "MathF.Cos",
                "MathF.Tanh",
                "MathF.Atan",
                "MathF.Asinh",
                "MathF.Abs",
                "Activation.Sigmoid",
                "Activation.Tanh",
                "Activation.Softplus",
                "Activation.Silu",
                "Activation.Gelu",
                "Activation.Relu",
                "Activation.LeakyRelu",
                "Activation.Elu",
            ]),
            x
        );

    /// <summary>Functions that need an operand within bounds.</summary>
    private Value Restricted(Scope scope, int depth)
    {
        Value Half() => new Binary('*', new Number(0.75), Bounded(scope, depth - 1));
        switch (_random.Next(10))
        {
            case 0:
                return new Call("MathF.Exp", Bounded(scope, depth - 1));
            case 1:
                return new Call(_random.Pick(["MathF.Log", "MathF.Log2", "MathF.Log10"]), Positive(scope, depth - 1));
            case 2:
                return new Call(_random.Pick(["MathF.Sqrt", "MathF.Cbrt", "MathF.Acosh"]), Positive(scope, depth - 1));
            case 3:
                return new Call(_random.Pick(["MathF.Asin", "MathF.Acos", "MathF.Atanh"]), Half());
            case 4:
                return new Call(_random.Pick(["MathF.Sinh", "MathF.Cosh", "MathF.Tan"]), Half());
            case 5:
                return new Call("MathF.Pow", Positive(scope, depth - 1), Bounded(scope, depth - 1));
            case 6:
                return new Call(
                    "MathF.Pow",
                    Positive(scope, depth - 1),
                    new Number(_random.Pick([2.0, 0.5, -1, 3, 1.5]))
                );
            case 7:
                return new Call("MathF.Atan2", Expression(scope, depth - 1), Positive(scope, depth - 1));
            case 8:
                return new Call(
                    "MathF.FusedMultiplyAdd",
                    Expression(scope, depth - 1),
                    Bounded(scope, depth - 1),
                    Expression(scope, depth - 1)
                );
            default:
                return new Call(
                    _random.Pick(["MathF.Floor", "MathF.Ceiling", "MathF.Round", "MathF.Truncate", "Activation.Step"]),
                    Expression(scope, depth - 1)
                );
        }
    }

    private Choose Choice(Scope scope, int depth)
    {
        Scope taken = scope with { IsConditional = true };
        if (_random.Percent(20))
        {
            // The branch not taken would be NaN, or its derivative infinite.
            Value root = Expression(taken, depth - 2);
            string function = _random.Pick(["MathF.Sqrt", "MathF.Log"]);
            return new Choose(new CompareValues(">", root, new Number(0.125)), new Call(function, root), new Number(0));
        }

        return new Choose(Condition(scope, depth), Expression(taken, depth - 1), Expression(taken, depth - 1));
    }

    private Condition Condition(Scope scope, int depth)
    {
        Condition first = SimpleCondition(scope, depth);
        return _random.Weighted((80, 0), (12, 1), (8, 2)) switch
        {
            1 => new Junction(
                _random.Pick(["&&", "||"]),
                first,
                SimpleCondition(scope with { IsConditional = true }, depth)
            ),
            2 => new Opposite(first),
            _ => first,
        };
    }

    private Condition SimpleCondition(Scope scope, int depth)
    {
        if (!scope.IsPure && _parameters.Find(p => p.Form is Form.Flag or Form.Word) is { } flag && _random.Percent(30))
        {
            return new FlagParameter(flag.Name, flag.Form == Form.Word);
        }

        return !scope.Loops.IsEmpty && _random.Percent(40)
            ? IndexCondition(_random.Pick(scope.Loops), scope)
            : new CompareValues(
                _random.Pick(["<", "<=", ">", ">="]),
                Expression(scope, depth - 2),
                _random.Percent(60) ? new Number(0.3) : Expression(scope, depth - 2)
            );
    }
}
