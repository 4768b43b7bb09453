using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace NeuralGen;

/// <summary>The strings of a checkpoint's file, checked and read.</summary>
internal readonly struct CheckpointStrings(IReadOnlyDictionary<string, string> strings, string file)
{
    /// <summary>Refuses what is no checkpoint, or one of a later version.</summary>
    public void CheckVersion()
    {
        if (!strings.TryGetValue(CheckpointNames.Version, out string? version))
            throw Error("this is no checkpoint of a training run; Weights.Load reads the weights of other files");
        if (version != CheckpointNames.CurrentVersion)
            throw Error($"the version of the checkpoint is '{version}', but {CheckpointNames.CurrentVersion} is read");
    }

    /// <summary>Refuses another kind of optimizer.</summary>
    public void CheckOptimizer(string? kind)
    {
        string? found = strings.GetValueOrDefault(CheckpointNames.OptimizerKind);
        if (found != kind)
            throw Error($"it was saved with {found ?? "no optimizer"}, but is loaded with {kind ?? "no optimizer"}");
    }

    /// <summary>Refuses other states.</summary>
    public void CheckStates(ICollection<string> names)
    {
        foreach (string name in names)
            if (!strings.ContainsKey(CheckpointNames.State + name))
                throw Error($"there is no state '{name}'");
        foreach (string key in strings.Keys)
            if (
                key.StartsWith(CheckpointNames.State, StringComparison.Ordinal)
                && !names.Contains(key[CheckpointNames.State.Length..])
            )
                throw Error($"there is a state '{key[CheckpointNames.State.Length..]}', which is not loaded");
    }

    /// <summary>A whole number of at least 0.</summary>
    public long Count(string name) =>
        long.TryParse(strings.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw Error($"{name} is no whole number");

    /// <summary>A finite number of at least 0.</summary>
    public double Rate(string name) =>
        double.TryParse(
            strings.GetValueOrDefault(name),
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out double number
        ) && double.IsFinite(number)
            ? number
            : throw Error($"{name} is no number of at least 0");

    /// <summary>Loads all states, or none.</summary>
    public void LoadStates(IDictionary<string, ISavable> states)
    {
        var before = new Stack<(ISavable State, string Text)>();
        foreach ((string name, ISavable state) in states)
        {
            string text = state.SaveState();
            try
            {
                state.LoadState(strings[CheckpointNames.State + name]);
            }
            catch (Exception error)
            {
                // The last first: one may be there under two names.
                foreach ((ISavable changed, string old) in before)
                    changed.LoadState(old);
                if (error is FormatException)
                    throw new InvalidDataException($"{file}: the state '{name}' is malformed: {error.Message}", error);
                throw;
            }
            before.Push((state, text));
        }
    }

    /// <summary>Those that the program put there.</summary>
    public IEnumerable<KeyValuePair<string, string>> OfUser() =>
        strings.Where(pair => !pair.Key.StartsWith(CheckpointNames.Own, StringComparison.Ordinal));

    private InvalidDataException Error(string what) => new($"{file}: {what}.");
}
