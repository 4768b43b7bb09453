using System;
using System.Diagnostics;
using System.Threading;

namespace NeuralGen;

public sealed partial class Trainer
{
    private void RunEpoch(
        Minibatches<float> batches,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        long start = Stopwatch.GetTimestamp();
        if (Options.Schedule is { } schedule)
            Optimizer.LearningRate = _firstRate * schedule.Factor;
        Minibatches<float>.Enumerator epoch = Begin(batches);
        Model.Train();
        while (true)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                _state.Seconds += Stopwatch.GetElapsedTime(start).TotalSeconds;
                SaveCheckpoint();
                cancellationToken.ThrowIfCancellationRequested();
            }
            if (!epoch.MoveNext())
                return;
            Step(epoch.Current);
            progress?.Report(Progress(batches.Count, null));
        }
    }

    // An epoch that was interrupted has the order that it had, without the batches that are done.
    private Minibatches<float>.Enumerator Begin(Minibatches<float> batches)
    {
        if (_state.Shuffle.Length == 0)
            _state.Shuffle = _order.SaveState();
        else
            _order.LoadState(_state.Shuffle);
        return batches.Epoch(skip: _state.Batch);
    }

    private void Step(Batch<float> batch)
    {
        Options.Augmentation?.Apply(batch.Inputs, _augmentation);
        Optimizer.ZeroGrad();
        Tensor<float> outputs = _trace.Run(Model, batch.Inputs);
        float loss = _objective.LossAndGradient(outputs, batch);
        if (!float.IsFinite(loss))
            throw Diverged("loss", loss, NonFiniteSearch.Forward(Model, _trace, batch), outputs);
        double error = _objective.Error(outputs, batch);
        Model.Backward();
        double penalty = 0;
        for (int i = 0; i < Options.Regularizers.Count; i++)
            penalty += Options.Regularizers[i].AddGradient(_regularized);
        if (!double.IsFinite(penalty))
            throw Diverged("penalty", penalty, NonFiniteSearch.Parameters(Model), outputs);
        double norm = GradientClipping.ByNorm(
            Optimizer.Parameters,
            Options.MaximumGradientNorm ?? double.PositiveInfinity
        );
        if (!double.IsFinite(norm))
        {
            // An infinity that a later layer made finite again is the cause, and comes first.
            NonFiniteValue? found = NonFiniteSearch.Forward(Model, _trace, batch);
            throw Diverged("gradient", norm, found ?? NonFiniteSearch.Backward(Model, _trace), outputs);
        }
        Optimizer.Step();
        _state.Add(batch.Count, loss, error, penalty, norm);
    }

    private TrainingProgress Progress(int batches, EpochResult? result) =>
        result is { } over
            ? new(over.Epoch, Options.Epochs, batches, batches, over.TrainingLoss, over.LearningRate, over)
            : new(
                History.Count + 1,
                Options.Epochs,
                _state.Batch,
                batches,
                _state.Loss / _state.Examples,
                Optimizer.LearningRate,
                null
            );

    private TrainingDivergedException Diverged(string what, double value, NonFiniteValue? found, Tensor<float> outputs)
    {
        (int epoch, int batch) = (History.Count + 1, _state.Batch + 1);
        string source =
            found?.Message
            ?? FormattableString.Invariant(
                $"All layers' values are finite, the largest output is {NonFiniteSearch.Largest(outputs):G3}: the objective made it."
            );
        return new TrainingDivergedException(
            FormattableString.Invariant($"Epoch {epoch}, batch {batch}: the {what} is {value}. {source}")
        )
        {
            Layer = found?.Layer,
            Epoch = epoch,
            Batch = batch,
        };
    }
}
