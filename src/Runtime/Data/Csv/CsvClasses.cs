using System;
using System.Collections.Generic;

namespace NeuralGen;

/// <summary>The classes of a column: given, or numbered as they come.</summary>
internal sealed class CsvClasses
{
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly bool _given;

    /// <summary>Begins with the classes that are given, if there are.</summary>
    /// <exception cref="ArgumentException">A class is given twice.</exception>
    public CsvClasses(IReadOnlyList<string>? given, string column)
    {
        _given = given is not null;
        foreach (string name in given ?? [])
        {
            if (!_indices.TryAdd(name, _names.Count))
                throw new ArgumentException($"The class '{name}' of '{column}' is given twice.");
            _names.Add(name);
        }
    }

    /// <summary>The classes by index.</summary>
    public string[] Names => [.. _names];

    /// <summary>The index of a class; −1 for one that was not given.</summary>
    public int Find(string name)
    {
        if (_indices.TryGetValue(name, out int index))
            return index;
        if (_given)
            return -1;
        _indices.Add(name, _names.Count);
        _names.Add(name);
        return _names.Count - 1;
    }
}
