using System;
using System.IO;
using System.Linq;
using Xunit;

namespace NeuralGen.Tests.Training;

/// <summary>Row B11: a multi-layer perceptron reads at least 97 % of the held-out UCI digits.</summary>
public class DigitsTests
{
    [Fact]
    public void Network_reads_held_out_digits_and_a_run_is_repeated_to_the_last_bit()
    {
        (double accuracy, float[] weights) = Train();
        Assert.InRange(accuracy, 0.97, 1);
        Assert.Equal(weights, Train().Weights);
    }

    private static (double Accuracy, float[] Weights) Train()
    {
        Dataset<float> digits = UciDigits.Read(Path.Combine(AppContext.BaseDirectory, "data", "digits.csv.gz"));
        (Dataset<float> training, Dataset<float> test) = digits.Split(360, seed: 1);
        var random = new Random(1);
        var first = new Dense(64, 64, random);
        var network = new Sequential(first, new Relu(), new Dense(64, 10, random));
        var loss = new SoftmaxCrossEntropy();
        var optimizer = new Sgd<float>(network.Parameters, 0.2, momentum: 0.9);
        var batches = new Minibatches<float>(training, 32, seed: 1);
        for (int epoch = 0; epoch < 20; epoch++)
            foreach (Batch<float> batch in batches.Epoch())
            {
                optimizer.ZeroGrad();
                loss.ForwardBackward(network.Forward(batch.Inputs), batch.Labels);
                network.Backward();
                optimizer.Step();
            }

        Tensor<float> scores = network.Forward(test.Inputs);
        int right = Enumerable
            .Range(0, test.Count)
            .Count(row => Enumerable.Range(0, 10).MaxBy(digit => scores[row, digit]) == test.Labels[row]);
        return (right / (double)test.Count, first.Weight.ToArray());
    }
}
