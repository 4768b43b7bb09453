using System;

namespace NeuralGen;

/// <summary>The squared error, (output − target)², or half of it, whose derivative has no factor 2.</summary>
/// <param name="half">Whether the factor ½ stands before it.</param>
/// <param name="reduction">
/// What becomes of the elements' errors; by default the mean over all elements, not over the examples.
/// </param>
public sealed partial class SquaredError(bool half = false, Reduction reduction = Reduction.Mean)
    : ElementLoss(reduction)
{
    /// <summary>Whether the factor ½ stands before the square.</summary>
    public bool Half { get; } = half;

    /// <inheritdoc/>
    protected override float Value(ReadOnlySpan<float> output, ReadOnlySpan<float> target, float factor) =>
        SumForward(output, target, Half ? factor / 2 : factor);

    /// <inheritdoc/>
    protected override float ValueAndGradient(
        ReadOnlySpan<float> output,
        ReadOnlySpan<float> target,
        float factor,
        Span<float> outputGrad
    ) => SumGradient(output, target, Half ? factor / 2 : factor, outputGrad);

    [Differentiable]
    private static float Sum(ReadOnlySpan<float> output, [NoGrad] ReadOnlySpan<float> target, [NoGrad] float factor)
    {
        float sum = 0;
        for (int i = 0; i < output.Length; i++)
        {
            float error = output[i] - target[i];
            sum += error * error;
        }
        return factor * sum;
    }
}
