using System;
using System.Linq;
using NeuralGen.Samples.Lectures.Book;
using NeuralGen.Samples.Lectures.Tools;

namespace NeuralGen.Samples.Lectures.Rows;

/// <summary>A multi-layer perceptron of the runtime's layers on handwritten digits, and with --full on Fashion-MNIST.</summary>
internal static class B11Perceptrons
{
    /// <summary>Dense layers of these widths, rectified but for the last.</summary>
    private static Sequential Perceptron(Random random, int inputs, int first, int second) =>
        new(
            new Dense(inputs, first, random),
            new Relu(),
            new Dense(first, second, random),
            new Relu(),
            new Dense(second, 10, random)
        );

    public static void Run(Row row)
    {
        (Dataset<float> training, Dataset<float> test) = Floats.Digits(row.Seed);
        Sequential network = Perceptron(row.NewRandom(), 64, 128, 64);
        var descent = new AdamW<float>(network.Parameters, learningRate: 3e-3);
        Trainer trainer = Floats.Trainer(network, descent, epochs: 60, row.Seed);
        TrainingResult result = trainer.Train(training);
        row.AtLeast($"64-128-64-10: accuracy on {test.Count} held-out digits", trainer.Accuracy(test), 0.97);
        row.Draw("The mean loss of each epoch.", result.Curve().ToString());

        Tensor weights = Floats.Doubles(network.Parameters[0]);
        row.Draw("What units of the first layer look for, the strongest first.", Images.Columns(weights, 8, 32));
        if (!row.Full)
            row.Say("the shorter run; with --full also Fashion-MNIST, to 0.88");
        else if (FashionMnist.TryFind(out _))
            Fashion(row);
        else
            row.Say("Fashion-MNIST is not found: apt-get install dataset-fashion-mnist");
    }

    private static void Fashion(Row row)
    {
        (Dataset<float> training, Dataset<float> test) = FashionMnist.Load();
        Sequential network = Perceptron(row.NewRandom(), 784, 256, 128);
        Trainer trainer = Floats.Trainer(network, new Adam<float>(network.Parameters, 1e-3), epochs: 10, row.Seed);
        double seconds = trainer.Train(training).History.Sum(epoch => epoch.Seconds);
        row.AtLeast(
            $"Fashion-MNIST, 784-256-128-10, {seconds:F0} s: accuracy on {test.Count} held-out pictures",
            trainer.Accuracy(test),
            0.88
        );
    }
}
