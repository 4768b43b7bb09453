using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NeuralGen.Tests.Data;

public class MinibatchesTests
{
    private static Dataset<float> Data(int count)
    {
        var inputs = new Tensor<float>(count, 2);
        int[] labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            inputs[i, 0] = i;
            inputs[i, 1] = -i;
            labels[i] = 100 + i;
        }
        return new Dataset<float>(inputs, labels);
    }

    [Theory]
    [InlineData(10, 3, new[] { 3, 3, 3, 1 })]
    [InlineData(9, 3, new[] { 3, 3, 3 })]
    [InlineData(2, 3, new[] { 2 })]
    [InlineData(3, 1, new[] { 1, 1, 1 })]
    [InlineData(0, 3, new int[0])]
    public void Every_example_comes_once_an_epoch_and_the_last_short_batch_is_kept(int count, int size, int[] sizes)
    {
        var batches = new Minibatches<float>(Data(count), size, seed: 3);
        Assert.Equal(sizes.Length, batches.Count);
        for (int epoch = 0; epoch < 3; epoch++)
        {
            var seen = new List<int>();
            var actualSizes = new List<int>();
            foreach (Batch<float> batch in batches.Epoch())
            {
                actualSizes.Add(batch.Count);
                Assert.Equal([batch.Count, 2], batch.Inputs.Shape.ToArray());
                for (int i = 0; i < batch.Count; i++)
                {
                    int row = batch.Rows[i];
                    seen.Add(row);
                    Assert.Equal((row, -row, 100 + row), (batch.Inputs[i, 0], batch.Inputs[i, 1], batch.Labels[i]));
                }
            }
            Assert.Equal(sizes, actualSizes);
            Assert.Equal(Enumerable.Range(0, count), seen.Order());
        }
    }

    [Fact]
    public void Targets_come_with_their_inputs()
    {
        var inputs = new Tensor<float>(7, 2);
        var targets = new Tensor<float>(7, 3);
        for (int i = 0; i < 7; i++)
        {
            inputs[i, 1] = i;
            for (int j = 0; j < 3; j++)
                targets[i, j] = 10 * i + j;
        }
        (Dataset<float> training, Dataset<float> heldOut) = new Dataset<float>(inputs, targets).Split(2, seed: 1);
        Assert.Equal((5, 2), (training.Count, heldOut.Count));
        Assert.Empty(training.Labels);
        Assert.Equal([2, 3], heldOut.Targets!.Shape.ToArray());
        var seen = new List<float>();
        foreach (Batch<float> batch in new Minibatches<float>(training, 2, seed: 3).Epoch())
        {
            Assert.Empty(batch.Labels);
            Assert.Equal([batch.Count, 3], batch.Targets!.Shape.ToArray());
            for (int i = 0; i < batch.Count; i++)
            {
                seen.Add(batch.Inputs[i, 1]);
                for (int j = 0; j < 3; j++)
                    Assert.Equal(10 * batch.Inputs[i, 1] + j, batch.Targets[i, j]);
            }
        }
        seen.AddRange([heldOut.Inputs[0, 1], heldOut.Inputs[1, 1]]);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], seen.Order());
    }

    [Fact]
    public void Targets_are_kept_where_inputs_change()
    {
        var data = new Dataset<float>(new Tensor<float>(6, 4), new Tensor<float>(6, 3));
        Assert.Same(data.Targets, data.Reshape(2, 2).Targets);
        Assert.Same(data.Targets, Normalization<float>.Of(data).Apply(data).Targets);
        (Dataset<float> training, Dataset<float> validation, Dataset<float> test) = data.Split(0.34, 0.34, seed: 1);
        Assert.Equal([2, 3], training.Targets!.Shape.ToArray());
        Assert.Equal([2, 3], validation.Targets!.Shape.ToArray());
        Assert.Equal([2, 3], test.Targets!.Shape.ToArray());
        Assert.Throws<ArgumentException>("stratified", () => data.Split(0.1, 0.1, seed: 1, stratified: true));
    }

    [Fact]
    public void Targets_that_do_not_fit_are_refused()
    {
        var inputs = new Tensor<float>(7, 2);
        Assert.Throws<ArgumentException>("targets", () => new Dataset<float>(inputs, new Tensor<float>(6, 2)));
        Assert.Throws<ArgumentException>("targets", () => new Dataset<float>(inputs, new Tensor<float>()));
        Assert.Throws<ArgumentException>("inputs", () => new Dataset<float>(new Tensor<float>(), inputs));
        Assert.Throws<ArgumentNullException>("targets", () => new Dataset<float>(inputs, (Tensor<float>)null!));
    }

    private static List<int> Order(Minibatches<float> batches)
    {
        var order = new List<int>();
        foreach (Batch<float> batch in batches.Epoch())
            order.AddRange(batch.Rows.ToArray());
        return order;
    }

    [Fact]
    public void Seed_decides_the_orders_and_each_epoch_has_its_own()
    {
        var a = new Minibatches<float>(Data(20), 6, seed: 5);
        var b = new Minibatches<float>(Data(20), 6, seed: 5);
        List<int> first = Order(a);
        List<int> second = Order(a);
        Assert.NotEqual(first, second);
        Assert.Equal(first, Order(b));
        Assert.Equal(second, Order(b));
        Assert.NotEqual(first, Order(new Minibatches<float>(Data(20), 6, seed: 6)));
        Assert.Equal(Enumerable.Range(0, 20), Order(new Minibatches<float>(Data(20), 6, seed: null)));
    }

    [Fact]
    public void Orders_stay_the_same_from_version_to_version()
    {
        Assert.Equal([4, 6, 7, 5, 3, 2, 0, 1], Order(new Minibatches<float>(Data(8), 8, seed: 1)));
    }

    [Fact]
    public void Interrupted_epoch_goes_on_where_it_was()
    {
        var random = new SavableRandom(3);
        var batches = new Minibatches<float>(Data(20), 6, random);
        Order(batches);
        string state = random.SaveState();
        List<int> whole = Order(batches);
        for (int skip = 0; skip <= 4; skip++)
        {
            var other = new SavableRandom(9);
            other.LoadState(state);
            var rest = new List<int>();
            foreach (Batch<float> batch in new Minibatches<float>(Data(20), 6, other).Epoch(skip))
                rest.AddRange(batch.Rows.ToArray());
            Assert.Equal(whole.Skip(6 * skip), rest);
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => batches.Epoch(5));
        Assert.Throws<ArgumentOutOfRangeException>(() => batches.Epoch(-1));
    }

    [Fact]
    public void Epochs_allocate_nothing()
    {
        var batches = new Minibatches<float>(Data(50), 8, seed: 1);
        int count = 0;
        void Run()
        {
            count = 0;
            foreach (Batch<float> batch in batches.Epoch())
                count += batch.Inputs.Dim(0);
        }
        Run();
        Assert.Equal(0, Allocations.Least(Run));
        Assert.Equal(50, count);
    }

    [Fact]
    public void Split_divides_without_loss_or_overlap()
    {
        (Dataset<float> training, Dataset<float> heldOut) = Data(20).Split(6, seed: 2);
        Assert.Equal((14, 6), (training.Count, heldOut.Count));
        Assert.Equal(Enumerable.Range(100, 20), training.Labels.Concat(heldOut.Labels).Order());
        for (int i = 0; i < 6; i++)
            Assert.Equal(heldOut.Labels[i], 100 + heldOut.Inputs[i, 0]);
        Assert.Equal(training.Labels, Data(20).Split(6, seed: 2).Training.Labels);
        Assert.Throws<ArgumentOutOfRangeException>(() => Data(20).Split(21, seed: 2));
    }

    [Fact]
    public void Bad_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Minibatches<float>(Data(4), 0, 1));
        var error = Assert.Throws<ArgumentException>(() => new Dataset<float>(new Tensor<float>(3, 2), new int[4]));
        Assert.Contains("3 inputs, but 4 labels", error.Message);
        error = Assert.Throws<ArgumentException>(() => new Dataset<float>(new Tensor<float>(2, 2), [0, -1]));
        Assert.Contains("position 1", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Data(4).Take([4]));
        Assert.Throws<InvalidOperationException>(() => new Minibatches<float>(Data(4), 2, 1).Epoch().Current);
    }
}
