using System;

namespace NeuralGen;

/// <summary>
/// The negative log-likelihood of classes: the mean over b of −scores[b, labels[b]], the scores being logarithms of
/// probabilities, such as <see cref="LogSoftmax"/> returns. <see cref="SoftmaxCrossEntropy"/> is both in one.
/// </summary>
public sealed partial class NegativeLogLikelihood : ClassLoss
{
    /// <inheritdoc/>
    protected override float Value(Tensor<float> output, ReadOnlySpan<int> target) => MeanForward(output, target);

    /// <inheritdoc/>
    protected override float ValueAndGradient(Tensor<float> output, ReadOnlySpan<int> target) =>
        MeanGradient(output, target);

    [Differentiable]
    private static float Mean(Tensor<float> scores, ReadOnlySpan<int> labels)
    {
        float total = 0;
        for (int b = 0; b < scores.Dim(0); b++)
            total -= scores[b, labels[b]];
        return total / scores.Dim(0);
    }
}
