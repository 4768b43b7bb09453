using System;

namespace NeuralGen;

/// <summary>
/// The loss of a multi-class support vector machine: the mean over b of Σⱼ max(0, scores[b,j] − scores[b,y] + margin), j going
/// over all classes but the right one, y = labels[b]. It is not divided by the number of classes.
/// </summary>
/// <param name="margin">By how much the right class should be ahead; any finite number.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="margin"/> is NaN or infinite.</exception>
public sealed partial class MultiClassHinge(float margin = 1) : ClassLoss
{
    /// <summary>The margin.</summary>
    public float Margin { get; } =
        float.IsFinite(margin)
            ? margin
            : throw new ArgumentOutOfRangeException(nameof(margin), margin, "It must be finite.");

    /// <inheritdoc/>
    protected override float Value(Tensor<float> output, ReadOnlySpan<int> target) => MeanForward(output, target);

    /// <inheritdoc/>
    protected override float ValueAndGradient(Tensor<float> output, ReadOnlySpan<int> target) =>
        MeanGradient(output, target);

    [Differentiable]
    private float Mean(Tensor<float> scores, ReadOnlySpan<int> labels)
    {
        float total = 0;
        for (int b = 0; b < scores.Dim(0); b++)
        for (int j = 0; j < scores.Dim(1); j++)
            if (j != labels[b])
                total += MathF.Max(0, scores[b, j] - scores[b, labels[b]] + Margin);
        return total / scores.Dim(0);
    }
}
