using System;

namespace NeuralGen;

/// <summary>
/// The negative log-likelihood of classes under the softmax of some scores: the mean over b of
/// log Σᵢ exp(logits[b,i]) − logits[b, labels[b]].
/// </summary>
/// <remarks>
/// The largest score of a row is subtracted before the exponential, so that no score is too large or too small. The
/// gradient is (softmax − one-hot label) / batch. <see cref="Forward(Tensor{float}, ReadOnlySpan{int})"/> and
/// <see cref="Backward"/> belong together and are for one thread, as layers are.
/// </remarks>
public sealed partial class SoftmaxCrossEntropy : ClassLoss
{
    private readonly NegativeLogLikelihoodResiduals _residuals = new();

    /// <summary>The loss.</summary>
    /// <param name="logits">The scores before the softmax: [batch, classes].</param>
    /// <param name="labels">The class of each row; as many as rows, at least one.</param>
    /// <exception cref="ArgumentNullException"><paramref name="logits"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The logits are no matrix or have no rows, or there are more or fewer labels than rows.
    /// </exception>
    /// <exception cref="IndexOutOfRangeException">A label is no class.</exception>
    public float Forward(Tensor<float> logits, ReadOnlySpan<int> labels)
    {
        Check(logits, labels);
        return NegativeLogLikelihoodForward(logits, labels, _residuals);
    }

    /// <summary>Adds the gradient of the loss into that of the logits, after
    /// <see cref="Forward(Tensor{float}, ReadOnlySpan{int})"/>.</summary>
    /// <param name="logits">The logits that the forward pass was given, with a <see cref="Tensor{T}.Grad"/>.</param>
    /// <param name="labels">The labels that it was given.</param>
    /// <param name="seed">The gradient of the loss itself; 1 by default.</param>
    /// <exception cref="ArgumentNullException"><paramref name="logits"/> is null.</exception>
    /// <exception cref="ArgumentException">The logits have no gradient, or do not fit the labels.</exception>
    /// <exception cref="InvalidOperationException">There was no forward pass with such logits.</exception>
    public void Backward(Tensor<float> logits, ReadOnlySpan<int> labels, float seed = 1)
    {
        Check(logits, labels);
        NegativeLogLikelihoodBackward(logits, labels, _residuals, seed);
    }

    /// <inheritdoc/>
    protected override float Value(Tensor<float> output, ReadOnlySpan<int> target) =>
        NegativeLogLikelihoodForward(output, target);

    /// <inheritdoc/>
    protected override float ValueAndGradient(Tensor<float> output, ReadOnlySpan<int> target) =>
        NegativeLogLikelihoodGradient(output, target);

    [Differentiable]
    private static float NegativeLogLikelihood(Tensor<float> logits, ReadOnlySpan<int> labels)
    {
        float total = 0;
        for (int b = 0; b < logits.Dim(0); b++)
        {
            float largest = float.NegativeInfinity;
            for (int i = 0; i < logits.Dim(1); i++)
                largest = MathF.Max(largest, logits[b, i]);

            // What is subtracted cancels in the sum below: as a constant it cancels in the gradient exactly.
            float shift = Gradient.Stop(largest);
            float sum = 0;
            for (int i = 0; i < logits.Dim(1); i++)
                sum += MathF.Exp(logits[b, i] - shift);
            total += MathF.Log(sum) + (shift - logits[b, labels[b]]);
        }
        return total / logits.Dim(0);
    }
}
