using System.Collections.Generic;
using System.Linq;
using NeuralGen.Samples.Lectures.Book;
using NeuralGen.Samples.Lectures.Tools;

namespace NeuralGen.Samples.Lectures.Rows;

/// <summary>A multi-layer perceptron of the runtime's layers on handwritten digits, and with --full on Fashion-MNIST.</summary>
internal static class B11Perceptrons
{
    public static void Run(Row row)
    {
        (Dataset<float> training, Dataset<float> test) = Floats.Digits(row.Seed);
        var random = row.NewRandom();
        var first = new Dense(64, 128, random);
        var network = new Sequential(
            first,
            new Relu(),
            new Dense(128, 64, random),
            new Relu(),
            new Dense(64, 10, random)
        );
        var descent = new AdamW<float>(network.Parameters, learningRate: 3e-3);
        var curve = new List<double>();
        Floats.Train(network, descent, training, epochs: 60, row.Seed, (_, loss) => curve.Add(loss));
        row.AtLeast($"64-128-64-10: accuracy on {test.Count} held-out digits", Floats.Accuracy(network, test), 0.97);

        Tensor weights = new(64, 128);
        weights.CopyFrom([.. first.Weight.ToArray().Select(w => (double)w)]);
        row.Draw(
            "The mean loss of each epoch.",
            new Chart { X = "epoch", LogY = true }
                .Line("", curve)
                .ToString()
        );
        row.Draw("What units of the first layer look for, the strongest first.", Images.Columns(weights, 8, 32));
        if (row.Full)
            Fashion(row);
        else
            row.Say("the shorter run; with --full also Fashion-MNIST, to 0.88");
    }

    private static void Fashion(Row row)
    {
        if (!FashionMnist.TryFind(out _))
        {
            row.Say("Fashion-MNIST is not found: apt-get install dataset-fashion-mnist");
            return;
        }
        (Dataset<float> training, Dataset<float> test) = FashionMnist.Load();
        var random = row.NewRandom();
        var network = new Sequential(
            new Dense(784, 256, random),
            new Relu(),
            new Dense(256, 128, random),
            new Relu(),
            new Dense(128, 10, random)
        );
        Floats.Train(network, new Adam<float>(network.Parameters, 1e-3), training, epochs: 10, row.Seed);
        row.AtLeast(
            $"Fashion-MNIST, 784-256-128-10: accuracy on {test.Count} held-out pictures",
            Floats.Accuracy(network, test),
            0.88
        );
    }
}
