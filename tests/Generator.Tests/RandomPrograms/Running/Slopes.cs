using System;
using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.Tests.Oracles;
using NeuralGen.Generator.Tests.RandomPrograms.Language;

namespace NeuralGen.Generator.Tests.RandomPrograms.Running;

/// <summary>
/// Gradients against differences of the scalar method, and against the method over dual numbers. The program is a function from the initial values of its parameters
/// to their final ones and the result; the backward pass takes a cotangent of these to one of those, and what is pure output
/// keeps the one that it came with.
/// </summary>
internal sealed class Slopes(Data data, DriverCall call, DualCall dual, double[]?[] cotangents, double seed)
{
    // Both sum what the program multiplies, in other orders.
    private const double Rounding = 1e-8;

    private const int CoordinatesOfAParameter = 6;
    private const int Directions = 3;

    private double[][] _values = [];
    private double[]?[] _gradients = [];

    /// <summary>The largest derivative that was met on the way, be it of something that is thrown away.</summary>
    public double Largest { get; private set; }

    public Failure? Check(Outcome backward, string form, Tally tally)
    {
        LoopProgram program = data.Program;
        _values = [.. data.Values.Select(Data.Widen)];
        _gradients = backward.Gradients;
        var random = new Random(program.Seed);
        bool[] kept = [.. program.Parameters.Select((p, i) => IsKept(p, i))];
        foreach ((int i, int k) in Coordinates(random))
        {
            double[]?[] direction = Direction((p, e) => p == i && e == k ? 1 : 0, kept: null);

            // The initial value of a pure output has no effect, or that of an element that the loops leave alone.
            double[] claims = kept[i] ? [0, cotangents[i]![k]] : [_gradients[i]![k]];
            List<Verdict> verdicts = [.. claims.Select(c => Verify(direction, c, Math.Abs(c), tally))];
            if (!verdicts.Exists(v => v.Holds))
            {
                return Fails($"{program.Parameters[i].Name}[{k}]", claims[0], verdicts[0]);
            }
        }

        for (int d = 0; d < Directions; d++)
        {
            double[]?[] direction = Direction((_, _) => random.Next(2) == 0 ? -1 : 1, kept);
            (double slope, double scale) = (0, 0);
            foreach ((int i, double[]? along) in direction.Index())
            {
                for (int k = 0; k < (along?.Length ?? 0); k++)
                {
                    slope += along![k] * _gradients[i]![k];
                    scale += Math.Abs(along[k] * _gradients[i]![k]);
                }
            }

            Verdict verdict = Verify(direction, slope, scale, tally);
            if (!verdict.Holds)
            {
                return Fails("a random direction", slope, verdict);
            }
        }

        return null;

        Failure Fails(string at, double slope, Verdict verdict) =>
            new(
                $"{form} backward is what differences and dual numbers show",
                FormattableString.Invariant(
                    $"the gradient along {at} is {slope:R}, differences show {verdict.Estimates}"
                )
            );
    }

    /// <summary>A written parameter whose gradient was left as it came: taken for a pure output.</summary>
    private bool IsKept(Parameter parameter, int i) =>
        _gradients[i] is { } gradient
        && data.Program.Body.Any(s => Writing.To(s, parameter.Name))
        && gradient.SequenceEqual(cotangents[i]!);

    private IEnumerable<(int Parameter, int Element)> Coordinates(Random random) =>
        from i in Enumerable.Range(0, _values.Length)
        where cotangents[i] is not null
        from k in Enumerable.Range(0, _values[i].Length).OrderBy(_ => random.Next()).Take(CoordinatesOfAParameter)
        select (i, k);

    private double[]?[] Direction(Func<int, int, double> component, bool[]? kept) =>
        [
            .. cotangents.Select(
                (c, i) =>
                    c is null || kept?[i] == true
                        ? null
                        : Enumerable.Range(0, c.Length).Select(k => component(i, k)).ToArray()
            ),
        ];

    /// <summary>
    /// Dual numbers decide where there is a derivative: differences lose what is lost in a large number, and stumble over jumps on
    /// every scale. Elsewhere differences do.
    /// </summary>
    private Verdict Verify(double[]?[] direction, double slope, double scale, Tally tally)
    {
        tally.Slopes++;
        double magnitude = 0;
        Verdict verdict = Difference.Check(Function, slope, scale, magnitude: Magnitude());
        double exact = dual(data.Values, data.Shapes, direction, cotangents, seed, out double largest);
        Largest = Math.Max(Largest, largest);
        if (!double.IsFinite(exact))
        {
            tally.Kinks++;
            return verdict;
        }

        // So that what is not a number is not within any distance.
        double tolerance = (Rounding * (1 + scale + Math.Abs(exact))) + (1e-14 * largest);
        bool holds = Math.Abs(slope - exact) <= tolerance;
        tally.Overruled += holds && !verdict.Holds ? 1 : 0;
        return holds
            ? Verdict.Agrees
            : new Verdict(false, FormattableString.Invariant($"{verdict.Estimates}, dual numbers {exact:R}"));

        double Function(double step) => Pairing(Moved(direction, step), out magnitude);

        double Magnitude()
        {
            Function(0);
            return magnitude;
        }
    }

    private Array[] Moved(double[]?[] direction, double step) =>
        [
            .. data.Values.Select(
                (v, i) =>
                    direction[i] is { } along
                        ? _values[i].Zip(along, (x, u) => x + (step * u)).ToArray()
                        : (Array)v.Clone()
            ),
        ];

    /// <summary>The cotangents times everything that the scalar method leaves behind.</summary>
    private double Pairing(Array[] values, out double magnitude)
    {
        double result = call(Action.Scalar, values, data.Shapes, new Array?[values.Length], 0);
        double sum = seed * result;
        magnitude = Math.Abs(sum);
        for (int i = 0; i < values.Length; i++)
        {
            for (int k = 0; k < (cotangents[i]?.Length ?? 0); k++)
            {
                double term = cotangents[i]![k] * ((double[])values[i])[k];
                sum += term;
                magnitude += Math.Abs(term);
            }
        }

        return sum;
    }
}
