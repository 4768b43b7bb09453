using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;

namespace NeuralGen;

/// <summary>
/// Trains a model: epochs of shuffled minibatches, a judgement of the validation set after each, schedules, penalties, clipping,
/// early stopping that keeps the best weights, and checkpoints.
/// </summary>
/// <remarks>
/// <para>
/// One seed gives one training, to the last bit, on any number of threads. So does one that was interrupted, by a cancellation
/// between two steps or by the end of the process, and resumed from a checkpoint.
/// </para>
/// <para>A step allocates nothing after the first epoch. For one thread, as layers are.</para>
/// </remarks>
/// <example>
/// <code>
/// var optimizer = new AdamW&lt;float&gt;(model.Parameters, 1e-3);
/// optimizer.Configure(model.Biases(), weightDecay: 0);
/// var trainer = new Trainer(model, new SoftmaxCrossEntropy(), optimizer, new() { Epochs = 50, Patience = 5, Seed = 1 });
/// TrainingResult result = trainer.Train(training, validation, progress, cancellationToken);
/// double error = trainer.Evaluate(test).Error;
/// </code>
/// </example>
public sealed partial class Trainer
{
    private readonly Objective _objective;
    private readonly double _firstRate;
    private readonly Tensor<float>[] _regularized;
    private readonly EarlyStopping _stopping;
    private readonly BestWeights? _best;
    private readonly SavableRandom _order;
    private readonly SavableRandom _augmentation;
    private readonly TrainerState _state = new();
    private readonly ForwardTrace _trace = new();

    /// <summary>Trains a classifier.</summary>
    /// <param name="model">The model, whose outputs are scores [batch, classes].</param>
    /// <param name="loss">The loss, for data sets with classes.</param>
    /// <param name="optimizer">The optimizer of its parameters; its learning rate is the first.</param>
    /// <param name="options">How to train; null for the defaults.</param>
    /// <exception cref="ArgumentNullException">The model, the loss or the optimizer is null.</exception>
    public Trainer(Layer model, Loss<int[]> loss, Optimizer<float> optimizer, TrainingOptions? options = null)
        : this(model, Objective.Of(loss), optimizer, options) { }

    /// <summary>Trains for regression, or for answers yes and no.</summary>
    /// <param name="model">The model, whose outputs have the shape of the targets.</param>
    /// <param name="loss">The loss, for data sets with targets.</param>
    /// <param name="optimizer">The optimizer of its parameters; its learning rate is the first.</param>
    /// <param name="options">How to train; null for the defaults.</param>
    /// <exception cref="ArgumentNullException">The model, the loss or the optimizer is null.</exception>
    public Trainer(Layer model, Loss<Tensor<float>> loss, Optimizer<float> optimizer, TrainingOptions? options = null)
        : this(model, Objective.Of(loss), optimizer, options) { }

    /// <summary>Trains for any objective.</summary>
    /// <param name="model">The model.</param>
    /// <param name="objective">What is to become small.</param>
    /// <param name="optimizer">The optimizer of its parameters; its learning rate is the first.</param>
    /// <param name="options">How to train; null for the defaults.</param>
    /// <exception cref="ArgumentNullException">The model, the objective or the optimizer is null.</exception>
    public Trainer(Layer model, Objective objective, Optimizer<float> optimizer, TrainingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(optimizer);
        Model = model;
        _objective = objective;
        Optimizer = optimizer;
        Options = options ?? new TrainingOptions();
        _firstRate = optimizer.LearningRate;
        _regularized = [.. Options.Regularized ?? model.Weights().Where(optimizer.Parameters.Contains)];
        _stopping = new EarlyStopping(Options.Patience);
        _best = Options.KeepBest ? new BestWeights(model) : null;
        // Two sequences that no other seed has.
        _order = new SavableRandom(2L * Options.Seed);
        _augmentation = new SavableRandom(2L * Options.Seed + 1);
    }

    /// <summary>The model.</summary>
    public Layer Model { get; }

    /// <summary>The optimizer.</summary>
    public Optimizer<float> Optimizer { get; }

    /// <summary>How it trains.</summary>
    public TrainingOptions Options { get; }

    /// <summary>The epochs that are over, those of a checkpoint that was loaded included.</summary>
    public IReadOnlyList<EpochResult> History => _state.History;

