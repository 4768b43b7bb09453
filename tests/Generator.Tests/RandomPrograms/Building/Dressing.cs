using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using NeuralGen.Generator.Tests.RandomPrograms.Language;

namespace NeuralGen.Generator.Tests.RandomPrograms.Building;

/// <summary>
/// Says the same in other words: locals in structs and tuples, elements through slices and references, arrays of two axes for
/// tensors, functions of other kinds, whose derivative is given, generic or recursive ones, for those of the library.
/// </summary>
internal sealed class Dressing
{
    private readonly Random _random;
    private readonly Random _checkpoints;
    private readonly Random _functions;
    private readonly int _percent;
    private readonly Dictionary<string, Form> _locals = [];

    /// <summary>Slices that only some data lead to are refused.</summary>
    private bool _isConditional;

    private Dressing(int seed)
    {
        _random = new Random(seed ^ 0x5bd1e995);
        _checkpoints = new Random(seed ^ 0x3c6ef372);
        _functions = new Random(seed ^ 0x1f83d9ab);
        _percent = _random.Weighted((35, 0), (40, 12), (25, 50));
    }

    public static LoopProgram Of(LoopProgram program)
    {
        var dressing = new Dressing(program.Seed);
        return program with
        {
            Parameters = [.. program.Parameters.Select(p => dressing.Rows(dressing.Dressed(p), program))],
            Body = dressing.Dressed(program.Body),
            // A loop with nothing but a condition is refused.
            IsCheckpointed = dressing.Perhaps() && !Nodes.In(program.Body).Any(n => n is Loop { IsWhile: true }),
        };
    }

    private bool Perhaps() => _random.Percent(_percent);

    private Parameter Dressed(Parameter parameter) =>
        parameter with
        {
            Form = Grid(parameter.Form, parameter.Axes.Length),
        };

    /// <summary>The length of a row is no name of a size: there may be no row. So the size must have another name.</summary>
    private Parameter Rows(Parameter parameter, LoopProgram program)
    {
        bool isNamed =
            parameter.Axes.Length == 2
            && (
                parameter.Axes[1] is not { } size
                || program.Parameters.Any(p => p.Name != parameter.Name && p.Axes.Length != 2 && p.Axes.Contains(size))
                || program.Parameters.Any(p => p.Form == Form.Size && p.Name == size)
            );
        return isNamed && parameter.Form == Form.Grid && _random.Percent(50)
            ? parameter with
            {
                Form = Form.Rows,
            }
            : parameter;
    }

    private Form Grid(Form form, int rank) => form == Form.Tensor && rank > 1 && Perhaps() ? Form.Grid : form;

    /// <summary>A helper that is called twice has its arrays twice.</summary>
    private Form Local(DeclareArray array)
    {
        if (!_locals.TryGetValue(array.Name, out Form form))
        {
            form = Grid(array.Form, array.Sizes.Length);
            form = form == Form.Grid && _random.Percent(50) ? Form.Rows : form;
            _locals.Add(array.Name, form);
        }

        return form;
    }

    private ImmutableArray<Statement> Dressed(ImmutableArray<Statement> body) => [.. body.Select(Dressed)];

    private Statement Dressed(Statement statement) =>
        statement switch
        {
            Loop loop => loop with { Body = Dressed(loop.Body) },
            Foreach loop => loop with { Body = Dressed(loop.Body) },
            If branch => branch with
            {
                Condition = Dressed(branch.Condition),
                Then = Dressed(branch.Then),
                Else = Dressed(branch.Else),
            },
            Leave leave => leave with { Condition = Dressed(leave.Condition) },
            DeclareArray array => array with { Form = Local(array) },
            Invoke invoke => invoke with { Call = Dressed(invoke.Call) },
            Declare declare => declare with
            {
                Value = Dressed(declare.Value),
                Holder = Perhaps() ? _random.Pick(Enum.GetValues<Holder>()) : Holder.Local,
            },
            Set set => set with
            {
                Target = Dressed(set.Target),
                Value = Dressed(set.Value),
                Reach = Perhaps() ? _random.Pick(Enum.GetValues<Reach>()) : Reach.Direct,
            },
            Return result => result with { Value = Dressed(result.Value) },
            _ => statement,
        };

    private HelperCall Dressed(HelperCall call)
    {
        Value[] arguments = [.. call.Arguments.Select(Dressed)];
        ImmutableArray<Statement> body = Dressed(call.Body);
        return call with
        {
            Arguments = [.. arguments],
            Body = body,
            Result = call.Result is { } result ? Dressed(result) : null,
            // Under a condition nothing may have to be computed before.
            IsCheckpointed = !_isConditional && _checkpoints.Percent(_percent),
            IsOfObject = Perhaps(),
            // A function that captures cannot capture a span, and a span is no array for one that is called in it.
            TakesSpans =
                Perhaps()
                && !Nodes.In(body).Any(n => n is Invoke { Captures: true } or HelperCall { TakesSpans: false }),
        };
    }

    private Value Dressed(Value value) =>
        value switch
        {
            Read { At: [Affine] } read when !_isConditional => read with
            {
                Path = Perhaps() ? _random.Pick(Enum.GetValues<Path>()) : Path.Direct,
            },
            Binary binary => binary with { Left = Dressed(binary.Left), Right = Dressed(binary.Right) },
            Negative negative => new Negative(Dressed(negative.Operand)),
            Call call => call with
            {
                Function = Perhaps() ? Alike(call.Function) : call.Function,
                Arguments = [.. call.Arguments.Select(Dressed)],
            },
            ThroughDouble wide => wide with { Operand = Dressed(wide.Operand) },
            HelperCall call => Dressed(call),
            Choose choose => new Choose(
                Dressed(choose.Condition),
                Conditionally(() => Dressed(choose.WhenTrue)),
                Conditionally(() => Dressed(choose.WhenFalse))
            )
            {
                IsSwitch = Perhaps(),
            },
            _ => value,
        };

    private T Conditionally<T>(Func<T> part)
    {
        bool before = _isConditional;
        _isConditional = true;
        T dressed = part();
        _isConditional = before;
        return dressed;
    }

    private Condition Dressed(Condition condition) =>
        condition switch
        {
            CompareValues c => c with { Left = Dressed(c.Left), Right = Dressed(c.Right) },
            Junction j => j with { Left = Dressed(j.Left), Right = Conditionally(() => Dressed(j.Right)) },
            Opposite o => new Opposite(Dressed(o.Operand)),
            _ => condition,
        };

    /// <summary>Bounded for bounded.</summary>
    private string Alike(string function) =>
        function switch
        {
            "MathF.Tanh" => _functions.Pick(["Squash", "Flatten"]),
            "MathF.Sin" => _functions.Pick(["Wave", "Turned", "Curve<Bend>"]),
            _ => function,
        };
}
