namespace NeuralGen;

/// <summary>What came of an epoch.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="TrainingLoss">
/// The mean loss of the training examples while they were trained with, each before the step that it was in.
/// </param>
/// <param name="TrainingError">The mean of their errors, likewise.</param>
/// <param name="Penalty">The mean of the penalties that were added to the loss of a step.</param>
/// <param name="ValidationLoss">The mean loss of the validation examples after it; NaN without any.</param>
/// <param name="ValidationError">The mean of their errors; NaN without any.</param>
/// <param name="LearningRate">The optimizer's learning rate.</param>
/// <param name="GradientNorm">The longest gradient, before it was clipped.</param>
/// <param name="Seconds">How long it took, validation included.</param>
public readonly record struct EpochResult(
    int Epoch,
    double TrainingLoss,
    double TrainingError,
    double Penalty,
    double ValidationLoss,
    double ValidationError,
    double LearningRate,
    double GradientNorm,
    double Seconds
);
