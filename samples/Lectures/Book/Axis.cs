using System;
using System.Collections.Generic;
using System.Linq;

namespace NeuralGen.Samples.Lectures.Book;

/// <summary>Maps numbers to places along one side of a chart, linearly or by their logarithm.</summary>
internal sealed class Axis
{
    private readonly double _from;
    private readonly double _to;
    private readonly bool _logarithmic;
    private readonly double _start;
    private readonly double _end;

    /// <param name="values">What must find a place.</param>
    /// <param name="logarithmic">Whether equal distances are equal ratios.</param>
    /// <param name="start">The place of the smallest.</param>
    /// <param name="end">The place of the largest.</param>
    public Axis(IEnumerable<double> values, bool logarithmic, double start, double end)
    {
        double[] finite = [.. values.Where(v => double.IsFinite(v) && (!logarithmic || v > 0))];
        double least = finite.Length > 0 ? finite.Min() : 1;
        double most = finite.Length > 0 ? finite.Max() : 2;
        if (most - least < 1e-12 * (Math.Abs(most) + Math.Abs(least)) || most == least)
            (least, most) = logarithmic ? (least / 2, most * 2) : (least - 0.5, most + 0.5);
        (_logarithmic, _start, _end) = (logarithmic, start, end);
        (_from, _to) = (Scale(least), Scale(most));
    }

    public double Place(double value) => _start + (Scale(value) - _from) / (_to - _from) * (_end - _start);

    /// <summary>Round numbers within the axis: powers of ten, or steps of 1, 2 or 5.</summary>
    public IEnumerable<double> Ticks()
    {
        double range = _to - _from;
        double power = Math.Pow(10, Math.Floor(Math.Log10(range / 4)));
        double step = new[] { 1, 2, 5, 10 }.Select(m => m * power).First(s => range / s <= 5.001);
        if (_logarithmic && step < 1)
            step = 1;
        for (double tick = Math.Ceiling(_from / step - 1e-9) * step; tick <= _to + 1e-9 * range; tick += step)
            yield return _logarithmic ? Math.Pow(10, tick) : Math.Round(tick, 12) + 0.0;
    }

    private double Scale(double value) => _logarithmic ? Math.Log10(value) : value;
}
