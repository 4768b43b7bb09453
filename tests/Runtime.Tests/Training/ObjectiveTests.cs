using System;
using System.Linq;
using Xunit;

namespace NeuralGen.Tests.Training;

/// <summary>What a training makes small, and how wrong outputs are beside it.</summary>
public class ObjectiveTests
{
    private static readonly Dataset<float> Numbers = TrainingTask.Numbers(200, seed: 1);

    private static Trainer New(Layer model, Loss<Tensor<float>> loss, TrainingOptions options) =>
        new(model, loss, new Adam<float>(model.Parameters, 0.01), options);

    [Fact]
    public void Regression_is_learned_and_its_error_is_the_mean_square()
    {
        Sequential model = TrainingTask.Model(outputs: 1);
        Dataset<float> validation = TrainingTask.Numbers(77, seed: 2);
        Trainer trainer = New(model, new SquaredError(half: true), new() { Epochs = 60, BatchSize = 30 });
        TrainingResult result = trainer.Train(Numbers, validation);
        EpochResult final = result.Final;
        Assert.True(final.ValidationError < 0.2 * result.History[0].ValidationError, $"{final}");
        Assert.Equal(final.ValidationError, 2 * final.ValidationLoss, 1e-6);
        Tensor<float> outputs = model.Forward(validation.Inputs);
        double expected = Enumerable
            .Range(0, 77)
            .Average(i => Math.Pow((double)outputs[i, 0] - validation.Targets![i, 0], 2));
        Assert.Equal(expected, final.ValidationError, 1e-6);
    }

    [Fact]
    public void Data_for_another_kind_of_loss_are_refused()
    {
        Sequential model = TrainingTask.Model();
        var optimizer = new Sgd<float>(model.Parameters, 0);
        string message = Assert
            .Throws<ArgumentException>(() => new Trainer(model, new SoftmaxCrossEntropy(), optimizer).Train(Numbers))
            .Message;
        Assert.Equal("The data set has targets, but the loss is one of classes.", message);
        Dataset<float> classes = TrainingTask.Classes(9, seed: 1);
        message = Assert
            .Throws<ArgumentException>(() => new Trainer(model, new SquaredError(), optimizer).Train(classes))
            .Message;
        Assert.Equal("The data set has classes, but the loss compares with targets.", message);
    }

    [Fact]
    public void Loss_that_is_a_sum_is_told_as_a_mean()
    {
        double First(Reduction reduction)
        {
            Sequential model = TrainingTask.Model(outputs: 1);
            var trainer = new Trainer(
                model,
                new SquaredError(reduction: reduction),
                new Sgd<float>(model.Parameters, 0)
            );
            return trainer.Train(Numbers, Numbers).History[0].ValidationLoss;
        }

        Assert.Equal(First(Reduction.Mean), First(Reduction.Sum), 1e-5);

        // The gradient is that of the sum.
        Sequential summed = TrainingTask.Model(outputs: 1);
        Sequential mean = TrainingTask.Model(outputs: 1);
        var options = new TrainingOptions { Epochs = 1, BatchSize = 200 };
        new Trainer(
            summed,
            new SquaredError(reduction: Reduction.Sum),
            new Sgd<float>(summed.Parameters, 1e-4),
            options
        ).Train(Numbers);
        new Trainer(mean, new SquaredError(), new Sgd<float>(mean.Parameters, 2e-2), options).Train(Numbers);
        foreach ((float x, float y) in TrainingTask.Bits(summed).Zip(TrainingTask.Bits(mean)))
            Assert.Equal(x, y, 1e-5);
    }

    [Fact]
    public void Answers_yes_and_no_are_counted()
    {
        var inputs = new Tensor<float>(4, 4);
        var targets = new Tensor<float>(4, 1);
        for (int i = 0; i < 4; i++)
            (inputs[i, 0], inputs[i, 1], targets[i, 0]) = (i & 1, i >> 1, (i & 1) ^ (i >> 1));
        var xor = new Dataset<float>(inputs, targets);
        Sequential model = TrainingTask.Model(outputs: 1);
        var trainer = new Trainer(
            model,
            new BinaryCrossEntropy(),
            new Adam<float>(model.Parameters, 0.05),
            new() { Epochs = 300, StopWhen = epoch => epoch.TrainingError == 0 && epoch.TrainingLoss < 0.1 }
        );
        TrainingResult result = trainer.Train(xor);
        Assert.Equal(TrainingOutcome.StoppedByUser, result.Outcome);
        Assert.Contains(result.History[0].TrainingError, new[] { 0.25, 0.5, 0.75 });
        Assert.Equal(0, trainer.Evaluate(xor).Error);
    }

    [Fact]
    public void Errors_are_shares_and_means()
    {
        Tensor<float> scores = Tensor<float>.Wrap([1, 3, 2, 5, 5, 0, 0, float.NaN, 0, -1, -2, -3], 4, 3);
        Assert.Equal(0.25, Errors.Rate(scores, [1, 0, 1, 0]));
        Assert.Equal(0.5, Errors.Rate(scores, [1, 1, 0, 0]));
        Assert.Equal(0, Errors.Rate(new Tensor<float>(0, 3), []));
        Tensor<float> answers = Tensor<float>.Wrap([2, -2, 0, float.NaN, 0.1f], 5);
        Assert.Equal(0.4, Errors.BinaryRate(answers, Tensor<float>.Wrap([1, 0, 0, 0, 0], 5)));
        Assert.Equal(0.4, Errors.BinaryRate(answers, Tensor<float>.Wrap([1, 0, 1, 1, 1], 5)));
        Assert.Equal(2.5, Errors.MeanSquare(Tensor<float>.Wrap([1, 2], 2), Tensor<float>.Wrap([2, 0], 2)));
        Assert.Throws<ArgumentException>("scores", () => Errors.Rate(scores, [1]));
        Assert.Throws<ArgumentException>("targets", () => Errors.MeanSquare(scores, answers));
        Assert.Throws<ArgumentException>("targets", () => Errors.BinaryRate(scores, answers));
    }

    [Fact]
    public void Loss_that_does_not_fit_the_data_is_refused()
    {
        Sequential model = TrainingTask.Model();
        var trainer = new Trainer(model, new SquaredError(), new Sgd<float>(model.Parameters, 0.1));
        Assert.Throws<ArgumentException>(() => trainer.Train(TrainingTask.Classes(10, 1)));
        Assert.Throws<ArgumentNullException>("loss", () => Objective.Of((Loss<int[]>)null!));
        Assert.Throws<ArgumentNullException>("loss", () => Objective.Of((Loss<Tensor<float>>)null!));
    }
}
