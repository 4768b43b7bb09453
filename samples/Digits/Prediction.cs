using System;
using System.Linq;

namespace NeuralGen.Samples.Digits;

/// <summary>What the network says of a picture.</summary>
/// <param name="Row">The picture's place in its data set.</param>
/// <param name="Actual">The digit that it shows.</param>
/// <param name="Predicted">The digit with the highest score.</param>
/// <param name="Confidence">The probability that the network gives to that digit.</param>
internal sealed record Prediction(int Row, int Actual, int Predicted, double Confidence)
{
    public bool IsRight => Actual == Predicted;

    public static double Accuracy(Prediction[] predictions) =>
        predictions.Count(prediction => prediction.IsRight) / (double)predictions.Length;

    public static Prediction[] Of(Network network, Dataset<float> data)
    {
        Tensor<float> scores = network.Scores(data.Inputs);
        var predictions = new Prediction[data.Count];
        for (int row = 0; row < predictions.Length; row++)
        {
            ReadOnlySpan<float> own = scores.AsSpan().Slice(row * UciDigits.Classes, UciDigits.Classes);
            int best = 0;
            for (int digit = 1; digit < own.Length; digit++)
                if (own[digit] > own[best])
                    best = digit;
            double sum = 0;
            foreach (float score in own)
                sum += Math.Exp(score - own[best]);
            predictions[row] = new Prediction(row, data.Labels[row], best, 1 / sum);
        }
        return predictions;
    }
}
