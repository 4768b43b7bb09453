using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NeuralGen.Tests.Kernels;
using Xunit;

namespace NeuralGen.Tests.Training;

/// <summary>Rows C7 and C13, and what belongs to them.</summary>
[Collection(nameof(Parallelism))]
public class TrainerTests
{
    private static readonly Dataset<float> Training = TrainingTask.Classes(101, seed: 1);
    private static readonly Dataset<float> Validation = TrainingTask.Classes(50, seed: 2);

    private static Trainer New(Layer model, TrainingOptions options, double rate = 0.1) =>
        new(model, new SoftmaxCrossEntropy(), new Sgd<float>(model.Parameters, rate, momentum: 0.5), options);

    [Fact]
    public void Training_is_the_loop_that_one_would_write()
    {
        Sequential expected = TrainingTask.Model();
        var loss = new SoftmaxCrossEntropy();
        var optimizer = new Sgd<float>(expected.Parameters, 0.1, momentum: 0.5);
        var batches = new Minibatches<float>(Training, 10, new SavableRandom(2 * 7));
        var losses = new List<double>();
        var sizes = new HashSet<int>();
        for (int epoch = 0; epoch < 3; epoch++)
        {
            double sum = 0;
            foreach (Batch<float> batch in batches.Epoch())
            {
                optimizer.ZeroGrad();
                sum += (double)batch.Count * loss.ForwardBackward(expected.Forward(batch.Inputs), batch.Labels);
                expected.Backward();
                optimizer.Step();
                sizes.Add(batch.Count);
            }
            losses.Add(sum / 101);
        }
        Assert.Equal([1, 10], sizes.Order());

        Sequential model = TrainingTask.Model();
        TrainingResult result = New(
                model,
                new()
                {
                    Epochs = 3,
                    BatchSize = 10,
                    Seed = 7,
                }
            )
            .Train(Training);
        Assert.Equal(TrainingTask.Bits(expected), TrainingTask.Bits(model));
        Assert.Equal(losses, result.History.Select(epoch => epoch.TrainingLoss));
        Assert.Equal((TrainingOutcome.Completed, false), (result.Outcome, result.HasBestWeights));
        Assert.All(result.History, epoch => Assert.True(double.IsNaN(epoch.ValidationLoss)));
        Assert.True(model.IsTraining);
    }

