using System;

namespace NeuralGen;

/// <summary>
/// The softmax along the last axis, yᵢ = exp(xᵢ) / Σⱼ exp(xⱼ), stable for scores of any size, of an input of any shape.
/// </summary>
public sealed partial class Softmax : Layer
{
    private LayerCall _call = new();
    private TensorViews _views = new();
    private ApplyResiduals _residuals = new();

    /// <inheritdoc/>
    public override Tensor<float> Forward(Tensor<float> input)
    {
        Tensor<float> output = _call.Begin(this, input);
        ApplyForward(_views.Rows(input), _views.Rows(output), _residuals);
        return output;
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        if (_call.Input.Grad is not null)
            ApplyBackward(_views.Rows(_call.Input), _views.Rows(_call.Output), _residuals);
    }

    /// <inheritdoc/>
    public override int[] OutputShape(ReadOnlySpan<int> inputShape) =>
        inputShape.Length > 0
            ? inputShape.ToArray()
            : throw new ArgumentException("Softmax: the input has no axis.", nameof(inputShape));

    /// <inheritdoc/>
    protected override void Separate(Sharing sharing)
    {
        _call = new LayerCall();
        _views = new TensorViews();
        _residuals = new ApplyResiduals();
    }

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
