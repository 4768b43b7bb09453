using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace NeuralGen.Generator.Tests.RandomPrograms.Language;

/// <summary>
/// The shapes that a program needs, found by running its integer part: each access that is executed is in range by
/// construction, so the scalar method completes.
/// </summary>
internal sealed class Extents
{
    private const int StatementLimit = 4000;
    private const int GatheredAtLeast = 3;

    private readonly LoopProgram _program;
    private readonly Dictionary<string, int> _variables = [];
    private readonly Dictionary<(string Buffer, int Axis), int> _largest = [];
    private readonly Dictionary<string, DeclareArray> _locals = [];
    private readonly HashSet<(string Array, string Buffer, int Axis)> _gathers = [];
    private int _statements;
    private bool _invalid;

    private Extents(LoopProgram program) => _program = program;

    public Dictionary<string, int[]> Shapes { get; } = [];

    /// <summary>The elements of an index array lie below this.</summary>
    public Dictionary<string, int> IndexBounds { get; } = [];

    /// <summary>Null where some access would leave its buffer, or the program runs too long.</summary>
    public static Extents? Of(LoopProgram program, ImmutableSortedDictionary<string, int> sizes)
    {
        var extents = new Extents(program);
        foreach ((string name, int size) in sizes)
        {
            extents._variables[name] = size;
        }

        extents.Walk(program.Body);
        return !extents._invalid && extents.Settle() ? extents : null;
    }

    private bool Settle()
    {
        IEnumerable<Parameter> locals = _locals.Values.Select(l => new Parameter(l.Name, l.Form, [.. l.Sizes]));
        foreach (Parameter parameter in _program.Parameters.Concat(locals))
        {
            var shape = new int[parameter.Axes.Length];
            for (int axis = 0; axis < shape.Length; axis++)
            {
                int needed = _largest.TryGetValue((parameter.Name, axis), out int largest) ? largest + 1 : 0;
                bool gathered = _gathers.Any(g => g.Buffer == parameter.Name && g.Axis == axis);
                needed = gathered ? Math.Max(needed, 1) : needed;
                if (parameter.Axes[axis] is { } size)
                {
                    shape[axis] = _variables[size];
                    if (needed > shape[axis])
                    {
                        return false;
                    }
                }
                else
                {
                    shape[axis] = (gathered ? Math.Max(needed, GatheredAtLeast) : needed) + parameter.Slack;
                }
            }

            Shapes[parameter.Name] = shape;
        }

        foreach (IGrouping<string, (string Array, string Buffer, int Axis)> uses in _gathers.GroupBy(g => g.Array))
        {
            IndexBounds[uses.Key] = uses.Min(u => Shapes[u.Buffer][u.Axis]);
        }

        return true;
    }

    private void Walk(ImmutableArray<Statement> statements)
    {
        foreach (Statement statement in statements)
        {
            if (_invalid || ++_statements > StatementLimit)
            {
                _invalid = true;
                return;
            }

            switch (statement)
            {
                case Loop loop:
                    Walk(loop);
                    break;
                case Foreach loop:
                    for (int i = Axes(loop.Buffer).Aggregate(1, (a, s) => a * _variables[s!]); i > 0 && !_invalid; i--)
                    {
                        Walk(loop.Body);
                    }

                    break;
                case If branch:
                    bool? taken = Evaluate(branch.Condition);
                    Walk(taken == false ? [] : branch.Then);
                    Walk(taken == true ? [] : branch.Else);
                    break;
                case DeclareArray array:
                    _locals[array.Name] = array;
                    break;
                case Invoke invoke:
                    Visit(invoke.Call);
                    break;
                case Declare declare:
                    Visit(declare.Value);
                    break;
                case Set set:
                    Visit(set.Target);
                    Visit(set.Value);
                    break;
                case Leave leave:
                    Evaluate(leave.Condition);
                    if (leave.Value is { } left)
                    {
                        Visit(left);
                    }

                    break;
                case Check check:
                    Evaluate(check.Condition);
                    break;
                case SetTruth truth:
                    Evaluate(truth.Condition);
                    break;
                case Return result:
                    Visit(result.Value);
                    break;
            }
        }
    }

