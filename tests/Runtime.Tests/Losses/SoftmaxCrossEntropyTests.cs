using System;
using NeuralGen.Tests.Layers;
using Xunit;

namespace NeuralGen.Tests.Losses;

public class SoftmaxCrossEntropyTests
{
    private static double[] Softmax(Tensor<float> logits, int row)
    {
        double[] e = new double[logits.Dim(1)];
        double largest = double.NegativeInfinity;
        for (int i = 0; i < e.Length; i++)
            largest = Math.Max(largest, logits[row, i]);
        double sum = 0;
        for (int i = 0; i < e.Length; i++)
            sum += e[i] = Math.Exp(logits[row, i] - largest);
        return Array.ConvertAll(e, v => v / sum);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 10)]
    [InlineData(32, 10)]
    [InlineData(2, 1000)]
    public void Loss_and_gradient_are_the_formulas(int batch, int classes)
    {
        Tensor<float> logits = DenseTests.Random(1, batch, classes);
        foreach (ref float logit in logits.AsSpan())
            logit *= 5;
        int[] labels = new int[batch];
        for (int b = 0; b < batch; b++)
            labels[b] = b * 7 % classes;
        double expected = 0;
        for (int b = 0; b < batch; b++)
            expected -= Math.Log(Softmax(logits, b)[labels[b]]) / batch;

        var loss = new SoftmaxCrossEntropy();
        Assert.Equal(expected, loss.Forward(logits, labels), 1e-5);
        logits.Grad!.Fill(3);
        loss.Backward(logits, labels, seed: 2);
        Compare(3, 2);
        Assert.Equal(expected, loss.ForwardBackward(logits, labels), 1e-5);
        Compare(0, 1);

        void Compare(double before, double seed)
        {
            for (int b = 0; b < batch; b++)
            {
                double[] softmax = Softmax(logits, b);
                for (int i = 0; i < classes; i++)
                {
                    double gradient = (softmax[i] - (i == labels[b] ? 1 : 0)) / batch;
                    Assert.Equal(before + seed * gradient, logits.Grad[b, i], 1e-6);
                }
            }
        }
    }

    [Fact]
    public void Extreme_scores_are_no_trouble()
    {
        var logits = Tensor<float>.Wrap([1000, -1000, 0, 1000, -1000, 0], 2, 3);
        logits.Grad = new Tensor<float>(2, 3);
        Assert.Equal(1000, new SoftmaxCrossEntropy().ForwardBackward(logits, [0, 1]));
        Assert.Equal([0, 0, 0, 0.5f, -0.5f, 0], logits.Grad.ToArray());

        logits = Tensor<float>.Wrap([-1000, -1000], 1, 2);
        logits.Grad = new Tensor<float>(1, 2);
        Assert.Equal(MathF.Log(2), new SoftmaxCrossEntropy().ForwardBackward(logits, [1]), 1e-4f);
        Assert.Equal([0.5f, -0.5f], logits.Grad.ToArray());
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        var loss = new SoftmaxCrossEntropy();
        var logits = Tensor<float>.Parameter(2, 3);
        var error = Assert.Throws<ArgumentException>(() => loss.Forward(logits, [0, 1, 2]));
        Assert.Contains("3 labels, but 2 rows", error.Message);
        Assert.Throws<ArgumentException>(() => loss.Forward(new Tensor<float>(0, 3), []));
        Assert.Throws<ArgumentException>(() => loss.Forward(new Tensor<float>(6), new int[6]));
        Assert.Contains("labels", Assert.Throws<IndexOutOfRangeException>(() => loss.Forward(logits, [0, 3])).Message);
        Assert.Throws<IndexOutOfRangeException>(() => loss.Forward(logits, [-1, 0]));
        Assert.Throws<InvalidOperationException>(() => new SoftmaxCrossEntropy().Backward(logits, [0, 1]));
        Assert.Throws<ArgumentException>(() => loss.ForwardBackward(new Tensor<float>(2, 3), [0, 1]));
    }
}
