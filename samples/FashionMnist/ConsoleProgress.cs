using System;
using System.Diagnostics;

namespace NeuralGen.Samples.FashionMnist;

/// <summary>A line per epoch; in a terminal one that is rewritten while the epoch goes on.</summary>
internal sealed class ConsoleProgress : IProgress<TrainingProgress>
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly bool _isLive = !Console.IsOutputRedirected;
    private readonly Stopwatch _sinceShown = Stopwatch.StartNew();

    public void Report(TrainingProgress value)
    {
        if (value.Result is { } e)
            Console.WriteLine(
                FormattableString.Invariant($"{Start}epoch {e.Epoch, 2}/{value.Epochs}  loss {e.TrainingLoss:F4}")
                    + FormattableString.Invariant($"  accuracy {1 - e.TrainingError:F3}  validation loss ")
                    + FormattableString.Invariant($"{e.ValidationLoss:F4}  accuracy {1 - e.ValidationError:F3}")
                    + FormattableString.Invariant($"  {e.Seconds:F1} s")
            );
        else if (_isLive && _sinceShown.Elapsed > Pause)
        {
            Console.Write(
                FormattableString.Invariant($"{Start}epoch {value.Epoch, 2}/{value.Epochs}  loss {value.Loss:F4}")
                    + FormattableString.Invariant($"  {100 * value.Batch / value.Batches, 3} %")
            );
            _sinceShown.Restart();
        }
    }

    private string Start => _isLive ? "\r" : "";
}
