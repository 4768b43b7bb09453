using System;

namespace NeuralGen.Samples.Digits.Progress;

/// <summary>A line per epoch, without colours or cursor movements: for files and pipes.</summary>
internal sealed class LineDisplay : IDisplay
{
    public void Report(TrainingProgress value)
    {
        if (value.Result is not { } e)
            return;
        Console.WriteLine(
            FormattableString.Invariant(
                $"epoch {e.Epoch, 3}/{value.Epochs}  loss {e.TrainingLoss:F4}  accuracy {1 - e.TrainingError:F3}"
            )
                + FormattableString.Invariant(
                    $"  validation loss {e.ValidationLoss:F4}  accuracy {1 - e.ValidationError:F3}"
                )
        );
    }

    public void Dispose() { }
}
