using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using NeuralGen.Generator.Tests.RandomPrograms.Language;

namespace NeuralGen.Generator.Tests.RandomPrograms;

/// <summary>Simpler statements and expressions.</summary>
internal static class StatementSimplification
{
    public static IEnumerable<ImmutableArray<Statement>> Of(
        Statement statement,
        Func<ImmutableArray<Statement>, IEnumerable<ImmutableArray<Statement>>> bodies
    )
    {
        switch (statement)
        {
            case Loop loop:
                if (loop.IsWhile)
                {
                    yield return [loop with { IsWhile = false }];
                }

                if (loop.Shift is not null || loop.IsFlat)
                {
                    yield return [loop with { Shift = null, IsFlat = false }];
                }

                if (loop.Inclusive || loop.Step > 1 || loop.Down)
                {
                    yield return [loop with { Inclusive = false, Step = 1, Down = false }];
                }

                if (loop.Lower is not Affine { Terms.IsEmpty: true, Offset: 0 })
                {
                    yield return [loop with { Lower = Affine.Constant(0) }];
                }

                if (loop.Upper is Affine { Terms.IsEmpty: false, Offset: not 0 } upper)
                {
                    yield return [loop with { Upper = upper with { Offset = 0 } }];
                }

                foreach (ImmutableArray<Statement> body in bodies(loop.Body).Where(b => !b.IsEmpty))
                {
                    yield return [loop with { Body = body }];
                }

                break;
            case Foreach loop:
                foreach (ImmutableArray<Statement> body in bodies(loop.Body).Where(b => !b.IsEmpty))
                {
                    yield return [loop with { Body = body }];
                }

                break;
            case If branch:
                if (branch.IsSwitch)
                {
                    yield return [branch with { IsSwitch = false }];
                }

                yield return branch.Then;
                yield return branch.Else;
                foreach (ImmutableArray<Statement> body in bodies(branch.Then))
                {
                    yield return [branch with { Then = body }];
                }

                foreach (ImmutableArray<Statement> body in bodies(branch.Else))
                {
                    yield return [branch with { Else = body }];
                }

                foreach (Condition condition in Of(branch.Condition))
                {
                    yield return [branch with { Condition = condition }];
                }

                break;
            case Invoke invoke:
                yield return invoke.Call.Body;
                if (invoke is { Captures: true, Call.IsCheckpointed: true })
                {
                    yield return [invoke with { Call = invoke.Call with { IsCheckpointed = false } }];
                }

                foreach (ImmutableArray<Statement> body in bodies(invoke.Call.Body))
                {
                    yield return [invoke with { Call = invoke.Call with { Body = body } }];
                }

                foreach (Value value in invoke.Captures ? [] : Of(invoke.Call).OfType<HelperCall>())
                {
                    yield return [invoke with { Call = (HelperCall)value }];
                }

                break;
            case Declare { Value: HelperCall { Result: { } result } call } declare:
                yield return [.. call.Body, declare with { Value = result }];
                foreach (ImmutableArray<Statement> body in bodies(call.Body))
                {
                    yield return [declare with { Value = call with { Body = body } }];
                }

                goto default;
            default:
                foreach (ImmutableArray<Statement> simpler in Values(statement))
                {
                    yield return simpler;
                }

                break;
        }
    }

    private static IEnumerable<ImmutableArray<Statement>> Values(Statement statement)
    {
        switch (statement)
        {
            case DeclareArray { Form: Form.Grid or Form.Rows } array:
                yield return [array with { Form = Form.Tensor }];
                break;
            case Declare declare:
                if (declare.Holder != Holder.Local)
                {
                    yield return [declare with { Holder = Holder.Local }];
                }

                foreach (Value value in Of(declare.Value))
                {
                    yield return [declare with { Value = value }];
                }

                break;
            case Set set:
                if (set.Reach != Reach.Direct)
                {
                    yield return [set with { Reach = Reach.Direct }];
                }

                if (set.Target is Read { Path: not Path.Direct } target)
                {
                    yield return [set with { Target = target with { Path = Path.Direct } }];
                }

                if (set.Operator is not ("=" or "+="))
                {
                    yield return [set with { Operator = "+=" }];
                    yield return [set with { Operator = "=" }];
                }

                foreach (Value value in Of(set.Value))
                {
                    yield return [set with { Value = value }];
                }

                break;
            case Return result:
                foreach (Value value in Of(result.Value))
                {
                    yield return [result with { Value = value }];
                }

                break;
        }
    }

