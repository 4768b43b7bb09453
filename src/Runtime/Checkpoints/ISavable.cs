using System;

namespace NeuralGen;

/// <summary>
/// Something that changes while a model is trained and must go on from where it was: random numbers, a schedule of learning
/// rates, the patience of early stopping. What it holds is short, so it is saved as text.
/// </summary>
public interface ISavable
{
    /// <summary>All that the future depends on, as text.</summary>
    string SaveState();

    /// <summary>Goes on from a state that was saved.</summary>
    /// <param name="state">The text from <see cref="SaveState"/>.</param>
    /// <exception cref="FormatException">It is no such text; nothing is changed.</exception>
    void LoadState(string state);
}
