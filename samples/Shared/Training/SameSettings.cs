using System;

namespace NeuralGen.Samples;

/// <summary>
/// The settings in a checkpoint, for refusing to go on with others: another seed would train with pictures that were held out.
/// </summary>
/// <param name="settings">Those that must be the same, in words.</param>
internal sealed class SameSettings(string settings) : ISavable
{
    public string SaveState() => settings;

    public void LoadState(string state)
    {
        if (state != settings)
            throw new FormatException($"it was written with {state}, and not with {settings}.");
    }
}
