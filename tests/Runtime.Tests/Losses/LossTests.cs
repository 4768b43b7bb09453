using System;
using System.Linq;
using NeuralGen.Tests.Layers;
using Xunit;

namespace NeuralGen.Tests.Losses;

/// <summary>The losses beside their formulas in double.</summary>
public partial class LossTests
{
    private const int Batch = 5;
    private const int Classes = 7;
    private static readonly int[] Labels = [0, 6, 3, 3, 1];

    private static Tensor<float> NewOutput(float scale = 2)
    {
        Tensor<float> output = DenseTests.Random(1, Batch, Classes);
        foreach (ref float value in output.AsSpan())
            value *= scale;
        output.Grad!.Fill(9);
        return output;
    }

    /// <summary>Value and gradient of a loss that is the sum of a function of each element and its position.</summary>
    private static void Check<TTarget>(
        Loss<TTarget> loss,
        TTarget target,
        Func<double[], double> formula,
        double tolerance = 2e-5
    )
    {
        Tensor<float> output = NewOutput();
        double[] values = Array.ConvertAll(output.ToArray(), v => (double)v);
        double expected = formula(values);
        Assert.Equal(expected, loss.Forward(output, target), tolerance * (1 + Math.Abs(expected)));
        Assert.All(output.Grad!.ToArray(), g => Assert.Equal(9, g));
        Assert.Equal(loss.Forward(output, target), loss.ForwardBackward(output, target), 1e-5);
        for (int i = 0; i < values.Length; i++)
        {
            const double H = 1e-6;
            double was = values[i];
            values[i] = was + H;
            double above = formula(values);
            values[i] = was - H;
            double difference = (above - formula(values)) / (2 * H);
            values[i] = was;
            Assert.Equal(difference, output.Grad.AsSpan()[i], tolerance);
        }
        Assert.Equal(0, Allocations.Least(() => loss.ForwardBackward(output, target)));

        output.Grad = null;
        Assert.Throws<ArgumentException>(() => loss.ForwardBackward(output, target));
        Assert.Throws<ArgumentNullException>(() => loss.Forward(null!, target));
        Assert.Throws<ArgumentNullException>(() => loss.ForwardBackward(null!, target));
        Assert.Throws<ArgumentException>(() => loss.Forward(new Tensor<float>(3, Classes), target));
        Assert.Throws<ArgumentException>(() => loss.ForwardBackward(Tensor<float>.Parameter(0, Classes), target));
        Assert.Throws<ArgumentNullException>(() => loss.Forward(output, default!));
        Assert.Throws<ArgumentNullException>(() => loss.ForwardBackward(output, default!));
    }

    [Theory]
    [InlineData(false, Reduction.Mean, 1.0 / 35)]
    [InlineData(true, Reduction.Mean, 0.5 / 35)]
    [InlineData(false, Reduction.ExampleMean, 1.0 / 5)]
    [InlineData(true, Reduction.Sum, 0.5)]
    public void Squared_error(bool half, Reduction reduction, double factor)
    {
        Tensor<float> target = DenseTests.Random(2, Batch, Classes);
        float[] t = target.ToArray();
        Check(new SquaredError(half, reduction), target, x => factor * x.Select((v, i) => Math.Pow(v - t[i], 2)).Sum());
    }

    [Theory]
    [InlineData(Reduction.Mean, 1.0 / 35)]
    [InlineData(Reduction.ExampleMean, 1.0 / 5)]
    [InlineData(Reduction.Sum, 1)]
    public void Binary_cross_entropy(Reduction reduction, double factor)
    {
        var target = new Tensor<float>(Batch, Classes);
        for (int i = 0; i < target.Length; i++)
            target.AsSpan()[i] = i % 3 == 2 ? 0.3f : i % 3;
        float[] t = target.ToArray();
        Check(
            new BinaryCrossEntropy(reduction),
            target,
            x => factor * x.Select((v, i) => Math.Log(1 + Math.Exp(v)) - t[i] * v).Sum()
        );
    }

    [Fact]
    public void Softmax_cross_entropy() =>
        Check(new SoftmaxCrossEntropy(), Labels, x => Mean(x, (row, y) => Math.Log(row.Sum(Math.Exp)) - row[y]));

    [Fact]
    public void Negative_log_likelihood() =>
        Check(new NegativeLogLikelihood(), Labels, x => Mean(x, (row, y) => -row[y]));

    [Theory]
    [InlineData(1)]
    [InlineData(0.25)]
    public void Multi_class_hinge(double margin) =>
        Check(
            new MultiClassHinge((float)margin),
            Labels,
            x => Mean(x, (row, y) => row.Where((_, j) => j != y).Sum(s => Math.Max(0, s - row[y] + margin)))
        );

