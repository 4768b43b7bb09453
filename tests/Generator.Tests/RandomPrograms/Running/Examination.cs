using System;
using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.Tests.Oracles;
using NeuralGen.Generator.Tests.RandomPrograms.Language;

namespace NeuralGen.Generator.Tests.RandomPrograms.Running;

/// <summary>An oracle that a program did not satisfy.</summary>
internal sealed record Failure(string Oracle, string Detail);

/// <summary>Puts a program before every oracle, one run of data at a time.</summary>
internal sealed class Examination
{
    private const double Exact = 0;
    private const double Rounding = 1e-9;
    private const double FloatRounding = 2e-5;
    private const double FloatGradient = 2e-3;

    // Beyond this, a program amplifies rounding so much that comparing says nothing.
    private const double LargestKept = 1e4;

    private const double Nudge = 1e-10;

    // A few steps of float.
    private const double FloatNudge = 2e-7;

    // As far away that floats are rounded otherwise, as near that the program does much the same.
    private const double Aside = 0.01;

    private readonly LoopProgram _program;
    private readonly Loaded _scheduled;
    private readonly Loaded _unscheduled;
    private readonly OverDuals _duals;
    private readonly Data _data;
    private readonly double[]?[] _cotangents;
    private readonly double _seed;

    private Examination(LoopProgram program, Loaded scheduled, Loaded unscheduled, OverDuals duals, int run)
    {
        (_program, _scheduled, _unscheduled, _duals) = (program, scheduled, unscheduled, duals);
        _data = Data.Random(program, run);
        var random = new Random(program.Seed ^ run);
        _cotangents =
        [
            .. program.Parameters.Select(
                (p, i) => p.IsActive ? Data.Numbers(random, Math.Max(_data.Values[i].Length, 0)) : null
            ),
        ];
        _seed = 0.75;
    }

    /// <summary>The first failure; null where all is well. Ill-conditioned runs are counted, not judged.</summary>
    public static Failure? Of(LoopProgram program, Loaded scheduled, Loaded unscheduled, OverDuals duals, Tally tally)
    {
        for (int run = 0; run < program.Sizes.Length; run++)
        {
            Failure? failure;
            try
            {
                failure = new Examination(program, scheduled, unscheduled, duals, run).Run(tally);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                failure = new Failure("no exception", e.ToString());
            }

            if (failure is not null)
            {
                string sizes = string.Join(", ", program.Sizes[run].Select(s => $"{s.Key} = {s.Value}"));
                return failure with { Detail = $"with {sizes}: {failure.Detail}" };
            }
        }

        return null;
    }

    private Failure? Run(Tally tally)
    {
        tally.Runs++;
        Outcome scalar;
        try
        {
            scalar = Outcome.Of(_scheduled.InDouble!, Action.Scalar, _data, inFloat: false);
        }
        // A check of the program's own, which only something of 30 digits does not pass.
        catch (InvalidOperationException)
        {
            tally.IllConditioned++;
            return null;
        }

        // Without a float form, nothing is asked of it. Where it overflows, double says nothing about it.
        bool overflows =
            _scheduled.InFloat is { } plain
            && double.IsInfinity(Outcome.Of(plain, Action.Scalar, _data, inFloat: true).Largest);
        if (scalar.Largest > LargestKept || overflows || Amplifies(scalar))
        {
            tally.IllConditioned++;
            return null;
        }

        return Forward(scalar) ?? Backward(tally);
    }

    /// <summary>Such as a sine of what a loop doubled twenty times: small, but nothing like it a step further.</summary>
    private bool Amplifies(Outcome scalar)
    {
        Outcome nudged = Outcome.Of(_scheduled.InDouble!, Action.Scalar, _data.Nudged(Nudge), inFloat: false);
        double distance = Closeness.Distances(nudged.Values, scalar.Values).Append(0).Max();
        return Math.Max(distance, Math.Abs(nudged.Result - scalar.Result)) > Nudge * LargestKept;
    }

    private Failure? Forward(Outcome scalar)
    {
        (double[] lost, double resultLost) = LostInFloat();
        foreach ((string form, Loaded loaded) in Forms())
        {
            foreach (bool inFloat in new[] { false, true })
            {
                if ((inFloat ? loaded.InFloat : loaded.InDouble) is not { } call)
                {
                    continue;
                }

                Outcome forward = Outcome.Of(call, Action.Forward, _data, inFloat);
                Outcome kept = Outcome.Of(call, Action.ForwardWithResiduals, _data, inFloat);
                string name = $"{form} forward in {(inFloat ? "float" : "double")}";
                double tolerance = inFloat ? FloatRounding : Rounding;
                string? difference =
                    Closeness.Compare(_program, forward.Values, scalar.Values, tolerance, inFloat ? lost : null)
                    ?? Closeness.Compare(forward.Result, scalar.Result, inFloat ? tolerance + resultLost : tolerance);
                if (difference is not null)
                {
                    return new Failure(name + " is the scalar method", difference);
                }

                difference =
                    Closeness.Compare(_program, kept.Values, forward.Values, Exact)
                    ?? Closeness.Compare(kept.Result, forward.Result, Exact);
                if (difference is not null)
                {
                    return new Failure(name + " is bit-equal with residuals", difference);
                }
            }
        }

        return null;
    }

