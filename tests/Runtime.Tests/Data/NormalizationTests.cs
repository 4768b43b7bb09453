using System;
using System.IO;
using System.Linq;
using Xunit;

namespace NeuralGen.Tests.Data;

public class NormalizationTests
{
    [Fact]
    public void Training_set_gets_mean_0_and_deviation_1_and_others_its_numbers()
    {
        var training = new Dataset<double>(Tensor<double>.Wrap([1, 10, 3, 30, 5, 20], 3, 2), [0, 1, 2]);
        Normalization<double> normalization = Normalization<double>.Of(training);
        Assert.Equal([3, 20], normalization.Mean.ToArray());
        Assert.Equal(Math.Sqrt(8.0 / 3), normalization.Deviation[0], 1e-15);
        Assert.Equal(Math.Sqrt(200.0 / 3), normalization.Deviation[1], 1e-14);
        Dataset<double> applied = normalization.Apply(training);
        Assert.Same(training.Labels, applied.Labels);
        Assert.Equal(1, training.Inputs[0, 0]);
        for (int feature = 0; feature < 2; feature++)
        {
            double[] values = [.. Enumerable.Range(0, 3).Select(row => applied.Inputs[row, feature])];
            Assert.Equal(0, values.Sum(), 1e-14);
            Assert.Equal(3, values.Sum(value => value * value), 1e-14);
        }
        Tensor<double> other = Tensor<double>.Wrap([3, 20, 3 + Math.Sqrt(8.0 / 3), 0], 2, 2);
        normalization.Apply(other, other);
        Assert.Equal(0, other[0, 0]);
        Assert.Equal(1, other[1, 0], 1e-15);
        Assert.Equal(-20 / Math.Sqrt(200.0 / 3), other[1, 1], 1e-15);
    }

    [Fact]
    public void Constant_features_become_0_and_stay_finite()
    {
        // The mean of many 0.1f, rounded, would not be 0.1f, nor their deviation 0.
        float[] values = [.. Enumerable.Range(0, 1001).SelectMany(i => new[] { 0.1f, i })];
        Normalization<float> normalization = Normalization<float>.Of(Tensor<float>.Wrap(values, 1001, 2));
        Assert.Equal((0.1f, 0f), (normalization.Mean[0], normalization.Deviation[0]));
        Tensor<float> seen = Tensor<float>.Wrap([0.1f, 500, 0.6f, 500], 2, 2);
        normalization.Apply(seen, seen);
        Assert.Equal([0, 0, 0.5f, 0], seen.ToArray());
    }

    [Fact]
    public void Large_offsets_do_not_drown_the_deviation()
    {
        double[] values = [.. Enumerable.Range(0, 100).Select(i => 1e9 + i % 2)];
        Normalization<double> normalization = Normalization<double>.Of(Tensor<double>.Wrap(values, 100, 1));
        Assert.Equal(0.5, normalization.Deviation[0], 1e-12);
    }

    [Fact]
    public void Examples_of_any_shape_are_normalized()
    {
        Tensor<float> pictures = Tensor<float>.Wrap([.. Enumerable.Range(0, 12).Select(i => (float)(i * i))], 3, 2, 2);
        Normalization<float> normalization = Normalization<float>.Of(pictures);
        Assert.Equal([2, 2], normalization.Mean.Shape.ToArray());
        var one = new Tensor<float>(1, 2, 2);
        normalization.Apply(pictures.Rows(1, 1), one);
        Assert.Equal((pictures[1, 0, 1] - normalization.Mean[0, 1]) / normalization.Deviation[0, 1], one[0, 0, 1]);
    }

    [Fact]
    public void Numbers_are_saved_and_loaded_to_the_bit()
    {
        using var folder = new TemporaryFolder();
        Normalization<float> normalization = Normalization<float>.Of(Penguins.Load());
        normalization.Save(folder["n"]);
        Normalization<float> loaded = Normalization<float>.Load(folder["n"]);
        Assert.Equal(normalization.Mean.ToArray(), loaded.Mean.ToArray());
        Assert.Equal(normalization.Deviation.ToArray(), loaded.Deviation.ToArray());

        Weights.Save<float>(folder["w"], [new("mean", new Tensor<float>(2))]);
        Assert.StartsWith("w is no normalization", Error(folder["w"]));
        Weights.Save<float>(folder["w"], [new("mean", new Tensor<float>(2)), new("deviation", new Tensor<float>(3))]);
        Assert.StartsWith("w is no normalization", Error(folder["w"]));
        Weights.Save<float>(
            folder["w"],
            [new("mean", new Tensor<float>(1)), new("deviation", Tensor<float>.Wrap([-1]))]
        );
        Assert.StartsWith("w is no normalization", Error(folder["w"]));
        Weights.Save<double>(folder["w"], Normalization<double>.Of(new Tensor<double>(1, 2)).NamedTensors);
        Assert.StartsWith("w: 'mean' is of type F64", Error(folder["w"]));

        static string Error(string path) =>
            Assert.Throws<InvalidDataException>(() => Normalization<float>.Load(path)).Message;
    }

    [Fact]
    public void Bad_data_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Normalization<float>.Of(new Tensor<float>(0, 3)));
        Assert.Throws<ArgumentException>(() => Normalization<float>.Of(new Tensor<float>()));
        Tensor<float> missing = Tensor<float>.Wrap([1, 2, 3, float.NaN], 2, 2);
        Assert.Contains(
            "Example 1 has NaN as feature 1",
            Assert.Throws<ArgumentException>(() => Normalization<float>.Of(missing)).Message
        );
        Normalization<float> normalization = Normalization<float>.Of(new Tensor<float>(2, 3));
        var error = Assert.Throws<ArgumentException>(() =>
            normalization.Apply(new Tensor<float>(2, 4), new Tensor<float>(2, 4))
        );
        Assert.Contains("[2, 4]; of one, [3]", error.Message);
        Assert.Throws<ArgumentException>(() => normalization.Apply(new Tensor<float>(2, 3), new Tensor<float>(1, 3)));
    }
}
