using System;
using System.Collections.Generic;
using System.Linq;
using NeuralGen.Samples.Lectures.Book;
using NeuralGen.Samples.Lectures.Tools;

namespace NeuralGen.Samples.Lectures.Rows;

/// <summary>LeNet-5: convolution, subsampling, again, and fully connected layers. Each layer is one method of loops.</summary>
internal static partial class B12LeNet
{
    private sealed partial class Convolution : Layer
    {
        public Convolution(int inputs, int outputs, int size, Random random)
        {
            Weight = Tensor<float>.Parameter(outputs, inputs, size, size);
            Bias = Tensor<float>.Parameter(outputs);
            Initialization.GlorotUniform(Weight, random, inputs * size * size, outputs * size * size);
        }

        public Tensor<float> Weight { get; }

        private Tensor<float> Bias { get; }

        [Differentiable]
        private void Convolve(Tensor<float> X, Tensor<float> Y)
        {
            for (int b = 0; b < X.Dim(0); b++)
            for (int o = 0; o < Weight.Dim(0); o++)
            for (int r = 0; r < X.Dim(2) - Weight.Dim(2) + 1; r++)
            for (int c = 0; c < X.Dim(3) - Weight.Dim(3) + 1; c++)
            {
                float sum = 0;
                for (int k = 0; k < Weight.Dim(1); k++)
                for (int i = 0; i < Weight.Dim(2); i++)
                for (int j = 0; j < Weight.Dim(3); j++)
                    sum += X[b, k, r + i, c + j] * Weight[o, k, i, j];
                Y[b, o, r, c] = sum + Bias[o];
            }
        }
    }

    /// <summary>The mean of each 2 × 2 square.</summary>
    private sealed partial class Subsampling : Layer
    {
        [Differentiable]
        private void Average(Tensor<float> X, Tensor<float> Y)
        {
            for (int b = 0; b < X.Dim(0); b++)
            for (int k = 0; k < X.Dim(1); k++)
            for (int r = 0; r < X.Dim(2) / 2; r++)
            for (int c = 0; c < X.Dim(3) / 2; c++)
                Y[b, k, r, c] =
                    0.25f
                    * (
                        X[b, k, 2 * r, 2 * c]
                        + X[b, k, 2 * r, 2 * c + 1]
                        + X[b, k, 2 * r + 1, 2 * c]
                        + X[b, k, 2 * r + 1, 2 * c + 1]
                    );
        }
    }

    /// <summary>LeNet-5 of square pictures, with rectified units; 32 × 32 in the original, whose layers are 28, 14, 10, 5 wide.</summary>
    private static Sequential LeNet(int side, Random random)
    {
        int last = ((side - 4) / 2 - 4) / 2;
        return new Sequential(
            [1, side, side],
            new Convolution(1, 6, 5, random),
            new Relu(),
            new Subsampling(),
            new Convolution(6, 16, 5, random),
            new Relu(),
            new Subsampling(),
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
        // Twice as large and in a frame the digits of 8 × 8 are pictures of 20 × 20.
        (Dataset<float> training, Dataset<float> test) = Floats.Digits(row.Seed);
        Sequential network = LeNet(20, row.NewRandom());
        var descent = new Adam<float>(network.Parameters, learningRate: 3e-3);
        var curve = new List<double>();
        Floats.Train(network, descent, Framed(training), epochs: 40, row.Seed, (_, loss) => curve.Add(loss));
        double accuracy = Floats.Accuracy(network, Framed(test));
        row.AtLeast($"LeNet on digits of 8 × 8: accuracy on {test.Count} held-out", accuracy, 0.96);
        row.Draw(
            "The mean loss of each epoch.",
            new Chart { X = "epoch", LogY = true }
                .Line("", curve)
                .ToString()
        );
        float[] filters = ((Convolution)network.Layers[0]).Weight.ToArray();
        row.Draw(
            "The six filters of the first layer.",
            filters.Chunk(25).Select(filter => Images.Signed(filter.Select(w => (double)w), 5))
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
            row.Say(
                "MNIST is not found: put its four files into a folder mnist, and name the folder around it in NEURALGEN_DATA"
            );

        static Dataset<float> Framed(Dataset<float> data) => Floats.Framed(data, side: 8, scale: 2, frame: 2);
    }

    private static void Large(
        Row row,
        string name,
        (Dataset<float> Training, Dataset<float> Test) data,
        int epochs,
        double bar
    )
    {
        Sequential network = LeNet(32, row.NewRandom());
        var descent = new Adam<float>(network.Parameters, learningRate: 2e-3);
        Floats.Train(network, descent, Floats.Framed(data.Training, side: 28, scale: 1, frame: 2), epochs, row.Seed);
        double accuracy = Floats.Accuracy(network, Floats.Framed(data.Test, side: 28, scale: 1, frame: 2));
        row.AtLeast($"LeNet-5 on {name}: accuracy on {data.Test.Count} held-out pictures", accuracy, bar);
    }
}