    [Fact]
    public void What_could_not_be_saved_is_told_before_the_first_step()
    {
        using var folder = new TemporaryFolder();
        Sequential model = TrainingTask.Model();
        float[] before = TrainingTask.Bits(model);
        Assert.Throws<DirectoryNotFoundException>(() =>
            New(model, new() { CheckpointPath = folder["none/run.safetensors"] }).Train(Training)
        );
        Assert.Throws<UnauthorizedAccessException>(() =>
            New(model, new() { CheckpointPath = folder.Path }).Train(Training)
        );
        var taken = new Dictionary<string, ISavable> { ["trainer.order"] = new SavableRandom(1) };
        string path = folder["run.safetensors"];
        string message = Assert
            .Throws<ArgumentException>(() =>
                New(model, new() { CheckpointPath = path, States = taken }).Train(Training)
            )
            .Message;
        Assert.Contains("'trainer.order'", message);
        var others = new Sgd<float>(TrainingTask.Model().Parameters, 0.1);
        Assert.Throws<ArgumentException>(() =>
            new Trainer(model, new SoftmaxCrossEntropy(), others, new() { CheckpointPath = path }).Train(Training)
        );
        Assert.Equal(before, TrainingTask.Bits(model));
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Data_that_do_not_fit_are_no_beginning()
    {
        Trainer trainer = New(TrainingTask.Model(), new() { Epochs = 1 });
        var wide = new Dataset<float>(new Tensor<float>(7, 5), new int[7]);
        Assert.Throws<ArgumentException>(() => trainer.Train(wide));
        Assert.Single(trainer.Train(Training).History);
    }

    [Fact]
    public void Model_learns_and_what_is_reported_is_what_it_does()
    {
        Sequential model = TrainingTask.Model();
        Trainer trainer = New(
            model,
            new()
            {
                Epochs = 20,
                KeepBest = false,
                EvaluationBatchSize = 7,
            }
        );
        TrainingResult result = trainer.Train(Training, Validation);
        EpochResult last = result.Final;
        Assert.Equal(Enumerable.Range(1, 20), result.History.Select(epoch => epoch.Epoch));
        Assert.InRange(last.TrainingError, 0, 0.25);
        Assert.InRange(last.ValidationError, 0, 0.3);
        Assert.True(last.TrainingLoss < 0.7 * result.History[0].TrainingLoss);
        Assert.All(result.History, epoch => Assert.True(epoch is { LearningRate: 0.1, Penalty: 0, GradientNorm: > 0 }));

        Tensor<float> scores = model.Forward(Validation.Inputs);
        Assert.Equal(new SoftmaxCrossEntropy().Forward(scores, Validation.Labels), last.ValidationLoss, 1e-5);
        int wrong = Enumerable
            .Range(0, 50)
            .Count(row => Enumerable.Range(0, 3).MaxBy(c => scores[row, c]) != Validation.Labels[row]);
        Assert.Equal(wrong / 50.0, last.ValidationError, 1e-12);
        Assert.Equal(new Evaluation(last.ValidationLoss, last.ValidationError), trainer.Evaluate(Validation));
    }

    [Fact]
    public void One_seed_gives_one_training_on_any_number_of_threads()
    {
        float[] Train(int threads, int seed)
        {
            using var limit = new ThreadLimit(threads);
            var random = new Random(1);
            var model = new Sequential(new Dense(4, 300, random), new Relu(), new Dense(300, 3, random));
            New(
                    model,
                    new()
                    {
                        Epochs = 2,
                        BatchSize = 50,
                        Seed = seed,
                    },
                    0.01
                )
                .Train(Training, Validation);
            return TrainingTask.Bits(model);
        }

        float[] one = Train(threads: 1, seed: 3);
        Assert.Equal(one, Train(threads: 2, seed: 3));
        Assert.Equal(one, Train(threads: 5, seed: 3));
        Assert.NotEqual(one, Train(threads: 1, seed: 4));
    }

    [Fact]
    public void Schedule_sets_the_rate_before_each_epoch()
    {
        var options = new TrainingOptions { Epochs = 4, Schedule = new StepDecay(2, 0.5) };
        TrainingResult result = New(TrainingTask.Model(), options, 0.2).Train(Training);
        Assert.Equal([0.2, 0.2, 0.1, 0.1], result.History.Select(epoch => epoch.LearningRate));
    }

    [Fact]
    public void Penalties_are_on_the_weights_and_are_reported()
    {
        Sequential model = TrainingTask.Model();
        float[] before = model.Parameters[0].ToArray();
        var options = new TrainingOptions
        {
            Epochs = 1,
            BatchSize = 101,
            Regularizers = [new L2Penalty(0.5), new L1Penalty(0.1)],
        };
        var optimizer = new Sgd<float>(model.Parameters, 1e-3);
        TrainingResult result = new Trainer(model, new Zero(), optimizer, options).Train(Training);
        Tensor<float>[] first = [.. TrainingTask.Model().Weights()];
        double expected = new L2Penalty(0.5).Value(first) + new L1Penalty(0.1).Value(first);
        Assert.Equal(expected, result.History[0].Penalty, 1e-6);
        for (int i = 0; i < before.Length; i++)
            Assert.Equal(
                before[i] - 1e-3 * (before[i] + 0.1 * Math.Sign(before[i])),
                model.Parameters[0].AsSpan()[i],
                1e-6
            );
        Assert.All(model.Biases(), bias => Assert.All(bias.ToArray(), x => Assert.Equal(0, x)));
    }

    /// <summary>Asks for nothing.</summary>
    private sealed class Zero : Objective
    {
        public override float Loss(Tensor<float> outputs, Batch<float> batch) => 0;

        public override float LossAndGradient(Tensor<float> outputs, Batch<float> batch) => 0;

        public override double Error(Tensor<float> outputs, Batch<float> batch) => 0;
    }

    [Fact]
    public void Gradients_are_clipped_and_reported_as_they_were()
    {
        Sequential model = TrainingTask.Model();
        float[] before = TrainingTask.Bits(model);
        var options = new TrainingOptions
        {
            Epochs = 1,
            BatchSize = 101,
            MaximumGradientNorm = 0.01,
        };
        var trainer = new Trainer(model, new SoftmaxCrossEntropy(), new Sgd<float>(model.Parameters, 1), options);
        double norm = trainer.Train(Training).History[0].GradientNorm;
        Assert.InRange(norm, 0.05, 10);
        double moved = Math.Sqrt(
            TrainingTask.Bits(model).Zip(before, (x, y) => ((double)x - y) * ((double)x - y)).Sum()
        );
        Assert.Equal(0.01, moved, 1e-5);
    }

    [Fact]
    public void Progress_is_told_of_every_step_and_every_epoch()
    {
        var reports = new List<TrainingProgress>();
        New(TrainingTask.Model(), new() { Epochs = 2, BatchSize = 40 })
            .Train(Training, Validation, new Reports<TrainingProgress>(reports.Add));
        Assert.Equal([1, 2, 3, 3, 1, 2, 3, 3], reports.Select(report => report.Batch));
        Assert.Equal([1, 1, 1, 1, 2, 2, 2, 2], reports.Select(report => report.Epoch));
        Assert.Equal([3, 7], Enumerable.Range(0, 8).Where(i => reports[i].Result is not null));
        Assert.All(reports, report => Assert.Equal((2, 3, 0.1), (report.Epochs, report.Batches, report.LearningRate)));
        Assert.Equal(reports[2].Loss, reports[3].Result!.Value.TrainingLoss);
        Assert.False(double.IsNaN(reports[3].Result!.Value.ValidationError));
    }

    [Fact]
    public void A_step_allocates_nothing_after_the_first_epoch()
    {
        var least = new List<long>();
        long before = 0;
        var progress = new Reports<TrainingProgress>(report =>
        {
            // From the second step of an epoch on: what a new epoch needs is counted with its first.
            if (report is { Epoch: > 2, Batch: > 1, Result: null })
                least.Add(GC.GetAllocatedBytesForCurrentThread() - before);
            before = GC.GetAllocatedBytesForCurrentThread();
        });
        var options = new TrainingOptions
        {
            Epochs = 6,
            BatchSize = 20,
            MaximumGradientNorm = 1,
            Regularizers = [new L2Penalty(0.001)],
            Augmentation = Augmentation.Chain(new RandomNoise(0.1), new RandomFlip(4)),
        };
        New(TrainingTask.Model(), options).Train(Training, Validation, progress);
        Assert.Equal(4 * 5, least.Count);
        // A collection that another thread starts may count in one of them.
        Assert.InRange(least.Count(bytes => bytes == 0), 18, 20);
    }

    [Fact]
    public void User_ends_the_training_after_an_epoch()
    {
        var options = new TrainingOptions { Epochs = 50, StopWhen = epoch => epoch.Epoch == 3 };
        Trainer trainer = New(TrainingTask.Model(), options);
        TrainingResult result = trainer.Train(Training);
        Assert.Equal((3, TrainingOutcome.StoppedByUser), (result.History.Count, result.Outcome));
        Assert.NotSame(trainer.History, result.History);
        Assert.Equal(3, trainer.Train(Training).History.Count);
    }

    [Fact]
    public void Model_is_judged_in_use_and_trained_in_training()
    {
        var dropping = new Dropping();
        var model = new Sequential(dropping, TrainingTask.Model());
        var modes = new List<bool>();
        model.Evaluate();
        Trainer trainer = New(model, new() { Epochs = 1 });
        trainer.Train(Training, Validation, new Reports<TrainingProgress>(_ => modes.Add(dropping.IsTraining)));
        // Steps in training; the epoch is reported after it was judged.
        Assert.Equal([true, true, true, true, false], modes);
        Assert.False(model.IsTraining);
        Assert.Equal(trainer.Evaluate(Validation), trainer.Evaluate(Validation));
        Assert.False(dropping.IsTraining);
        model.Train();
        trainer.Evaluate(Validation);
        Assert.True(dropping.IsTraining);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Sequential model = TrainingTask.Model();
        var loss = new SoftmaxCrossEntropy();
        var optimizer = new Sgd<float>(model.Parameters, 0.1);
        Assert.Throws<ArgumentNullException>("model", () => new Trainer(null!, loss, optimizer));
        Assert.Throws<ArgumentNullException>("optimizer", () => new Trainer(model, loss, null!));
        Assert.Throws<ArgumentOutOfRangeException>("Epochs", () => new TrainingOptions { Epochs = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("BatchSize", () => new TrainingOptions { BatchSize = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("Patience", () => new TrainingOptions { Patience = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(
            "MaximumGradientNorm",
            () => new TrainingOptions { MaximumGradientNorm = 0 }
        );
        var trainer = new Trainer(model, loss, optimizer);
        Assert.Throws<ArgumentNullException>("training", () => trainer.Train(null!));
        Assert.Throws<ArgumentException>("training", () => trainer.Train(Training.Take([])));
        Assert.Throws<ArgumentException>("validation", () => trainer.Train(Training, Validation.Take([])));
        Assert.Throws<ArgumentException>("data", () => trainer.Evaluate(Training.Take([])));
        Assert.Empty(trainer.History);
    }
}
