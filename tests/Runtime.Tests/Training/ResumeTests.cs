using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Xunit;

namespace NeuralGen.Tests.Training;

/// <summary>A training that was interrupted anywhere goes on to the same bits.</summary>
public class ResumeTests
{
    private static readonly Dataset<float> Training = TrainingTask.Classes(50, seed: 1);
    private static readonly Dataset<float> Validation = TrainingTask.Classes(30, seed: 2);

    private static Trainer New(string? path = null, int epochs = 6)
    {
        var random = new Random(1);
        // Random numbers that layers save by themselves, whatever they are made of, and some that the options name.
        var dropout = new SavableRandom(9);
        var model = new Sequential(
            new Dropping(),
            new Dense(4, 8, random),
            new Tanh(),
            new Dropout(dropout, 0.2),
            new Dropout(new Random(3), 0.1),
            new Dropout(new SavableRandom(4), 0.1),
            new Dense(8, 3, random)
        );
        var options = new TrainingOptions
        {
            Epochs = epochs,
            BatchSize = 16,
            Seed = 5,
            Patience = 20,
            Schedule = new HalveOnPlateau(patience: 0),
            Regularizers = [new PowerPenalty(1e-3, 1.5)],
            MaximumGradientNorm = 0.5,
            Augmentation = new RandomNoise(0.2),
            CheckpointPath = path,
            States = new Dictionary<string, ISavable> { ["dropout"] = dropout },
        };
        return new Trainer(model, new SoftmaxCrossEntropy(), new Adam<float>(model.Parameters, 0.05), options);
    }

    private static IEnumerable<EpochResult> Untimed(TrainingResult result) =>
        result.History.Select(epoch => epoch with { Seconds = 0 });

    // Cancels once so many steps are done.
    private static void TrainSteps(Trainer trainer, int steps)
    {
        using var cancellation = new CancellationTokenSource();
        if (steps == 0)
            cancellation.Cancel();
        var progress = new Reports<TrainingProgress>(report =>
        {
            if (report.Result is null && --steps == 0)
                cancellation.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() =>
            trainer.Train(Training, Validation, progress, cancellation.Token)
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(19)]
    [InlineData(24)]
    public void After_a_cancellation_the_same_trainer_or_another_process_goes_on(int steps)
    {
        Trainer whole = New();
        TrainingResult expected = whole.Train(Training, Validation);

        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "run.safetensors");
        Trainer first = New(path);
        TrainSteps(first, steps);
        Assert.Equal(steps, first.Optimizer.Steps);
        Trainer second = New();
        second.Load(path);
        Assert.Equal(first.History, second.History);
        Assert.Equal(TrainingTask.Bits(first.Model), TrainingTask.Bits(second.Model));

        foreach (Trainer trainer in (Trainer[])[first, second])
        {
            TrainingResult result = trainer.Train(Training, Validation);
            Assert.Equal(Untimed(expected), Untimed(result));
            Assert.Equal((expected.BestEpoch, expected.Outcome), (result.BestEpoch, result.Outcome));
            Assert.Equal(TrainingTask.Bits(whole.Model), TrainingTask.Bits(trainer.Model));
        }
    }

    [Fact]
    public void Checkpoint_after_an_epoch_goes_on_to_more_epochs()
    {
        Trainer whole = New(epochs: 6);
        TrainingResult expected = whole.Train(Training, Validation);
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "run.safetensors");
        New(path, epochs: 4).Train(Training, Validation);
        Trainer second = New(epochs: 6);
        second.Load(path);
        Assert.Equal(4, second.History.Count);
        Assert.Equal(Untimed(expected), Untimed(second.Train(Training, Validation)));
        Assert.Equal(TrainingTask.Bits(whole.Model), TrainingTask.Bits(second.Model));

        // The checkpoint of a finished training has nothing left to do but to give back the best weights.
        Trainer finished = New(epochs: 4);
        finished.Load(path);
        Assert.Equal(TrainingOutcome.Completed, finished.Outcome);
        Trainer uninterrupted = New(epochs: 4);
        uninterrupted.Train(Training, Validation);
        finished.Train(Training, Validation);
        Assert.Equal(TrainingTask.Bits(uninterrupted.Model), TrainingTask.Bits(finished.Model));
    }

    [Fact]
    public void Checkpoint_is_a_file_of_weights_for_others()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "run.safetensors");
        Trainer trainer = New(path, epochs: 1);
        trainer.Train(Training, Validation);
        Trainer other = New();
        Weights.Load(path, other.Model.State);
        Assert.Equal(TrainingTask.Bits(trainer.Model), TrainingTask.Bits(other.Model));
    }

    [Fact]
    public void What_is_no_checkpoint_of_such_a_training_is_refused()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "run.safetensors");
        TrainSteps(New(path), 5);
        Trainer other = New();
        other.Load(path);
        Assert.Throws<InvalidOperationException>(() => other.Train(TrainingTask.Classes(49, 1), Validation));
        Assert.Single(other.History);

        Sequential model = TrainingTask.Model();
        var plain = new Trainer(model, new SoftmaxCrossEntropy(), new Adam<float>(model.Parameters));
        float[] before = TrainingTask.Bits(model);
        Assert.Throws<InvalidDataException>(() => plain.Load(path));
        Assert.Equal(before, TrainingTask.Bits(model));
        Assert.Empty(plain.History);
        Assert.Throws<FileNotFoundException>(() => plain.Load(path + ".other"));
    }
}
