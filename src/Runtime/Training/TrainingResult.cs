using System.Collections.Generic;

namespace NeuralGen;

/// <summary>What came of a training.</summary>
/// <param name="History">Its epochs, those before it was resumed included.</param>
/// <param name="Outcome">Why it ended.</param>
/// <param name="BestEpoch">The number of the best epoch, from 1; 0 if none had an error that is a number.</param>
/// <param name="HasBestWeights">Whether the model has the weights of that epoch now, and not those of the last.</param>
public sealed record TrainingResult(
    IReadOnlyList<EpochResult> History,
    TrainingOutcome Outcome,
    int BestEpoch,
    bool HasBestWeights
)
{
    /// <summary>The epoch whose weights the model has.</summary>
    public EpochResult Final => HasBestWeights ? History[BestEpoch - 1] : History[^1];
}
