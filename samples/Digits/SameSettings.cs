using System;

namespace NeuralGen.Samples.Digits;

/// <summary>
/// The settings in a checkpoint, for refusing to go on with others: another seed would train with pictures that were held out.
/// </summary>
internal sealed class SameSettings(Settings settings) : ISavable
{
    public string SaveState() =>
        FormattableString.Invariant($"epochs {settings.Epochs}, batch {settings.BatchSize}, ")
        + FormattableString.Invariant($"learning rate {settings.LearningRate}, hidden {settings.Hidden}, ")
        + FormattableString.Invariant($"seed {settings.Seed}");

    public void LoadState(string state)
    {
        if (state != SaveState())
            throw new FormatException($"it was written with {state}, and not with {SaveState()}.");
    }
}
