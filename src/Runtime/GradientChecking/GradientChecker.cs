using System;
using System.Collections.Generic;
using System.Linq;

namespace NeuralGen;

/// <summary>One gradient check: the loss, the parameters and the gradients as they were when it began.</summary>
internal sealed class GradientChecker
{
    private readonly Func<double> _loss;
    private readonly GradientCheckOptions _options;
    private readonly GradientCheckParameter[] _parameters;
    private readonly double[][] _gradients;
    private readonly double[][] _values;
    private readonly Random _random;
    private double _middle;
    private double _floor;

    public GradientChecker(Func<double> loss, GradientCheckOptions options, GradientCheckParameter[] parameters)
    {
        _loss = loss;
        _options = options;
        _parameters = parameters;
        _gradients = Array.ConvertAll(parameters, parameter => parameter.Gradient.ToArray());
        _values = Array.ConvertAll(parameters, parameter => parameter.Values.ToArray());
        _random = new Random(options.Seed);
    }

    public GradientCheckResult Run()
    {
        _middle = _loss();
        double again = _loss();
        if (!double.IsFinite(_middle))
            throw new InvalidOperationException(
                FormattableString.Invariant($"The loss is {_middle} at the point that is to be checked.")
            );
        if (_middle != again)
            throw new InvalidOperationException(
                FormattableString.Invariant(
                    $"The loss is not a function of the parameters: two calls gave {_middle:R} and {again:R}."
                )
            );
        double largest = _gradients.SelectMany(g => g).Select(Math.Abs).Where(double.IsFinite).DefaultIfEmpty().Max();
        _floor = 1e-3 * Math.Max(Math.Abs(_middle), largest);

        var components = new List<GradientCheckComponent>();
        try
        {
            foreach ((int parameter, int index) in Choose())
                components.Add(CheckComponent(parameter, index));
            int elements = _values.Sum(values => values.Length);
            for (int i = 0; i < _options.Directions && elements > 0; i++)
                components.Add(CheckDirection(i));
        }
        finally
        {
            for (int p = 0; p < _parameters.Length; p++)
                _values[p].CopyTo(_parameters[p].Values);
        }
        return new GradientCheckResult(components, _options);
    }

    private IEnumerable<(int Parameter, int Index)> Choose()
    {
        var all = new List<(int, int)>();
        for (int p = 0; p < _values.Length; p++)
        for (int i = 0; i < _values[p].Length; i++)
            all.Add((p, i));
        if (all.Count <= _options.MaxComponents)
            return all;
        (int, int)[] shuffled = all.ToArray();
        _random.Shuffle(shuffled);
        return shuffled.Take(_options.MaxComponents).Order();
    }

    private GradientCheckComponent CheckComponent(int p, int i)
    {
        GradientCheckParameter parameter = _parameters[p];
        double value = _values[p][i];
        double Along(double distance)
        {
            parameter.Values.Span[i] = value + distance;
            double loss = _loss();
            parameter.Values.Span[i] = value;
            return loss;
        }
        return Check(parameter.Name, i, parameter.NameOf(i), Along, _gradients[p][i], Math.Max(1, Math.Abs(value)));
    }

    private GradientCheckComponent CheckDirection(int number)
    {
        // Random signs as well as sizes: with positive ones only, errors of the same size and opposite signs
        // would cancel.
        double[][] direction = Array.ConvertAll(_values, values => new double[values.Length]);
        double square = 0;
        foreach (double[] part in direction)
            for (int i = 0; i < part.Length; i++)
            {
                part[i] = (0.5 + _random.NextDouble()) * (_random.Next(2) == 0 ? 1 : -1);
                square += part[i] * part[i];
            }
        double analytic = 0;
        double size = 1;
        for (int p = 0; p < direction.Length; p++)
        for (int i = 0; i < direction[p].Length; i++)
        {
            direction[p][i] /= Math.Sqrt(square);
            analytic += direction[p][i] * _gradients[p][i];
            size = Math.Max(size, Math.Abs(_values[p][i]));
        }

        double Along(double distance)
        {
            for (int p = 0; p < direction.Length; p++)
            {
                Span<double> values = _parameters[p].Values.Span;
                for (int i = 0; i < values.Length; i++)
                    values[i] = _values[p][i] + distance * direction[p][i];
            }
            return _loss();
        }
        GradientCheckComponent result = Check(
            GradientCheckComponent.Direction,
            number,
            FormattableString.Invariant($"direction {number}"),
            Along,
            analytic,
            size
        );
        for (int p = 0; p < _parameters.Length; p++)
            _values[p].CopyTo(_parameters[p].Values);
        return result;
    }

    private GradientCheckComponent Check(
        string parameter,
        int index,
        string name,
        Func<double, double> along,
        double analytic,
        double scale
    )
    {
        var quotients = DifferenceQuotients.Measure(along, _middle, analytic, _floor, scale, _options);
        return new GradientCheckComponent(
            parameter,
            index,
            name,
            analytic,
            quotients.Central,
            quotients.Error,
            quotients.Left,
            quotients.Right,
            quotients.AtKink
        );
    }
}
