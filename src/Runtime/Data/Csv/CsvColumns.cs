using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace NeuralGen;

/// <summary>Which columns of a file are wanted, found by their names.</summary>
internal sealed class CsvColumns
{
    /// <summary>Finds the columns that options name.</summary>
    /// <exception cref="InvalidDataException">A name is there twice.</exception>
    /// <exception cref="ArgumentException">A column is not there, or wanted both as numbers and as classes.</exception>
    public CsvColumns(string[] names, CsvOptions options, string file)
    {
        Names = names;
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
            if (!places.TryAdd(names[i], i))
                throw new InvalidDataException(
                    FormattableString.Invariant(
                        $"{file}: columns {places[names[i]] + 1} and {i + 1} are both called '{names[i]}'."
                    )
                );
        CategoryNames = [.. options.Categories];
        NumberNames = [.. options.Numbers ?? names.Except(CategoryNames, StringComparer.Ordinal)];
        foreach (string name in options.Classes.Keys)
            if (!CategoryNames.Contains(name))
                throw new ArgumentException($"Classes are given for '{name}', which is none of the categories.");
        string[] all = [.. NumberNames, .. CategoryNames];
        foreach (string name in all)
        {
            if (!places.ContainsKey(name))
                throw new ArgumentException($"{file} has no column '{name}', but: {string.Join(", ", names)}.");
            if (all.Count(other => other == name) > 1)
                throw new ArgumentException($"The column '{name}' of {file} is wanted more than once.");
        }
        Numbers = Array.ConvertAll(NumberNames, name => places[name]);
        Categories = Array.ConvertAll(CategoryNames, name => places[name]);
    }

    /// <summary>The names of all columns of the file.</summary>
    public string[] Names { get; }

    /// <summary>The wanted columns of numbers.</summary>
    public string[] NumberNames { get; }

    /// <summary>Where they are.</summary>
    public int[] Numbers { get; }

    /// <summary>The wanted columns of classes.</summary>
    public string[] CategoryNames { get; }

    /// <summary>Where they are.</summary>
    public int[] Categories { get; }
}