    /// <summary>Why the training is over; or that it is not.</summary>
    public TrainingOutcome Outcome =>
        _state.IsStopped ? TrainingOutcome.StoppedByUser
        : _stopping.ShouldStop ? TrainingOutcome.StoppedImproving
        : History.Count >= Options.Epochs ? TrainingOutcome.Completed
        : TrainingOutcome.Unfinished;

    /// <summary>
    /// Trains from where the training stands to its end: from the beginning, from a checkpoint that was loaded, or from where
    /// the last call was cancelled.
    /// </summary>
    /// <param name="training">The examples to learn from.</param>
    /// <param name="validation">The examples to judge by after every epoch; null for none.</param>
    /// <param name="progress">Is told after every step and every epoch; null for nobody.</param>
    /// <param name="cancellationToken">Ends the training after a step. It can be resumed by another call.</param>
    /// <exception cref="ArgumentNullException"><paramref name="training"/> is null.</exception>
    /// <exception cref="ArgumentException">A data set is empty, or does not fit the model; or as <see cref="Save"/>.</exception>
    /// <exception cref="IOException">The folder of <see cref="TrainingOptions.CheckpointPath"/> is not there, or the file cannot be written.</exception>
    /// <exception cref="InvalidOperationException">
    /// The training began with another number of examples, or another size of batches.
    /// </exception>
    /// <exception cref="TrainingDivergedException">A loss or gradient is not finite. No step was made with it.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled; the weights are those after its last step.</exception>
    public TrainingResult Train(
        Dataset<float> training,
        Dataset<float>? validation = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        CheckSizes(training, validation);
        CheckCheckpoint();
        var batches = new Minibatches<float>(training, Options.BatchSize, _order);
        Minibatches<float>? judged = validation is null ? null : InOrder(validation);
        bool wasTraining = Model.IsTraining;
        try
        {
            while (Outcome == TrainingOutcome.Unfinished)
            {
                long start = Stopwatch.GetTimestamp();
                double before = _state.Seconds;
                RunEpoch(batches, progress, cancellationToken);
                EpochResult result = EndEpoch(judged, before + Stopwatch.GetElapsedTime(start).TotalSeconds);
                SaveCheckpoint();
                progress?.Report(Progress(batches.Count, result));
            }
        }
        finally
        {
            Model.Train(wasTraining);
        }
        bool hasBest = _best is not null && validation is not null && _stopping.BestEpoch > 0;
        if (hasBest)
            _best!.Restore();
        return new TrainingResult([.. History], Outcome, _stopping.BestEpoch, hasBest);
    }

    private EpochResult EndEpoch(Minibatches<float>? judged, double seconds)
    {
        var own = new Evaluation(_state.Loss / _state.Examples, _state.Error / _state.Examples);
        Evaluation held = judged is null ? new Evaluation(double.NaN, double.NaN) : Judge(judged);
        Evaluation watched = judged is null ? own : held;
        double error = Options.Criterion == Criterion.Error ? watched.Error : watched.Loss;
        var result = new EpochResult(
            History.Count + 1,
            own.Loss,
            own.Error,
            _state.Penalty / _state.Batch,
            held.Loss,
            held.Error,
            Optimizer.LearningRate,
            _state.GradientNorm,
            seconds
        );
        _state.End(result);
        Options.Schedule?.EndEpoch(error);
        if (_stopping.Judge(error) && judged is not null)
            _best?.Keep();
        _state.IsStopped = Options.StopWhen?.Invoke(result) ?? false;
        return result;
    }

    private void CheckSizes(Dataset<float> training, Dataset<float>? validation)
    {
        CheckNotEmpty(training, nameof(training));
        if (validation is not null)
            CheckNotEmpty(validation, nameof(validation));
        (int, int) sizes = (Options.BatchSize, training.Count);
        bool hasBegun = _state.Batch > 0 || History.Count > 0;
        if (hasBegun && _state.Sizes != sizes)
            throw new InvalidOperationException(
                FormattableString.Invariant(
                    $"The training began with {_state.Sizes.All} examples in batches of {_state.Sizes.Batch}, "
                )
                    + FormattableString.Invariant(
                        $"but is to go on with {training.Count} in batches of {Options.BatchSize}."
                    )
            );
        _state.Sizes = sizes;
    }

    private static void CheckNotEmpty(Dataset<float> data, string name)
    {
        ArgumentNullException.ThrowIfNull(data, name);
        if (data.Count == 0)
            throw new ArgumentException("The data set is empty.", name);
    }
}
