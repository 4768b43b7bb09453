using System;
using System.Linq;
using Xunit;

namespace NeuralGen.Tests.Data;

public class SplitTests
{
    // Example i is i, of the class that is given for it.
    private static Dataset<float> Data(params int[] labels) =>
        new(Tensor<float>.Wrap([.. labels.Select((_, i) => (float)i)], labels.Length, 1), labels);

    private static int[] Rows(Dataset<float> data) => [.. data.Inputs.ToArray().Select(value => (int)value)];

    [Theory]
    [InlineData(100, 0.15, 0.2, 65, 15, 20)]
    [InlineData(10, 0.25, 0.25, 4, 3, 3)]
    [InlineData(7, 0, 0.5, 3, 0, 4)]
    [InlineData(7, 0.3, 0, 5, 2, 0)]
    [InlineData(3, 0.5, 0.49, 0, 2, 1)]
    [InlineData(1, 0.6, 0.3, 0, 1, 0)]
    [InlineData(0, 0.2, 0.2, 0, 0, 0)]
    public void Every_example_is_in_one_set(int count, double validation, double test, int a, int b, int c)
    {
        Dataset<float> data = Data([.. Enumerable.Range(0, count).Select(i => i % 3)]);
        foreach (bool stratified in new[] { false, true })
        {
            var parts = data.Split(validation, test, seed: 1, stratified);
            Assert.Equal((a, b, c), (parts.Training.Count, parts.Validation.Count, parts.Test.Count));
            Dataset<float>[] all = [parts.Training, parts.Validation, parts.Test];
            Assert.Equal(Enumerable.Range(0, count), all.SelectMany(Rows).Order());
            foreach (Dataset<float> part in all)
                Assert.Equal(Rows(part).Select(row => row % 3), part.Labels);
        }
    }

    [Fact]
    public void Seed_decides_and_orders_are_random()
    {
        Dataset<float> data = Data(new int[50]);
        var first = data.Split(0.2, 0.2, seed: 1);
        Assert.Equal(Rows(first.Training), Rows(data.Split(0.2, 0.2, seed: 1).Training));
        Assert.NotEqual(Rows(first.Training), Rows(data.Split(0.2, 0.2, seed: 2).Training));
        Assert.NotEqual(Rows(first.Training).Order(), Rows(first.Training));
    }

    [Fact]
    public void Stratified_sets_have_the_proportions_of_the_whole()
    {
        // 60 of class 9, 30 of class 0, 10 of class 4, in this order.
        int[] labels =
        [
            .. Enumerable
                .Range(0, 100)
                .Select(i =>
                    i < 60 ? 9
                    : i < 90 ? 0
                    : 4
                ),
        ];
        for (int seed = 0; seed < 20; seed++)
        {
            var parts = Data(labels).Split(0.1, 0.2, seed, stratified: true);
            Check(parts.Training, 42, 21, 7);
            Check(parts.Validation, 6, 3, 1);
            Check(parts.Test, 12, 6, 2);
            // Not class by class.
            Assert.NotEqual(parts.Training.Labels.OrderDescending(), parts.Training.Labels);
        }

        static void Check(Dataset<float> part, int nine, int zero, int four)
        {
            Assert.Equal(nine, part.Labels.Count(label => label == 9));
            Assert.Equal(zero, part.Labels.Count(label => label == 0));
            Assert.Equal(four, part.Labels.Count(label => label == 4));
        }
    }

    [Fact]
    public void Stratified_shares_differ_from_the_exact_ones_by_less_than_one_where_classes_allow()
    {
        var random = new Random(3);
        for (int run = 0; run < 300; run++)
        {
            int[] labels = [.. Enumerable.Range(0, random.Next(1, 80)).Select(_ => random.Next(5) * random.Next(2))];
            double validation = random.NextDouble() / 2;
            double test = random.NextDouble() / 2;
            var parts = Data(labels).Split(validation, test, run, stratified: true);
            foreach (int label in labels.Distinct())
            {
                int size = labels.Count(other => other == label);
                Assert.InRange(parts.Test.Labels.Count(other => other == label) - size * test, -1.5, 1.5);
                Assert.InRange(parts.Validation.Labels.Count(other => other == label) - size * validation, -1.5, 1.5);
            }
            Assert.Equal((int)Math.Floor(test * labels.Length + 0.5), parts.Test.Count);
        }
    }

    [Theory]
    [InlineData(0.5, 0.5)]
    [InlineData(1, 0)]
    [InlineData(-0.1, 0.5)]
    [InlineData(0.1, double.NaN)]
    public void Fractions_that_leave_nothing_are_refused(double validation, double test)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Data(new int[10]).Split(validation, test, seed: 1));
    }

    [Fact]
    public void Examples_get_another_shape_without_a_copy()
    {
        var data = new Dataset<float>(Tensor<float>.Wrap([1, 2, 3, 4, 5, 6, 7, 8], 2, 4), [0, 1]);
        Dataset<float> pictures = data.Reshape(1, 2, 2);
        Assert.Equal([2, 1, 2, 2], pictures.Inputs.Shape.ToArray());
        data.Inputs[1, 3] = 9;
        Assert.Equal(9, pictures.Inputs[1, 0, 1, 1]);
        var error = Assert.Throws<ArgumentException>(() => data.Reshape(3));
        Assert.Contains("[2, 4], which is not [2, 3]", error.Message);
        var rows = new Dataset<float>(data.Inputs.Rows(1, 1), [1]);
        Assert.Contains("a view", Assert.Throws<ArgumentException>(() => rows.Reshape(2, 2)).Message);
        Assert.Equal(9, rows.Take([0]).Reshape(2, 2).Inputs[0, 1, 1]);
    }
}
