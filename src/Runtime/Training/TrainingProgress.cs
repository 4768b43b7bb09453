namespace NeuralGen;

/// <summary>How far a training is: reported after every step, and once more after every epoch.</summary>
/// <param name="Epoch">The number of the epoch, from 1.</param>
/// <param name="Epochs">How many there are at most.</param>
/// <param name="Batch">The batches of the epoch that are done.</param>
/// <param name="Batches">How many it has.</param>
/// <param name="Loss">The mean loss of its examples so far.</param>
/// <param name="LearningRate">The learning rate.</param>
/// <param name="Result">What came of the epoch, where it is over; null within it.</param>
public readonly record struct TrainingProgress(
    int Epoch,
    int Epochs,
    int Batch,
    int Batches,
    double Loss,
    double LearningRate,
    EpochResult? Result
);
