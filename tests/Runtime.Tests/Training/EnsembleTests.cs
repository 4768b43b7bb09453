using System;
using System.Linq;
using Xunit;

namespace NeuralGen.Tests.Training;

/// <summary>Row C11.</summary>
public class EnsembleTests
{
    private static readonly Dataset<float> Data = TrainingTask.Classes(20, seed: 1);

    [Fact]
    public void Outputs_or_probabilities_are_averaged()
    {
        Sequential[] members = [TrainingTask.Model(seed: 1), TrainingTask.Model(seed: 2), TrainingTask.Model(seed: 3)];
        // Scores of any size.
        members[1].Parameters[3][1] = 1000;
        float[][] outputs = [.. members.Select(member => member.Forward(Data.Inputs).ToArray())];
        float[] mean = new Ensemble(members).Predict(Data.Inputs).ToArray();
        float[] probabilities = new Ensemble(members) { AveragesProbabilities = true }
            .Predict(Data.Inputs)
            .ToArray();
        for (int row = 0; row < 20; row++)
        {
            double[] expected = new double[3];
            foreach (float[] output in outputs)
            {
                double[] own = [.. output.Skip(3 * row).Take(3).Select(score => (double)score)];
                double sum = own.Sum(score => Math.Exp(score - own.Max()));
                for (int c = 0; c < 3; c++)
                    expected[c] += Math.Exp(own[c] - own.Max()) / sum / 3;
            }
            for (int c = 0; c < 3; c++)
            {
                Assert.Equal(outputs.Average(output => output[3 * row + c]), mean[3 * row + c], 1e-3);
                Assert.Equal(expected[c], probabilities[3 * row + c], 1e-5);
            }
        }
        Assert.True(members[0].IsTraining);
    }

    [Fact]
    public void Members_are_asked_as_in_use_and_any_number_of_examples()
    {
        var ensemble = new Ensemble(new Sequential(new Dropping(), TrainingTask.Model()), TrainingTask.Model());
        float[] first = ensemble.Predict(Data.Inputs).ToArray();
        Assert.Equal(TrainingTask.Model().Forward(Data.Inputs).ToArray(), first);
        Assert.Equal([3, 3], ensemble.Predict(Data.Take([1, 2, 3]).Inputs).Shape.ToArray());
        Assert.Equal(first, ensemble.Predict(Data.Inputs).ToArray());
    }

    [Fact]
    public void Three_models_do_better_than_the_mean_of_them()
    {
        Dataset<float> training = TrainingTask.Classes(60, seed: 3);
        Dataset<float> test = TrainingTask.Classes(400, seed: 4);
        Layer[] members =
        [
            .. Enumerable
                .Range(1, 5)
                .Select(seed =>
                {
                    Sequential model = TrainingTask.Model(seed: seed);
                    var options = new TrainingOptions
                    {
                        Epochs = 60,
                        BatchSize = 10,
                        Seed = seed,
                    };
                    new Trainer(
                        model,
                        new SoftmaxCrossEntropy(),
                        new Adam<float>(model.Parameters, 0.03),
                        options
                    ).Train(training);
                    return model;
                }),
        ];
        double mean = members.Average(member => Errors.Rate(member.Forward(test.Inputs), test.Labels));
        var ensemble = new Ensemble(members) { AveragesProbabilities = true };
        Assert.True(Errors.Rate(ensemble.Predict(test.Inputs), test.Labels) < mean);
    }

    [Fact]
    public void Wrong_members_are_refused()
    {
        Assert.Throws<ArgumentException>("members", () => new Ensemble());
        Assert.Throws<ArgumentNullException>("members", () => new Ensemble(TrainingTask.Model(), null!));
        var ensemble = new Ensemble(TrainingTask.Model(3), TrainingTask.Model(2));
        Assert.Throws<ArgumentException>(() => ensemble.Predict(Data.Inputs));
    }
}
