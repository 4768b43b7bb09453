using System;
using System.Collections.Generic;

namespace NeuralGen;

/// <summary>What a search may choose.</summary>
/// <example>
/// <code>
/// SearchSpace space = new SearchSpace().LogUniform("rate", 1e-3, 1).Choice("hidden", 16, 32, 64);
/// </code>
/// </example>
public sealed class SearchSpace
{
    private readonly List<(string Name, double[] Grid, Func<Random, double> Draw)> _axes = [];

    /// <summary>One of some values.</summary>
    /// <param name="name">The name of the hyper-parameter.</param>
    /// <param name="values">The values, at least one.</param>
    /// <returns>This space.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">There are no values, or the name is there already.</exception>
    public SearchSpace Choice(string name, params double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length == 0)
            throw new ArgumentException("There are no values.", nameof(values));
        double[] own = [.. values];
        return Add(name, own, random => own[random.Next(own.Length)]);
    }

    /// <summary>Anything between two numbers, all equally likely.</summary>
    /// <param name="name">The name of the hyper-parameter.</param>
    /// <param name="low">The least.</param>
    /// <param name="high">The greatest.</param>
    /// <param name="points">How many of them a grid has, both ends included; at least 2, 5 by default.</param>
    /// <returns>This space.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The numbers are no range, or there are too few points.</exception>
    /// <exception cref="ArgumentException">The name is there already.</exception>
    public SearchSpace Uniform(string name, double low, double high, int points = 5)
    {
        CheckRange(low, high, points);
        return Add(
            name,
            Spread(points, share => low + (high - low) * share, high),
            random => low + (high - low) * random.NextDouble()
        );
    }

    /// <summary>
    /// Anything between two positive numbers, all powers of ten equally likely: for learning rates and the strength of penalties.
    /// </summary>
    /// <param name="name">The name of the hyper-parameter.</param>
    /// <param name="low">The least, positive.</param>
    /// <param name="high">The greatest.</param>
    /// <param name="points">How many of them a grid has, both ends included; at least 2, 5 by default.</param>
    /// <returns>This space.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The numbers are no such range, or there are too few points.</exception>
    /// <exception cref="ArgumentException">The name is there already.</exception>
    public SearchSpace LogUniform(string name, double low, double high, int points = 5)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(low);
        CheckRange(low, high, points);
        return Add(
            name,
            Spread(points, share => low * Math.Pow(high / low, share), high),
            random => low * Math.Pow(high / low, random.NextDouble())
        );
    }

    /// <summary>Every combination of values; those of the last axis change fastest.</summary>
    /// <exception cref="InvalidOperationException">The space has no axes.</exception>
    internal IEnumerable<HyperParameters> Grid()
    {
        CheckNotEmpty();
        int[] at = new int[_axes.Count];
        while (true)
        {
            yield return New(axis => _axes[axis].Grid[at[axis]]);
            int next = at.Length - 1;
            while (next >= 0 && ++at[next] == _axes[next].Grid.Length)
                at[next--] = 0;
            if (next < 0)
                yield break;
        }
    }

    /// <summary>Random combinations.</summary>
    /// <exception cref="InvalidOperationException">The space has no axes.</exception>
    internal IEnumerable<HyperParameters> Draw(int count, Random random)
    {
        CheckNotEmpty();
        for (int i = 0; i < count; i++)
            yield return New(axis => _axes[axis].Draw(random));
    }

    private HyperParameters New(Func<int, double> value)
    {
        var values = new KeyValuePair<string, double>[_axes.Count];
        for (int axis = 0; axis < values.Length; axis++)
            values[axis] = new(_axes[axis].Name, value(axis));
        return new HyperParameters(values);
    }

    private SearchSpace Add(string name, double[] grid, Func<Random, double> draw)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach ((string known, _, _) in _axes)
            if (known == name)
                throw new ArgumentException($"'{name}' is in the space already.", nameof(name));
        _axes.Add((name, grid, draw));
        return this;
    }

    private static double[] Spread(int points, Func<double, double> value, double high)
    {
        double[] grid = new double[points];
        for (int i = 0; i < points; i++)
            grid[i] = value(i / (points - 1.0));
        grid[^1] = high;
        return grid;
    }

    private static void CheckRange(double low, double high, int points)
    {
        if (!double.IsFinite(low))
            throw new ArgumentOutOfRangeException(nameof(low), low, "It must be finite.");
        if (!(double.IsFinite(high) && high > low))
            throw new ArgumentOutOfRangeException(nameof(high), high, "It must be finite and above the least.");
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
    }

    private void CheckNotEmpty()
    {
        if (_axes.Count == 0)
            throw new InvalidOperationException("The space has no hyper-parameters.");
    }
}
