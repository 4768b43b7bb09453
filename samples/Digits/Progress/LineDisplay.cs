using System;

namespace NeuralGen.Samples.Digits.Progress;

/// <summary>A line per epoch, without colours or cursor movements: for files and pipes.</summary>
internal sealed class LineDisplay(int epochs) : IDisplay
{
    public void Show(Epoch epoch) =>
        Console.WriteLine(
            FormattableString.Invariant(
                $"epoch {epoch.Number, 3}/{epochs}  loss {epoch.TrainingLoss:F4}  accuracy {epoch.TrainingAccuracy:F3}"
            ) + FormattableString.Invariant($"  test loss {epoch.TestLoss:F4}  accuracy {epoch.TestAccuracy:F3}")
        );

    public void Dispose() { }
}
