using System;
using System.Linq;
using NeuralGen.Tests.Layers;
using Xunit;

namespace NeuralGen.Tests.Training.Regularizers;

/// <summary>Row C3.</summary>
public class RegularizerTests
{
    private static Regularizer New(string name, double strength) =>
        name switch
        {
            "L2" => new L2Penalty(strength),
            "L1" => new L1Penalty(strength),
            _ => new PowerPenalty(strength, Power(name)),
        };

    private static double Power(string name) =>
        name == "L2" ? 2
        : name == "L1" ? 1
        : double.Parse(name[1..]) / 10;

    [Theory]
    [InlineData("L2")]
    [InlineData("L1")]
    [InlineData("q5")]
    [InlineData("q10")]
    [InlineData("q15")]
    [InlineData("q20")]
    [InlineData("q40")]
    public void Value_and_gradient_are_those_of_the_sum_of_powers(string name)
    {
        double q = Power(name);
        Regularizer regularizer = New(name, 0.3);
        Tensor<float>[] weights = [DenseTests.Random(1, 7, 5), DenseTests.Random(2, 3), Tensor<float>.Parameter(0, 4)];
        foreach (Tensor<float> w in weights)
            w.Grad!.Fill(10);
        double expected = 0.3 * weights.Sum(w => w.ToArray().Sum(x => Math.Pow(Math.Abs(x), q)));
        Assert.Equal(expected, regularizer.Value(weights), 1e-5 * expected);
        Assert.Equal(expected, regularizer.AddGradient(weights), 1e-5 * expected);
        foreach (Tensor<float> w in weights)
            for (int i = 0; i < w.Length; i++)
            {
                double x = w.AsSpan()[i];
                double slope = 0.3 * q * Math.Pow(Math.Abs(x), q - 1) * Math.Sign(x);
                Assert.Equal(10 + slope, w.Grad!.AsSpan()[i], 1e-5 * (10 + Math.Abs(slope)));
            }
    }

    [Theory]
    [InlineData("L2")]
    [InlineData("L1")]
    [InlineData("q1")]
    [InlineData("q5")]
    [InlineData("q10")]
    [InlineData("q15")]
    public void Weight_of_0_stays_there(string name)
    {
        // Long enough for whole vectors and a rest; zeros among others.
        var w = Tensor<float>.Parameter(37);
        w[3] = 2;
        w[36] = -2;
        double value = New(name, 0.5).AddGradient([w]);
        Assert.Equal(Math.Pow(2, Power(name)), value, 1e-5);
        for (int i = 0; i < 37; i++)
            Assert.Equal(w[i], 2 * Math.Sign(w.Grad![i]));
    }

    [Fact]
    public void L2_of_half_a_decay_makes_the_steps_of_that_decay()
    {
        Tensor<float> penalized = DenseTests.Random(3, 4, 5);
        Tensor<float> decayed = DenseTests.Random(3, 4, 5);
        var first = new Sgd<float>([penalized], 0.1, momentum: 0.9);
        var second = new Sgd<float>([decayed], 0.1, momentum: 0.9, weightDecay: 0.2);
        var regularizer = new L2Penalty(0.1);
        for (int step = 0; step < 10; step++)
        {
            first.ZeroGrad();
            second.ZeroGrad();
            regularizer.AddGradient([penalized]);
            first.Step();
            second.Step();
        }
        for (int i = 0; i < 20; i++)
            Assert.Equal(decayed.AsSpan()[i], penalized.AsSpan()[i], 1e-6);
        Assert.NotEqual(DenseTests.Random(3, 4, 5)[0, 0], penalized[0, 0]);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        Tensor<float>[] weights = [DenseTests.Random(1, 7, 5), DenseTests.Random(2, 3)];
        Regularizer[] all = [new L2Penalty(0.1), new L1Penalty(0.1), new PowerPenalty(0.1, 1.5)];
        foreach (Regularizer regularizer in all)
            regularizer.AddGradient(weights);
        Assert.Equal(
            0,
            Allocations.Least(() =>
            {
                foreach (Regularizer regularizer in all)
                    regularizer.AddGradient(weights);
            })
        );
    }

    [Fact]
    public void Weights_are_told_from_biases()
    {
        var random = new Random(1);
        var model = new Sequential(new Dense(3, 4, random), new Relu(), new Dense(4, 2, random));
        Assert.Equal(["0.Weight", "2.Weight"], Names(model, model.Weights()));
        Assert.Equal(["0.Bias", "2.Bias"], Names(model, model.Biases()));

        var optimizer = new Sgd<float>(model.Parameters, 0.1, weightDecay: 0.5);
        optimizer.Configure(model.Biases(), weightDecay: 0);
        foreach (Tensor<float> parameter in model.Parameters)
            parameter.Fill(1);
        optimizer.Step();
        Assert.All(model.Weights(), weight => Assert.All(weight.ToArray(), x => Assert.Equal(0.95f, x)));
        Assert.All(model.Biases(), bias => Assert.All(bias.ToArray(), x => Assert.Equal(1, x)));
    }

    private static string[] Names(Layer model, System.Collections.Generic.IEnumerable<Tensor<float>> tensors) =>
        [.. tensors.Select(tensor => model.NamedParameters.Single(entry => entry.Value == tensor).Key)];

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("strength", () => new L2Penalty(-1));
        Assert.Throws<ArgumentOutOfRangeException>("strength", () => new L1Penalty(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("power", () => new PowerPenalty(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("power", () => new PowerPenalty(1, double.PositiveInfinity));
        Assert.Throws<ArgumentNullException>(() => new L2Penalty(1).Value(null!));
        Assert.Throws<ArgumentNullException>(() => new L2Penalty(1).AddGradient(null!));
        Tensor<float> first = DenseTests.Random(1, 2, 2);
        first.Grad!.Fill(0);
        Assert.Throws<ArgumentException>("weights", () => new L2Penalty(1).AddGradient([first, new Tensor<float>(2)]));
        Assert.All(first.Grad.ToArray(), x => Assert.Equal(0, x));
    }
}
