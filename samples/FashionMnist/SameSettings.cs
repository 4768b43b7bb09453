using System;

namespace NeuralGen.Samples.FashionMnist;

/// <summary>
/// The settings in a checkpoint, for refusing to go on with others: another seed would train with pictures that were held out.
/// </summary>
internal sealed class SameSettings(Settings settings) : ISavable
{
    public string SaveState() =>
        FormattableString.Invariant($"{settings.Network}, {(settings.Short ? "short" : "full")}, ")
        + FormattableString.Invariant($"epochs {settings.Epochs}, seed {settings.Seed}");

    public void LoadState(string state)
    {
        if (state != SaveState())
            throw new FormatException($"it was written with {state}, and not with {SaveState()}.");
    }
}
