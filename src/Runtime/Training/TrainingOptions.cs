using System;
using System.Collections.Generic;

namespace NeuralGen;

/// <summary>How a <see cref="Trainer"/> trains. Everything has a default.</summary>
public sealed record TrainingOptions
{
    /// <summary>How often each example is seen at most; 10 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int Epochs
    {
        get;
        init => field = Positive(value, nameof(Epochs));
    } = 10;

    /// <summary>The examples of a step; 32 by default. The last batch of an epoch may be shorter.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int BatchSize
    {
        get;
        init => field = Positive(value, nameof(BatchSize));
    } = 32;

    /// <summary>The examples that are judged at once; 256 by default. It changes the results by no more than rounding.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int EvaluationBatchSize
    {
        get;
        init => field = Positive(value, nameof(EvaluationBatchSize));
    } = 256;

    /// <summary>Decides the order of the examples and what the augmentation does; 0 by default.</summary>
    public int Seed { get; init; }

    /// <summary>How the learning rate changes; null, the default, leaves the optimizer's alone.</summary>
    public Schedule? Schedule { get; init; }

    /// <summary>
    /// Early stopping: for how many epochs in a row nothing may improve; the training ends after as many. Null, the default, for
    /// all epochs.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int? Patience
    {
        get;
        init => field = value is null ? null : Positive(value.Value, nameof(Patience));
    }

    /// <summary>What must improve; the error by default.</summary>
    public Criterion Criterion { get; init; } = Criterion.Error;

    /// <summary>Whether the model has its best weights at the end and not its last, where there is a validation set; it does by default.</summary>
    public bool KeepBest { get; init; } = true;

    /// <summary>The length that all gradients, taken as one vector, are cut down to; null, the default, for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN or not positive.</exception>
    public double? MaximumGradientNorm
    {
        get;
        init =>
            field = value is null or > 0
                ? value
                : throw new ArgumentOutOfRangeException(nameof(MaximumGradientNorm), value, "It must be positive.");
    }

    /// <summary>Penalties on the weights, which are added to the loss; none by default.</summary>
    public IReadOnlyList<Regularizer> Regularizers { get; init; } = [];

    /// <summary>
    /// What the penalties are on; null, the default, for those parameters of the optimizer that are the model's weights
    /// and not its biases (see <see cref="ParameterGroups.Weights"/>).
    /// </summary>
    public IReadOnlyList<Tensor<float>>? Regularized { get; init; }

    /// <summary>Changes the inputs of each batch before they are trained with; null, the default, for nothing.</summary>
    public Augmentation? Augmentation { get; init; }

    /// <summary>Ends the training after an epoch of which it says so; null, the default, for no such wish.</summary>
    public Func<EpochResult, bool>? StopWhen { get; init; }

    /// <summary>
    /// The file that is replaced after every epoch, and when the training is cancelled, so that <see cref="Trainer.Load"/> can go on
    /// from there; null, the default, for none. That it can be written is checked before the first step.
    /// </summary>
    public string? CheckpointPath { get; init; }

    /// <summary>
    /// What else changes in training and belongs into a checkpoint, by name: the <see cref="SavableRandom"/> of a loss of one's own,
    /// for instance. Layers that are <see cref="ISavable"/>, as <see cref="Dropout"/> is, are among it by themselves.
    /// </summary>
    public IReadOnlyDictionary<string, ISavable> States { get; init; } = new Dictionary<string, ISavable>();

    private static int Positive(int value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, name);
        return value;
    }
}
