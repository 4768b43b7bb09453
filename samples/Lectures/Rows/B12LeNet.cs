using System;
using System.Linq;
using NeuralGen.Samples.Lectures.Book;
using NeuralGen.Samples.Lectures.Tools;

namespace NeuralGen.Samples.Lectures.Rows;

/// <summary>LeNet-5: convolution, subsampling, again, and fully connected layers. The runtime's layers are loops like row B13's.</summary>
internal static class B12LeNet
{
    /// <summary>LeNet-5 with rectified units. In a frame of zeros pictures of 28 × 28 are the original's of 32 × 32.</summary>
    private static Sequential LeNet(int side, Random random)
    {
        int last = (side / 2 - 4) / 2;
        return new Sequential(
            [1, side, side],
            new Conv2d(1, 6, kernelSize: 5, random, padding: 2),
            new Relu(),
            new AvgPool2d(2),
            new Conv2d(6, 16, kernelSize: 5, random),
            new Relu(),
            new AvgPool2d(2),
            new Flatten(),
            new Dense(16 * last * last, 120, random),
            new Relu(),
            new Dense(120, 84, random),
            new Relu(),
            new Dense(84, 10, random)
        );
    }

    public static void Run(Row row)
    {
        (Dataset<float> training, Dataset<float> test) = Floats.Digits(row.Seed);
        Sequential network = LeNet(16, row.NewRandom());
        var descent = new Adam<float>(network.Parameters, learningRate: 3e-3);
        Trainer trainer = Floats.Trainer(network, descent, epochs: 40, row.Seed);
        TrainingResult result = trainer.Train(Floats.Enlarged(training, side: 8, scale: 2));
        double accuracy = trainer.Accuracy(Floats.Enlarged(test, side: 8, scale: 2));
        row.AtLeast($"LeNet on digits of 8 × 8, enlarged: accuracy on {test.Count} held-out", accuracy, 0.96);
        row.Draw("The mean loss of each epoch.", result.Curve().ToString());
        row.Draw(
            "The six filters of the first layer.",
            network.Parameters[0].ToArray().Chunk(25).Select(filter => Images.Signed(filter.Select(w => (double)w), 5))
        );
        if (!row.Full)
        {
            row.Say("the shorter run; with --full also Fashion-MNIST, to 0.90, and MNIST, to 0.985");
            return;
        }
        if (FashionMnist.TryFind(out _))
            Large(row, "Fashion-MNIST", FashionMnist.Load(), epochs: 12, bar: 0.90);
        else
            row.Say("Fashion-MNIST is not found: apt-get install dataset-fashion-mnist");
        if (Mnist.TryFind(out _))
            Large(row, "MNIST", Mnist.Load(), epochs: 8, bar: 0.985);
        else
            row.Say("MNIST is not found: docs/data.md says where its four files are, and where to put them");
    }

    private static void Large(
        Row row,
        string name,
        (Dataset<float> Training, Dataset<float> Test) data,
        int epochs,
        double bar
    )
    {
        Sequential network = LeNet(28, row.NewRandom());
        Trainer trainer = Floats.Trainer(network, new Adam<float>(network.Parameters, 2e-3), epochs, row.Seed);
        double seconds = trainer.Train(data.Training.Reshape(1, 28, 28)).History.Sum(epoch => epoch.Seconds);
        row.AtLeast(
            $"LeNet-5 on {name}, {seconds:F0} s: accuracy on {data.Test.Count} held-out pictures",
            trainer.Accuracy(data.Test.Reshape(1, 28, 28)),
            bar
        );
    }
}
