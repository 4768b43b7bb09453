using System;
using System.Globalization;
using System.Linq;
using Xunit;
using Xunit.Abstractions;

namespace NeuralGen.Tests.Layers;

public class BatchNormTests(ITestOutputHelper output)
{
    private static Tensor<float> Images(int seed, int batch)
    {
        var x = new Tensor<float>(batch, 3, 2, 2);
        LayerCase.Fill(x, seed);
        return x;
    }

    [Fact]
    public void Running_statistics_are_means_of_the_batches()
    {
        var layer = new BatchNorm2d(3);
        Assert.Equal(["Weight", "Bias", "RunningMean", "RunningVariance"], layer.State.Select(e => e.Key));
        Assert.Equal(["Weight", "Bias"], layer.NamedParameters.Select(e => e.Key));
        double[] mean = [0, 0, 0];
        double[] variance = [1, 1, 1];
        for (int batch = 0; batch < 4; batch++)
        {
            Tensor<float> x = Images(batch, 4 - batch);
            layer.Forward(x);
            for (int c = 0; c < 3; c++)
            {
                double[] values = Enumerable
                    .Range(0, x.Length)
                    .Where(i => i / 4 % 3 == c)
                    .Select(i => (double)x.AsSpan()[i])
                    .ToArray();
                double average = values.Average();
                mean[c] = 0.9 * mean[c] + 0.1 * average;
                variance[c] = 0.9 * variance[c] + 0.1 * values.Sum(v => Math.Pow(v - average, 2)) / (values.Length - 1);
            }
        }
        for (int c = 0; c < 3; c++)
        {
            Assert.Equal(mean[c], layer.RunningMean[c], 1e-6);
            Assert.Equal(variance[c], layer.RunningVariance[c], 1e-6);
        }

        layer.Evaluate();
        Tensor<float> one = Images(9, 1);
        Tensor<float> y = layer.Forward(one);
        for (int i = 0; i < 12; i++)
            Assert.Equal((one.AsSpan()[i] - mean[i / 4]) / Math.Sqrt(variance[i / 4] + 1e-5), y.AsSpan()[i], 1e-5);
        Assert.Equal(mean[0], layer.RunningMean[0], 1e-6);
    }

    [Fact]
    public void The_running_statistics_are_PyTorchs()
    {
        const string Script = """
            import math, torch
            m = torch.nn.BatchNorm2d(3)
            for seed in range(3):
                v = [math.sin(seed + 0.37 * i + 0.011 * i * i) for i in range(24)]
                m(torch.tensor(v).reshape(2, 3, 2, 2))
            print(",".join(repr(v) for v in m.running_mean.tolist() + m.running_var.tolist()))
            """;
        if (Python.Run(output, Script) is not { } text)
            return;
        var layer = new BatchNorm2d(3);
        for (int seed = 0; seed < 3; seed++)
            layer.Forward(Images(seed, 2));
        float[] actual = [.. layer.RunningMean.ToArray(), .. layer.RunningVariance.ToArray()];
        double[] expected = text.Split(',').Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray();
        for (int i = 0; i < 6; i++)
            Assert.Equal(expected[i], actual[i], 1e-6);
    }

    [Fact]
    public void Copies_leave_the_statistics_to_the_original()
    {
        var layer = new BatchNorm2d(3);
        var copy = (BatchNorm2d)layer.Share();
        Assert.Same(layer.RunningMean, copy.RunningMean);
        copy.Forward(Images(1, 2));
        Assert.Equal([0, 0, 0], layer.RunningMean.ToArray());
        layer.Forward(Images(1, 2));
        Assert.NotEqual(0, copy.RunningMean[0]);
    }

    [Fact]
    public void One_value_has_no_variance()
    {
        var layer = new BatchNorm1d(2);
        string message = Assert.Throws<ArgumentException>(() => layer.Forward(new Tensor<float>(1, 2))).Message;
        Assert.StartsWith("BatchNorm1d: the input has shape [1, 2], with one value in each channel", message);
        layer.Evaluate();
        layer.Forward(new Tensor<float>(1, 2));
        Assert.Throws<ArgumentException>(() => layer.Forward(new Tensor<float>(2, 3)));
        Assert.Throws<ArgumentException>(() => layer.Forward(new Tensor<float>(2, 2, 2, 2)));
        Assert.Throws<ArgumentException>(() => new BatchNorm2d(2).Forward(new Tensor<float>(2, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchNorm1d(2, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchNorm1d(2, momentum: 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LayerNorm(0));
    }

    [Fact]
    public void The_backward_pass_is_that_of_the_forward_pass()
    {
        // Switching in between changes nothing for the call that was made.
        Tensor<float> x = Images(1, 2);
        x.Grad = new Tensor<float>(2, 3, 2, 2);
        var layer = new BatchNorm2d(3);
        float[] Gradient(bool switches)
        {
            x.Grad.Fill(0);
            layer.Train();
            LayerCase.Fill(layer.Forward(x).Grad!, 5);
            layer.Train(!switches);
            layer.Backward();
            return x.Grad.ToArray();
        }
        Assert.Equal(Gradient(false), Gradient(true));
    }
}