    /// <summary>Parts of the expression in its place, and simpler parts inside it.</summary>
    private static IEnumerable<Value> Of(Value value)
    {
        List<Value> parts = Parts(value);
        if (value is Read { Path: not Path.Direct } sliced)
        {
            yield return sliced with
            {
                Path = Path.Direct,
            };
        }

        if (value is HelperCall { IsCheckpointed: true } checkpointed)
        {
            yield return checkpointed with
            {
                IsCheckpointed = false,
            };
        }

        if (value is HelperCall { IsOfObject: true } ofObject)
        {
            yield return ofObject with
            {
                IsOfObject = false,
            };
        }

        if (value is HelperCall { TakesSpans: true } call)
        {
            yield return call with
            {
                TakesSpans = false,
            };
        }

        if (value is not (Number or Read or Variable))
        {
            yield return new Number(0.5);
        }

        foreach (Value part in parts)
        {
            yield return part;
        }

        if (value is Choose { Condition: not CompareIntegers { Right: Affine { Terms.IsEmpty: true } } } choose)
        {
            foreach (Value operand in Operands(choose.Condition))
            {
                yield return operand;
            }
        }

        for (int i = 0; i < parts.Count; i++)
        {
            foreach (Value simpler in Of(parts[i]))
            {
                yield return With(value, i, simpler);
            }
        }

        if (value is Choose { Condition: Junction junction } both)
        {
            yield return both with
            {
                Condition = junction.Left,
            };
            yield return both with
            {
                Condition = junction.Right,
            };
        }
    }

    private static IEnumerable<Condition> Of(Condition condition)
    {
        switch (condition)
        {
            case Junction both:
                yield return both.Left;
                yield return both.Right;
                break;
            case Opposite opposite:
                yield return opposite.Operand;
                break;
            case CompareValues compare:
                foreach (Value left in Of(compare.Left))
                {
                    yield return compare with
                    {
                        Left = left,
                    };
                }

                foreach (Value right in Of(compare.Right))
                {
                    yield return compare with
                    {
                        Right = right,
                    };
                }

                break;
        }
    }

    private static IEnumerable<Value> Operands(Condition condition) =>
        condition is CompareValues c ? [c.Left, c.Right] : [];

    private static List<Value> Parts(Value value) =>
        value switch
        {
            Binary b => [b.Left, b.Right],
            Negative n => [n.Operand],
            Call c => [.. c.Arguments],
            HelperCall h => [.. h.Arguments],
            Choose { Condition: CompareValues c } v => [v.WhenTrue, v.WhenFalse, c.Left, c.Right],
            Choose v => [v.WhenTrue, v.WhenFalse],
            ThroughDouble t => [t.Operand],
            _ => [],
        };

    private static Value With(Value value, int part, Value simpler) =>
        value switch
        {
            Binary b => part == 0 ? b with { Left = simpler } : b with { Right = simpler },
            Negative => new Negative(simpler),
            Call c => c with { Arguments = c.Arguments.SetItem(part, simpler) },
            HelperCall h => h with { Arguments = h.Arguments.SetItem(part, simpler) },
            Choose v when part == 0 => v with { WhenTrue = simpler },
            Choose v when part == 1 => v with { WhenFalse = simpler },
            Choose { Condition: CompareValues c } v => v with
            {
                Condition = part == 2 ? c with { Left = simpler } : c with { Right = simpler },
            },
            ThroughDouble t => t with { Operand = simpler },
            _ => value,
        };
}
