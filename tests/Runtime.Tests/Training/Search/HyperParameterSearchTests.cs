using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Xunit;

namespace NeuralGen.Tests.Training.Search;

/// <summary>Row C8.</summary>
public class HyperParameterSearchTests
{
    private static SearchSpace Space() => new SearchSpace().LogUniform("rate", 0.01, 1, 3).Choice("hidden", 16, 32);

    [Fact]
    public void Grid_is_every_combination()
    {
        var tried = new List<string>();
        SearchResult<int> result = HyperParameterSearch.Grid(
            Space(),
            choice =>
            {
                tried.Add(choice.ToString());
                return (choice.Whole("hidden"), Math.Abs(choice["rate"] - 0.1) + 1.0 / choice["hidden"]);
            }
        );
        Assert.Equal(
            [
                "rate = 0.01, hidden = 16",
                "rate = 0.01, hidden = 32",
                "rate = 0.1, hidden = 16",
                "rate = 0.1, hidden = 32",
                "rate = 1, hidden = 16",
                "rate = 1, hidden = 32",
            ],
            tried
        );
        Assert.Equal((4, 32), (result.Best.Number, result.Model));
        Assert.Equal(1, HyperParameterSearch.Grid(Space(), _ => (0, 5.0)).Best.Number);
    }

    [Fact]
    public void Random_choices_fill_their_ranges_and_come_from_the_seed_alone()
    {
        SearchSpace space = Space().Uniform("dropout", -1, 3);
        string[] Choices(int seed) =>
            [
                .. HyperParameterSearch
                    .Random(space, 1000, seed, choice => (0, 0.0))
                    .Trials.Select(trial => trial.Parameters.ToString()),
            ];
        Assert.Equal(Choices(1), Choices(1));
        Assert.NotEqual(Choices(1), Choices(2));

        HyperParameters[] all =
        [
            .. HyperParameterSearch.Random(space, 1000, 3, choice => (0, 0.0)).Trials.Select(trial => trial.Parameters),
        ];
        Assert.All(
            all,
            choice => Assert.True(choice["rate"] is >= 0.01 and <= 1 && choice["dropout"] is >= -1 and <= 3)
        );
        Assert.InRange(all.Count(choice => choice["rate"] < 0.1), 430, 570);
        Assert.InRange(all.Count(choice => choice["dropout"] < 1), 430, 570);
        Assert.InRange(all.Count(choice => choice.Whole("hidden") == 16), 430, 570);
    }

    [Fact]
    public void Trials_that_diverge_are_the_worst_and_do_not_end_the_search()
    {
        SearchSpace space = new SearchSpace().Choice("kind", 0, 1, 2, 3);
        var reported = new List<Trial>();
        SearchResult<string> result = HyperParameterSearch.Grid(
            space,
            choice =>
                choice.Whole("kind") switch
                {
                    0 => throw new TrainingDivergedException("too fast"),
                    1 => ("NaN", double.NaN),
                    2 => ("good", 0.5),
                    _ => ("bad", 0.7),
                },
            new Reports<Trial>(reported.Add)
        );
        Assert.Equal("good", result.Model);
        Assert.Equal([double.PositiveInfinity, double.PositiveInfinity, 0.5, 0.7], result.Trials.Select(t => t.Error));
        Assert.Equal(result.Trials, reported);
        Assert.Throws<InvalidOperationException>(() => HyperParameterSearch.Grid(space, _ => (0, double.NaN)));
        Assert.Throws<FormatException>(() => HyperParameterSearch.Grid<int>(space, _ => throw new FormatException()));
    }

    [Fact]
    public void Test_set_is_used_once_and_for_the_chosen_model()
    {
        SearchResult<double> result = HyperParameterSearch.Grid(Space(), choice => (choice["rate"], choice["rate"]));
        Assert.Null(result.TestError);
        Assert.Equal(0.02, result.Test(model => 2 * model), 1e-12);
        Assert.Throws<InvalidOperationException>(() => result.Test(model => model));
        Assert.Equal(0.02, result.TestError!.Value, 1e-12);
    }

    [Fact]
    public void Search_over_real_trainings_finds_what_learns()
    {
        Dataset<float> data = TrainingTask.Classes(120, seed: 1);
        (Dataset<float> training, Dataset<float> validation, Dataset<float> test) = data.Split(0.25, 0.25, seed: 1);
        // So slow that nothing is learned, good, and so fast that it diverges.
        SearchResult<Layer> result = HyperParameterSearch.Grid(
            new SearchSpace().Choice("rate", 1e-9, 0.3, 1e38),
            choice =>
            {
                Layer model = TrainingTask.Model();
                var optimizer = new Sgd<float>(model.Parameters, choice["rate"]);
                var trainer = new Trainer(model, new SoftmaxCrossEntropy(), optimizer, new() { Epochs = 20 });
                return (model, trainer.Train(training, validation).Final.ValidationError);
            }
        );
        Assert.Equal(0.3, result.Best.Parameters["rate"]);
        Assert.Equal(double.PositiveInfinity, result.Trials[2].Error);
        Assert.InRange(result.Test(model => Errors.Rate(model.Forward(test.Inputs), test.Labels)), 0, 0.4);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        SearchSpace space = Space();
        Assert.Throws<ArgumentException>("name", () => space.Choice("rate", 1));
        Assert.Throws<ArgumentException>("values", () => space.Choice("other"));
        Assert.Throws<ArgumentOutOfRangeException>("low", () => space.LogUniform("other", 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("high", () => space.Uniform("other", 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("points", () => space.Uniform("other", 0, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(
            "trials",
            () => HyperParameterSearch.Random(space, 0, 1, _ => (0, 0.0))
        );
        Assert.Throws<InvalidOperationException>(() => HyperParameterSearch.Grid(new SearchSpace(), _ => (0, 0.0)));
        Assert.Throws<KeyNotFoundException>(() => HyperParameterSearch.Grid(space, choice => (0, choice["size"])));
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() =>
            HyperParameterSearch.Grid(space, _ => (0, 0.0), null, cancelled.Token)
        );
    }
}
