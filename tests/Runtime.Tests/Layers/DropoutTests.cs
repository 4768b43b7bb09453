using System;
using System.Linq;
using Xunit;

namespace NeuralGen.Tests.Layers;

public class DropoutTests
{
    private static Tensor<float> Ones(int count)
    {
        var x = Tensor<float>.Parameter(1, count);
        x.Fill(1);
        return x;
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.1)]
    [InlineData(0.8)]
    public void In_training_elements_are_dropped_and_the_mean_stays(double probability)
    {
        var layer = new Dropout(new Random(1), probability);
        Tensor<float> x = Ones(20_000);
        Tensor<float> y = layer.Forward(x);
        y.Grad!.Fill(3);
        layer.Backward();
        float kept = (float)(1 / (1 - probability));
        Assert.All(y.ToArray(), v => Assert.True(v == 0 || v == kept));
        Assert.Equal(probability, y.ToArray().Count(v => v == 0) / 20_000.0, 0.02);
        Assert.Equal(1, y.ToArray().Average(), 0.06);
        // What is dropped has no gradient, and what is kept has the same factor.
        Assert.Equal(y.ToArray().Select(v => 3 * v), x.Grad!.ToArray());
    }

    [Fact]
    public void In_use_nothing_is_dropped()
    {
        var layer = new Dropout(new Random(1));
        layer.Evaluate();
        Tensor<float> x = Ones(100);
        layer.Forward(x).Grad!.Fill(2);
        layer.Backward();
        Assert.Equal(x.ToArray(), layer.Forward(x).ToArray());
        Assert.All(x.Grad!.ToArray(), g => Assert.Equal(2, g));
        layer.Train();
        Assert.Contains(0, layer.Forward(x).ToArray());
    }

    [Fact]
    public void One_seed_gives_one_sequence()
    {
        Tensor<float> x = Ones(50);
        float[][] Sequence(Layer layer) => [layer.Forward(x).ToArray(), layer.Forward(x).ToArray()];
        var one = new Dropout(new Random(7));
        float[][] first = Sequence(one);
        Assert.Equal(first, Sequence(new Dropout(new Random(7))));
        Assert.NotEqual(first[0], first[1]);

        // A copy drops others, the same in every run.
        float[][] Copy()
        {
            var layer = new Dropout(new Random(7));
            float[][] copied = Sequence(layer.Share());
            Assert.NotEqual(copied, Sequence(layer));
            return copied;
        }
        Assert.Equal(Copy(), Copy());
    }

    [Fact]
    public void A_state_goes_on_with_the_same_choices()
    {
        Tensor<float> x = Ones(50);
        var layer = new Dropout(new Random(7));
        layer.Forward(x);
        string state = layer.SaveState();
        float[] next = layer.Forward(x).ToArray();
        var other = new Dropout(new Random(8));
        Assert.NotEqual(next, other.Forward(x).ToArray());
        other.LoadState(state);
        Assert.Equal(next, other.Forward(x).ToArray());
        Assert.Throws<FormatException>(() => other.LoadState("none"));

        // Random numbers that can be saved are used themselves.
        var random = new SavableRandom(1);
        Assert.Equal(random.SaveState(), new Dropout(random).SaveState());
    }

    [Fact]
    public void All_or_nothing()
    {
        Tensor<float> x = Ones(50);
        Assert.All(new Dropout(new Random(1), 1).Forward(x).ToArray(), v => Assert.Equal(0, v));
        Assert.All(new Dropout(new Random(1), 0).Forward(x).ToArray(), v => Assert.Equal(1, v));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Dropout(new Random(1), 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Dropout(new Random(1), double.NaN));
        Assert.Throws<ArgumentNullException>(() => new Dropout(null!));
    }

    [Fact]
    public void Memory_is_used_again()
    {
        var layer = new Dropout(new Random(1));
        Tensor<float> x = Ones(50);
        void Run()
        {
            layer.Forward(x);
            layer.Backward();
        }
        Run();
        Assert.Equal(0, Allocations.Least(Run));
    }
}