    /// <summary>What the method itself loses in float, here or nearby: at one point it may be lucky.</summary>
    private (double[] Values, double Result) LostInFloat()
    {
        if (_scheduled.InFloat is not { } plain)
        {
            return ([], 0);
        }

        (Outcome InFloat, Outcome InDouble)[] points =
        [
            .. Neighbours()
                .Select(near =>
                    (
                        Outcome.Of(plain, Action.Scalar, near, inFloat: true),
                        Outcome.Of(_scheduled.InDouble!, Action.Scalar, near, inFloat: false)
                    )
                ),
        ];
        double[][] distances = [.. points.Select(p => Closeness.Distances(p.InFloat.Values, p.InDouble.Values))];
        return (
            [.. Enumerable.Range(0, _cotangents.Length).Select(i => 10 * distances.Max(d => d[i]))],
            10 * points.Max(p => Math.Abs(p.InFloat.Result - p.InDouble.Result))
        );
    }

    private IEnumerable<Data> Neighbours() => Enumerable.Range(-2, 5).Select(k => _data.Nudged(k * Aside));

    private Failure? Backward(Tally tally)
    {
        if (!_program.Parameters.Any(p => p.IsActive))
        {
            return null;
        }

        Outcome unscheduled = Differentiate(_unscheduled);
        Outcome scheduled = Differentiate(_scheduled);
        if (unscheduled.Largest > 100 * LargestKept)
        {
            tally.IllConditioned++;
            return null;
        }

        var slopes = new Slopes(_data, _unscheduled.InDouble!, _duals.Call!, _cotangents, _seed);
        return slopes.Check(unscheduled, "unscheduled", tally)
            ?? Gradients("scheduled backward is the unscheduled one", scheduled, unscheduled, Rounding)
            ?? Repeated(scheduled)
            ?? Unwanted(scheduled)
            // What overflows in float is not a number, even times 0.
            ?? (slopes.Largest > float.MaxValue ? null : InFloat(scheduled, unscheduled, tally))
            ?? Joint(_unscheduled, "unscheduled")
            ?? Joint(_scheduled, "scheduled");
    }

    private Failure? Repeated(Outcome scheduled) =>
        Gradients("two runs are bit-equal", Differentiate(_scheduled), scheduled, Exact);

    /// <summary>A gradient that is not wanted takes no other with it.</summary>
    private Failure? Unwanted(Outcome all)
    {
        int[] active = [.. Enumerable.Range(0, _cotangents.Length).Where(i => _cotangents[i] is not null)];
        int[] optional =
        [
            .. active.Where(i => _program.Parameters[i].IsBuffer && !IsWritten(_program.Parameters[i].Name)),
        ];

        // Another input's has to be left: a call that wants none is refused.
        foreach (int left in optional.Where(_ => optional.Length > 1))
        {
            double[]?[] wanted = [.. _cotangents];
            wanted[left] = null;
            Outcome some = Outcome.Of(_scheduled.InDouble!, Action.ForwardAndBackward, _data, false, wanted, _seed);
            if (
                Gradients($"without the gradient of {_program.Parameters[left].Name}", some, all, Rounding) is
                { } failure
            )
            {
                return failure;
            }
        }

        return null;
    }

    private Failure? InFloat(Outcome scheduled, Outcome unscheduled, Tally tally)
    {
        if (_scheduled.InFloat is not { } call)
        {
            return null;
        }

        Outcome vectorized = Outcome.Of(call, Action.ForwardAndBackward, _data, true, _cotangents, _seed);

        // Where the gradient is another a step of float further, floats say little of it.
        Data near = _data.Nudged(FloatNudge);
        Outcome nudged = Outcome.Of(_unscheduled.InDouble!, Action.ForwardAndBackward, near, false, _cotangents, _seed);
        double[] lost = [.. Closeness.Distances(nudged.Gradients, unscheduled.Gradients).Select(d => 30 * d)];
        string oracle = "scheduled backward in float is that in double";
        if (Gradients(oracle, vectorized, scheduled, FloatGradient, lost) is not { } failure)
        {
            return null;
        }

        double[] alike =
        [
            .. _duals.Loss!(_data.Values, _data.Shapes, _cotangents, _seed).Zip(lost, (r, l) => l + (10 * r)),
        ];
        if (Gradients(oracle, vectorized, scheduled, FloatGradient, alike) is not null)
        {
            return failure;
        }

        tally.LostInFloat++;
        return null;
    }

    /// <summary>What MGradient gives is what forward and backward give, from nothing and with seed 1.</summary>
    private Failure? Joint(Loaded loaded, string form)
    {
        if (!_program.Returns)
        {
            return null;
        }

        double[]?[] zero = [.. _cotangents.Select(c => c is null ? null : new double[c.Length])];
        double[]?[] rubbish = [.. _cotangents.Select(c => c?.Select(_ => double.NaN).ToArray())];
        Outcome expected = Outcome.Of(_unscheduled.InDouble!, Action.ForwardAndBackward, _data, false, zero, 1);
        Outcome joint = Outcome.Of(loaded.InDouble!, Action.Gradient, _data, false, rubbish);
        string name = $"{form} MGradient is forward and backward";
        return Closeness.Compare(joint.Result, expected.Result, Rounding) is { } difference
            ? new Failure(name, difference)
            : Gradients(name, joint, expected, Rounding);
    }

    private Outcome Differentiate(Loaded loaded) =>
        Outcome.Of(loaded.InDouble!, Action.ForwardAndBackward, _data, false, _cotangents, _seed);

    private Failure? Gradients(
        string oracle,
        Outcome actual,
        Outcome expected,
        double tolerance,
        IReadOnlyList<double>? allowed = null
    ) =>
        Closeness.Compare(_program, actual.Gradients, expected.Gradients, tolerance, allowed) is { } difference
            ? new Failure(oracle, "the gradient of " + difference)
            : null;

    private (string, Loaded)[] Forms() => [("unscheduled", _unscheduled), ("scheduled", _scheduled)];

    private bool IsWritten(string buffer) => _program.Body.Any(s => Writing.To(s, buffer));
}
