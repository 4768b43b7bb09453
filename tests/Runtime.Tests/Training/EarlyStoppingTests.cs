using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NeuralGen.Tests.Training;

/// <summary>Row C7.</summary>
public class EarlyStoppingTests
{
    private static readonly Dataset<float> Training = TrainingTask.Classes(40, seed: 1);
    private static readonly Dataset<float> Validation = TrainingTask.Classes(20, seed: 2);

    /// <summary>The likelihood of labels, with errors of the validation set that are given.</summary>
    private sealed class Scripted(Layer model, double[] errors) : Objective
    {
        private readonly SoftmaxCrossEntropy _loss = new();
        private int _next;

        public override float Loss(Tensor<float> outputs, Batch<float> batch) => _loss.Forward(outputs, batch.Labels);

        public override float LossAndGradient(Tensor<float> outputs, Batch<float> batch) =>
            _loss.ForwardBackward(outputs, batch.Labels);

        public override double Error(Tensor<float> outputs, Batch<float> batch) =>
            model.IsTraining ? 0 : errors[_next++];
    }

    private static (TrainingResult Result, float[] Final, List<float[]> Epochs) Train(
        double[] errors,
        TrainingOptions options
    )
    {
        Sequential model = TrainingTask.Model();
        var epochs = new List<float[]>();
        var progress = new Reports<TrainingProgress>(report =>
        {
            if (report.Result is not null)
                epochs.Add(TrainingTask.Bits(model));
        });
        var trainer = new Trainer(model, new Scripted(model, errors), new Sgd<float>(model.Parameters, 0.1), options);
        return (trainer.Train(Training, Validation, progress), TrainingTask.Bits(model), epochs);
    }

    [Theory]
    [InlineData(new double[] { 5, 4, 3, 4, 3, 5, 1 }, 3, 3, 6)]
    [InlineData(new double[] { 5, 4, 4.5, 4.5, 3, 6, 6, 6, 1 }, 3, 5, 8)]
    [InlineData(new double[] { 1, 2, 3 }, 1, 1, 2)]
    [InlineData(new double[] { double.NaN, double.NaN, 2, double.NaN, 3, 1 }, 3, 6, 6)]
    public void Training_looks_ahead_and_keeps_the_best_weights(double[] errors, int patience, int best, int last)
    {
        var options = new TrainingOptions { Epochs = errors.Length, Patience = patience };
        (TrainingResult result, float[] final, List<float[]> epochs) = Train(errors, options);
        Assert.Equal((best, last), (result.BestEpoch, result.History.Count));
        Assert.Equal(errors[..last], result.History.Select(epoch => epoch.ValidationError));
        Assert.Equal(
            last < errors.Length ? TrainingOutcome.StoppedImproving : TrainingOutcome.Completed,
            result.Outcome
        );
        Assert.Equal(epochs[best - 1], final);
        Assert.Equal(errors[best - 1], result.Final.ValidationError);
        if (best < last)
            Assert.NotEqual(epochs[last - 1], final);
    }

    [Fact]
    public void Last_weights_are_kept_where_that_is_wanted()
    {
        (TrainingResult result, float[] final, List<float[]> epochs) = Train(
            [3, 1, 2, 2],
            new() { Epochs = 4, KeepBest = false }
        );
        Assert.Equal((2, false), (result.BestEpoch, result.HasBestWeights));
        Assert.Equal(epochs[3], final);
        Assert.Equal(4, result.Final.Epoch);
    }

    [Fact]
    public void Loss_may_be_what_must_improve()
    {
        (TrainingResult result, _, _) = Train(
            [1, 2, 3, 4],
            new()
            {
                Epochs = 4,
                Patience = 2,
                Criterion = Criterion.Loss,
            }
        );
        // The loss falls all the time.
        Assert.Equal((4, 4), (result.BestEpoch, result.History.Count));
    }

    [Fact]
    public void State_that_was_saved_goes_on()
    {
        double[] errors = [5, 4, 6, 3, 3, 4, 5];
        for (int at = 0; at <= errors.Length; at++)
        {
            var first = new EarlyStopping(3);
            var second = new EarlyStopping(3);
            foreach (double error in errors[..at])
                first.Judge(error);
            second.LoadState(first.SaveState());
            foreach (double error in errors[at..])
                Assert.Equal((first.Judge(error), first.ShouldStop), (second.Judge(error), second.ShouldStop));
            Assert.Equal((4, 3.0, true), (second.BestEpoch, second.Best, second.ShouldStop));
        }
        var stopping = new EarlyStopping(null);
        Assert.False(stopping.ShouldStop);
        Assert.Throws<FormatException>(() => stopping.LoadState("1 2 0.5"));
        Assert.Throws<FormatException>(() => stopping.LoadState("1 1"));
        Assert.Throws<ArgumentOutOfRangeException>("patience", () => new EarlyStopping(0));
    }
}
