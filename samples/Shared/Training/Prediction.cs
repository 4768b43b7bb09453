using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics.Tensors;

namespace NeuralGen.Samples;

/// <summary>What a network says of a picture.</summary>
/// <param name="Row">The picture's place in its data set.</param>
/// <param name="Actual">The class that it shows.</param>
/// <param name="Predicted">The class with the highest score.</param>
/// <param name="Confidence">The probability that the network gives to that class.</param>
internal sealed record Prediction(int Row, int Actual, int Predicted, double Confidence)
{
    private const int Together = 500;

    public bool IsRight => Actual == Predicted;

    public static double Accuracy(Prediction[] predictions) =>
        predictions.Count(prediction => prediction.IsRight) / (double)predictions.Length;

    /// <summary>Those that are wrong, the most confident first.</summary>
    public static IEnumerable<Prediction> Mistakes(Prediction[] predictions) =>
        predictions.Where(prediction => !prediction.IsRight).OrderByDescending(prediction => prediction.Confidence);

    /// <summary>Lets a network, whose outputs are scores, judge pictures.</summary>
    public static Prediction[] Of(Layer network, Dataset<float> data)
    {
        network.Evaluate();
        var predictions = new Prediction[data.Count];
        foreach (Batch<float> batch in new Minibatches<float>(data, Together, seed: null).Epoch())
        {
            Tensor<float> scores = network.Forward(batch.Inputs);
            int classes = scores.Dim(1);
            for (int i = 0; i < batch.Count; i++)
                predictions[batch.Rows[i]] = Of(
                    scores.AsSpan().Slice(i * classes, classes),
                    batch.Rows[i],
                    batch.Labels[i]
                );
        }
        return predictions;
    }

    private static Prediction Of(ReadOnlySpan<float> scores, int row, int actual)
    {
        int best = TensorPrimitives.IndexOfMax(scores);
        double sum = 0;
        foreach (float score in scores)
            sum += Math.Exp(score - scores[best]);
        return new Prediction(row, actual, best, 1 / sum);
    }
}
