using System;

namespace NeuralGen;

/// <summary>
/// The softmax along the last axis, yᵢ = exp(xᵢ) / Σⱼ exp(xⱼ), stable for scores of any size, of an input of any shape.
/// </summary>
public sealed partial class Softmax : Rowwise
{
    private ApplyResiduals _residuals = new();

    /// <inheritdoc/>
    public override int[] OutputShape(ReadOnlySpan<int> inputShape) => Same(inputShape);

    private protected override void ForwardRows(Tensor<float> input, Tensor<float> output) =>
        ApplyForward(input, output, _residuals);

    private protected override void BackwardRows(Tensor<float> input, Tensor<float> output) =>
        ApplyBackward(input, output, _residuals);

    /// <inheritdoc/>
    public override string ToOnnx(OnnxGraph graph, string input) =>
        graph.Add("Softmax", [input], new OnnxAttribute("axis", -1));

    [Differentiable]
    private static void Apply(Tensor<float> X, Tensor<float> Y)
    {
        for (int b = 0; b < X.Dim(0); b++)
        {
            float largest = float.NegativeInfinity;
            for (int i = 0; i < X.Dim(1); i++)
                largest = MathF.Max(largest, X[b, i]);

            // What is subtracted cancels below: as a constant it cancels in the gradient exactly.
            float shift = Gradient.Stop(largest);
            float sum = 0;
            for (int i = 0; i < X.Dim(1); i++)
                sum += MathF.Exp(X[b, i] - shift);
            for (int i = 0; i < X.Dim(1); i++)
                Y[b, i] = MathF.Exp(X[b, i] - shift) / sum;
        }
    }
}
