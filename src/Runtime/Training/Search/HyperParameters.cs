using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NeuralGen;

/// <summary>One choice of everything that is not learned: learning rate, number of units, strength of a penalty.</summary>
public sealed class HyperParameters
{
    private readonly IReadOnlyList<KeyValuePair<string, double>> _values;

    internal HyperParameters(IReadOnlyList<KeyValuePair<string, double>> values) => _values = values;

    /// <summary>All of them, in the order of the space.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Values => _values;

    /// <summary>The value of one.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="KeyNotFoundException">There is none of this name.</exception>
    public double this[string name]
    {
        get
        {
            foreach ((string key, double value) in _values)
                if (key == name)
                    return value;
            throw new KeyNotFoundException(
                $"There is no hyper-parameter '{name}', only {string.Join(", ", _values.Select(v => $"'{v.Key}'"))}."
            );
        }
    }

    /// <summary>The value of one as a whole number, rounded.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="KeyNotFoundException">There is none of this name.</exception>
    public int Whole(string name) => checked((int)Math.Round(this[name]));

    /// <summary>All of them: <c>rate = 0.01, hidden = 32</c>.</summary>
    public override string ToString() =>
        string.Join(", ", _values.Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Key} = {v.Value:G4}")));
}
