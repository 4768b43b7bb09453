using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using NeuralGen.Generator.Tests.RandomPrograms.Language;

namespace NeuralGen.Generator.Tests.RandomPrograms.Building;

/// <summary>
/// Control that depends on data, strewn into nests that are there: loops as <c>while</c>, ways to leave them, counters and truth
/// values that change, and subscripts and bounds made of these.
/// </summary>
internal sealed partial class ProgramBuilder
{
    private readonly List<string> _counters = [];
    private readonly List<string> _truths = [];

    private ImmutableArray<Statement> WithControl(ImmutableArray<Statement> body)
    {
        if (_random.Percent(45))
        {
            return body;
        }

        Repeat(_random.Weighted((50, 0), (40, 1), (10, 2)), () => _counters.Add($"c{_counters.Count}"));
        Repeat(_random.Weighted((60, 0), (35, 1), (5, 2)), () => _truths.Add($"b{_truths.Count}"));
        ImmutableArray<Statement> strewn = Strewn(body, [], isMain: true);
        return
        [
            .. _counters.Select(c => new DeclareCounter(c)),
            .. _truths.Select(b => new DeclareTruth(b)),
            .. strewn,
        ];
    }

    private static void Repeat(int times, System.Action action)
    {
        for (int i = 0; i < times; i++)
        {
            action();
        }
    }

    private ImmutableArray<Statement> Strewn(ImmutableArray<Statement> block, ImmutableArray<string> loops, bool isMain)
    {
        var result = new List<Statement>();
        foreach (Statement statement in block)
        {
            switch (statement)
            {
                // Nothing leaves a loop at whose end arrays change places.
                case Loop loop when loop.Body.Any(s => s is Exchange):
                    result.Add(loop);
                    break;
                case Loop loop:
                    ImmutableArray<Statement> body = Strewn(loop.Body, loops.Add(loop.Index), isMain);
                    bool isWhile = _random.Percent(25) && !Continues(body);
                    result.Add(loop with { Body = body, IsWhile = isWhile, Inclusive = loop.Inclusive && !isWhile });
                    break;
                case Foreach loop:
                    result.Add(loop with { Body = Strewn(loop.Body, loops.Add(""), isMain) });
                    break;
                case If branch:
                    result.Add(
                        branch with
                        {
                            Then = Strewn(branch.Then, loops, isMain),
                            Else = Strewn(branch.Else, loops, isMain),
                            IsSwitch = _random.Percent(20),
                        }
                    );
                    break;
                case Set set:
                    result.Add(isMain && _random.Percent(25) ? Counted(set) : set);
                    result.AddRange(After(set, loops, isMain));
                    break;
                default:
                    result.Add(statement);
                    break;
            }
        }

        return [.. result];
    }

    /// <summary>What may follow a statement: a look at what it wrote decides.</summary>
    private IEnumerable<Statement> After(Set set, ImmutableArray<string> loops, bool isMain)
    {
        if (isMain && _counters.Count > 0 && _random.Percent(30))
        {
            var advance = new Advance(_random.Pick(_counters), _random.Next(1, 3));
            yield return _random.Percent(50) ? advance : new If(Observed(set, loops), [advance], []);
        }

        if (isMain && _truths.Count > 0 && _random.Percent(30))
        {
            yield return new SetTruth(_random.Pick(_truths), Observed(set, loops));
        }

        if (_random.Percent(6))
        {
            var large = new CompareValues(">", set.Target, new Number(1e30));
            yield return new Check(new Junction("&&", large, new CompareValues("<", set.Target, new Number(2e30))));
        }

        if (loops.IsEmpty || !_random.Percent(20))
        {
            yield break;
        }

        Way way = _random.Weighted((45, Way.Break), (40, Way.Continue), (15, Way.Return));
        if (way == Way.Return && !isMain)
        {
            way = Way.Break;
        }

        Value? value = way == Way.Return && _loss is not null ? new Binary('*', set.Target, new Number(0.5)) : null;
        yield return new Leave(way, Observed(set, loops), value);
    }

    private Condition Observed(Set set, ImmutableArray<string> loops)
    {
        string? index = loops.LastOrDefault(l => l.Length > 0);
        Condition condition =
            index is not null && _random.Percent(35)
                ? new CompareIntegers(
                    _random.Pick(["<", ">", "=="]),
                    Affine.Of(index),
                    Affine.Constant(_random.Next(0, 7))
                )
                : new CompareValues(_random.Pick(["<", ">"]), set.Target, new Number(_random.Next(-3, 8) * 0.25));
        return _truths.Count > 0 && _random.Percent(25)
            ? new Junction(
                _random.Pick(["&&", "||"]),
                _random.Percent(50) ? new Truth(_truths[0]) : new Opposite(new Truth(_truths[0])),
                condition
            )
            : condition;
    }

    /// <summary>The same with a changing integer in it: a factor, or a subscript of an axis that is as long as need be.</summary>
    private Set Counted(Set set)
    {
        if (_counters.Count == 0)
        {
            return set;
        }

        var counter = new Counter(_random.Pick(_counters), _random.Next(2, 5));
        Parameter? buffer = set.Target is Read read ? _parameters.Find(p => p.Name == read.Buffer) : null;
        int axis = buffer?.Axes.IndexOf(null) ?? -1;
        if (axis >= 0 && _random.Percent(50))
        {
            var target = (Read)set.Target;
            return set with { Target = target with { At = target.At.SetItem(axis, counter) } };
        }

        List<Parameter> free = _parameters.FindAll(p => p.IsBuffer && p.Axes.Length == 1 && p.Axes[0] is null);
        Value factor =
            free.Count > 0 && _random.Percent(70)
                ? new Read(_random.Pick(free).Name, [counter])
                : new Binary('*', new Number(0.25), new FromInteger(counter));
        return set.Operator is "=" or "+=" or "-="
            ? set with
            {
                Value = new Binary('+', new Binary('*', new Number(0.5), factor), set.Value),
            }
            : set;
    }

    /// <summary>Whether some iteration ends early: the index would not change.</summary>
    private static bool Continues(ImmutableArray<Statement> body) =>
        body.Any(s =>
            s switch
            {
                Leave leave => leave.Way == Way.Continue,
                If branch => Continues(branch.Then) || Continues(branch.Else),
                _ => false,
            }
        );
}
