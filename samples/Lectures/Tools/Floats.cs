using System;
using System.IO;

namespace NeuralGen.Samples.Lectures.Tools;

/// <summary>Data sets as the runtime's layers take them, and how they are trained with.</summary>
internal static class Floats
{
    /// <summary>The digits that come with the samples.</summary>
    public static (Dataset<float> Training, Dataset<float> Test) Digits(int seed) =>
        UciDigits.Read(Path.Combine(AppContext.BaseDirectory, "data", "digits.csv.gz")).Split(360, seed);

    /// <summary>Epochs of minibatches.</summary>
    public static void Train(
        Layer network,
        Optimizer<float> optimizer,
        Dataset<float> data,
        int epochs,
        int seed,
        Action<int, float>? each = null
    )
    {
        var loss = new SoftmaxCrossEntropy();
        var batches = new Minibatches<float>(data, batchSize: 32, seed);
        double rate = optimizer.LearningRate;
        for (int epoch = 1; epoch <= epochs; epoch++)
        {
            // Down to a twentieth along a half cosine.
            optimizer.LearningRate = rate * (0.05 + 0.475 * (1 + Math.Cos(Math.PI * (epoch - 1) / epochs)));
            double sum = 0;
            foreach (Batch<float> batch in batches.Epoch())
            {
                optimizer.ZeroGrad();
                sum += loss.ForwardBackward(network.Forward(batch.Inputs), batch.Labels) * batch.Count;
                network.Backward();
                optimizer.Step();
            }
            each?.Invoke(epoch, (float)(sum / data.Count));
        }
    }

    /// <summary>The share of examples whose highest score is that of their class.</summary>
    public static double Accuracy(Layer network, Dataset<float> data)
    {
        int right = 0;
        foreach (Batch<float> batch in new Minibatches<float>(data, 500, seed: null).Epoch())
        {
            Tensor<float> scores = network.Forward(batch.Inputs);
            for (int n = 0; n < batch.Count; n++)
            {
                ReadOnlySpan<float> own = scores.AsSpan().Slice(n * scores.Dim(1), scores.Dim(1));
                int best = 0;
                for (int i = 1; i < own.Length; i++)
                    if (own[i] > own[best])
                        best = i;
                if (best == batch.Labels[n])
                    right++;
            }
        }
        return right / (double)data.Count;
    }

    /// <summary>
    /// Pictures [count, side²] as one plane each, every pixel a square of <paramref name="scale"/>, in a frame of zeros.
    /// </summary>
    public static Dataset<float> Framed(Dataset<float> data, int side, int scale, int frame)
    {
        int scaled = side * scale;
        var pictures = new Tensor<float>(data.Count, 1, scaled + 2 * frame, scaled + 2 * frame);
        for (int n = 0; n < data.Count; n++)
        for (int r = 0; r < scaled; r++)
        for (int c = 0; c < scaled; c++)
            pictures[n, 0, r + frame, c + frame] = data.Inputs[n, r / scale * side + c / scale];
        return new Dataset<float>(pictures, data.Labels);
    }
}