    private static double Mean(double[] x, Func<double[], int, double> loss) =>
        Enumerable.Range(0, Batch).Average(b => loss(x[(b * Classes)..((b + 1) * Classes)], Labels[b]));

    [Fact]
    public void Logarithm_of_softmax_and_likelihood_are_cross_entropy()
    {
        Tensor<float> x = NewOutput();
        var layer = new LogSoftmax();
        float loss = new NegativeLogLikelihood().ForwardBackward(layer.Forward(x), Labels);
        x.Grad!.Fill(0);
        layer.Backward();
        float[] gradient = x.Grad.ToArray();
        Assert.Equal(new SoftmaxCrossEntropy().ForwardBackward(x, Labels), loss, 1e-5);
        for (int i = 0; i < gradient.Length; i++)
            Assert.Equal(x.Grad.AsSpan()[i], gradient[i], 1e-6);
    }

    [Fact]
    public void Extreme_scores_are_no_trouble()
    {
        var output = Tensor<float>.Wrap([1000, -1000, 1000, -1000, 0, 20], 6, 1);
        output.Grad = new Tensor<float>(6, 1);
        var target = Tensor<float>.Wrap([1, 0, 0, 1, 0.5f, 1], 6, 1);
        var loss = new BinaryCrossEntropy(Reduction.Sum);
        Assert.Equal(2000 + MathF.Log(2), loss.ForwardBackward(output, target), 1e-3);
        Assert.Equal([0, 0, 1, -1, 0], output.Grad.ToArray()[..5]);
        Assert.Equal(-2.0611537e-9, output.Grad[5, 0], 1e-14);

        // The right answer's loss does not vanish in rounding.
        output = Tensor<float>.Wrap([20], 1, 1);
        Assert.Equal(2.0611537e-9, loss.Forward(output, Tensor<float>.Wrap([1], 1, 1)), 1e-14);
        output = Tensor<float>.Wrap([-20], 1, 1);
        Assert.Equal(2.0611537e-9, loss.Forward(output, Tensor<float>.Wrap([0], 1, 1)), 1e-14);

        var scores = Tensor<float>.Wrap([1000, -1000, 0, 1000, -1000, 0], 2, 3);
        scores.Grad = new Tensor<float>(2, 3);
        Assert.Equal((2001 + 1001) / 2f, new MultiClassHinge().ForwardBackward(scores, [0, 1]));
        Assert.Equal([0, 0, 0, 0.5f, -1, 0.5f], scores.Grad.ToArray());
        Assert.Equal([0, -2000, -1000], new LogSoftmax().Forward(scores).ToArray()[..3]);
        Assert.Equal([1, 0, 0], new Softmax().Forward(scores).ToArray()[..3]);
    }

    [Fact]
    public void Labels_that_are_no_class_are_refused()
    {
        Tensor<float> output = NewOutput();
        ClassLoss[] losses = [new SoftmaxCrossEntropy(), new NegativeLogLikelihood(), new MultiClassHinge()];
        foreach (ClassLoss loss in losses)
        foreach (int bad in new[] { -1, Classes })
        {
            Assert.Throws<IndexOutOfRangeException>(() => loss.Forward(output, [0, 0, bad, 0, 0]));
            Assert.Throws<IndexOutOfRangeException>(() => loss.ForwardBackward(output, [0, 0, bad, 0, 0]));
            Assert.Throws<ArgumentException>(() => loss.Forward(output, [0, 0]));
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => new SquaredError(reduction: (Reduction)7));
    }

    /// <summary>A loss as a user writes it.</summary>
    private sealed partial class AbsoluteError : Loss<Tensor<float>>
    {
        public override float Forward(Tensor<float> output, Tensor<float> target) => MeanForward(output, target);

        public override float ForwardBackward(Tensor<float> output, Tensor<float> target) =>
            MeanGradient(output, target);

        [Differentiable]
        private static float Mean(Tensor<float> output, [NoGrad] Tensor<float> target)
        {
            float sum = 0;
            for (int b = 0; b < output.Dim(0); b++)
            for (int i = 0; i < output.Dim(1); i++)
                sum += MathF.Abs(output[b, i] - target[b, i]);
            return sum / output.Dim(0);
        }
    }

    [Fact]
    public void A_loss_of_ones_own()
    {
        Tensor<float> output = NewOutput();
        var target = new Tensor<float>(Batch, Classes);
        Loss<Tensor<float>> loss = new AbsoluteError();
        Assert.Equal(output.ToArray().Sum(MathF.Abs) / Batch, loss.Forward(output, target), 1e-4);
        loss.ForwardBackward(output, target);
        Assert.Equal(output.ToArray().Select(v => MathF.Sign(v) / (float)Batch), output.Grad!.ToArray());
    }
}
