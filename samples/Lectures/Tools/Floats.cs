using System;
using System.IO;
using System.Linq;
using NeuralGen.Samples.Lectures.Book;

namespace NeuralGen.Samples.Lectures.Tools;

/// <summary>Data sets as the runtime's layers take them, and how they are trained with.</summary>
internal static class Floats
{
    /// <summary>The digits that come with the samples.</summary>
    public static (Dataset<float> Training, Dataset<float> Test) Digits(int seed) =>
        UciDigits.Read(Path.Combine(AppContext.BaseDirectory, "data", "digits.csv.gz")).Split(360, seed);

    /// <summary>What trains a classifier: the rate falls to a twentieth along half a cosine.</summary>
    public static Trainer Trainer(Layer network, Optimizer<float> optimizer, int epochs, int seed) =>
        new(
            network,
            new SoftmaxCrossEntropy(),
            optimizer,
            new TrainingOptions
            {
                Epochs = epochs,
                Seed = seed,
                Schedule = new CosineDecay(epochs, minimum: 0.05),
            }
        );

    /// <summary>The share of examples whose highest score is that of their class.</summary>
    public static double Accuracy(this Trainer trainer, Dataset<float> data) => 1 - trainer.Evaluate(data).Error;

    /// <summary>The mean loss of each epoch.</summary>
    public static Chart Curve(this TrainingResult result) =>
        new Chart { X = "epoch", LogY = true }.Line("", [.. result.History.Select(epoch => epoch.TrainingLoss)]);

    /// <summary>The same numbers in single precision, with a gradient of zeros.</summary>
    public static Tensor<float> Singles(Tensor tensor)
    {
        var singles = Tensor<float>.Parameter(tensor.Shape.ToArray());
        singles.CopyFrom(Array.ConvertAll(tensor.ToArray(), value => (float)value));
        return singles;
    }

    /// <summary>The same numbers in double precision.</summary>
    public static Tensor Doubles(Tensor<float> tensor)
    {
        var doubles = new Tensor(tensor.Shape.ToArray());
        doubles.CopyFrom(Array.ConvertAll(tensor.ToArray(), value => (double)value));
        return doubles;
    }

    /// <summary>Pictures [count, side²] as one plane each, every pixel a square of <paramref name="scale"/>.</summary>
    public static Dataset<float> Enlarged(Dataset<float> data, int side, int scale)
    {
        var pictures = new Tensor<float>(data.Count, 1, side * scale, side * scale);
        for (int n = 0; n < data.Count; n++)
        for (int r = 0; r < side * scale; r++)
        for (int c = 0; c < side * scale; c++)
            pictures[n, 0, r, c] = data.Inputs[n, r / scale * side + c / scale];
        return new Dataset<float>(pictures, data.Labels);
    }
}