    private void Walk(Loop loop)
    {
        int lower = Evaluate(loop.Lower)!.Value;
        int upper = Evaluate(loop.Upper)!.Value;
        for (
            int i = loop.Down ? upper - 1 : lower;
            i >= lower && i < upper && !_invalid;
            i += loop.Down ? -loop.Step : loop.Step
        )
        {
            _variables[loop.Index] = i;
            Walk(loop.Body);
        }
    }

    private IEnumerable<string?> Axes(string buffer) =>
        _locals.TryGetValue(buffer, out DeclareArray? local)
            ? local.Sizes.Select(s => (string?)s)
            : _program.Parameter(buffer).Axes;

    private void Visit(Value value)
    {
        switch (value)
        {
            case Read read:
                for (int axis = 0; axis < read.At.Length; axis++)
                {
                    Touch(read.Buffer, axis, read.At[axis]);
                }

                break;
            case Binary binary:
                Visit(binary.Left);
                Visit(binary.Right);
                break;
            case Negative negative:
                Visit(negative.Operand);
                break;
            case Call call:
                call.Arguments.ToList().ForEach(Visit);
                break;
            case HelperCall call:
                call.Arguments.ToList().ForEach(Visit);
                Walk(call.Body);
                if (call.Result is { } result)
                {
                    Visit(result);
                }

                break;
            case ThroughDouble wide:
                Visit(wide.Operand);
                break;
            case FromInteger integer:
                Evaluate(integer.Operand);
                break;
            case Choose choose:
                bool? taken = Evaluate(choose.Condition);
                if (taken != false)
                {
                    Visit(choose.WhenTrue);
                }

                if (taken != true)
                {
                    Visit(choose.WhenFalse);
                }

                break;
        }
    }

    private void Touch(string buffer, int axis, Integer at)
    {
        int? index = Evaluate(at);
        if (at is Element element)
        {
            _gathers.Add((element.Array, buffer, axis));
        }
        else if (index is { } known)
        {
            _invalid |= known < 0;
            _largest[(buffer, axis)] = Math.Max(known, _largest.GetValueOrDefault((buffer, axis)));
        }
    }

    /// <summary>The value; null where an index array's element, which is not chosen yet, has a part in it.</summary>
    private int? Evaluate(Integer integer)
    {
        switch (integer)
        {
            case Affine affine:
                return affine.Terms.Aggregate(affine.Offset, (sum, t) => sum + (t.Factor * _variables[t.Name]));
            case Operation operation:
                return Evaluate(operation.Left) is { } left
                    ? Evaluate(operation.Operator, left, operation.Right)
                    : null;
            // The largest value that it may have: it stands only where that is all that matters.
            case Counter counter:
                return counter.Bound - 1;
            case Element element:
                Touch(element.Array, 0, element.At);
                return null;
            default:
                throw new ArgumentOutOfRangeException(nameof(integer));
        }
    }

    /// <summary>Whether the condition holds; null where that depends on data.</summary>
    private bool? Evaluate(Condition condition)
    {
        switch (condition)
        {
            case CompareIntegers c:
                (int? l, int? r) = (Evaluate(c.Left), Evaluate(c.Right));
                return l is null || r is null ? null : Compare(c.Operator, l.Value, r.Value);
            case CompareValues c:
                Visit(c.Left);
                Visit(c.Right);
                return null;
            case Opposite o:
                return !Evaluate(o.Operand);
            case Junction j:
                bool? first = Evaluate(j.Left);
                bool decides = j.Operator == "||";
                if (first == decides)
                {
                    return decides;
                }

                bool? second = Evaluate(j.Right);
                return second == decides ? decides
                    : first is null || second is null ? null
                    : !decides;
            default:
                return null;
        }
    }

    private static int Evaluate(string op, int left, int right) =>
        op switch
        {
            "/" => left / right,
            "%" => left % right,
            "&" => left & right,
            "|" => left | right,
            "^" => left ^ right,
            ">>" => left >> right,
            _ => left << right,
        };

    private static bool Compare(string op, int l, int r) =>
        op switch
        {
            "<" => l < r,
            "<=" => l <= r,
            ">" => l > r,
            ">=" => l >= r,
            "==" => l == r,
            _ => l != r,
        };
}
