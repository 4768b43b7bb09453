using System;

namespace NeuralGen;

/// <summary>
/// The cross-entropy of yes-or-no answers, on logits: −t log σ(x) − (1 − t) log(1 − σ(x)) for a score x before the sigmoid and
/// a target t in 0 … 1. It is accurate for scores of any size; its derivative is σ(x) − t.
/// </summary>
/// <param name="reduction">
/// What becomes of the elements' losses; by default the mean over all elements, not over the examples.
/// </param>
public sealed partial class BinaryCrossEntropy(Reduction reduction = Reduction.Mean) : ElementLoss(reduction)
{
    /// <inheritdoc/>
    protected override float Value(ReadOnlySpan<float> output, ReadOnlySpan<float> target, float factor) =>
        SumForward(output, target, factor);

    /// <inheritdoc/>
    protected override float ValueAndGradient(
        ReadOnlySpan<float> output,
        ReadOnlySpan<float> target,
        float factor,
        Span<float> outputGrad
    ) => SumGradient(output, target, factor, outputGrad);

    // −log σ(x) is softplus(−x) and −log(1 − σ(x)) is softplus(x): nothing overflows, and nothing cancels.
    [Differentiable]
    private static float Sum(ReadOnlySpan<float> output, [NoGrad] ReadOnlySpan<float> target, [NoGrad] float factor)
    {
        float sum = 0;
        for (int i = 0; i < output.Length; i++)
            sum += target[i] * Activation.Softplus(-output[i]) + (1 - target[i]) * Activation.Softplus(output[i]);
        return factor * sum;
    }
}
