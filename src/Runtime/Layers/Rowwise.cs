using System;

namespace NeuralGen;

/// <summary>
/// What layers have in common that treat the vectors along the last axis one by one: they see an input of any number of axes as
/// a matrix with these vectors as rows.
/// </summary>
public abstract class Rowwise : Layer
{
    private LayerCall _call = new();
    private TensorViews _views = new();

    private protected Rowwise() { }

    // Whether a parameter has a gradient.
    private protected virtual bool IsLearning => false;

    /// <inheritdoc/>
    public sealed override Tensor<float> Forward(Tensor<float> input)
    {
        Tensor<float> output = _call.Begin(this, input);
        ForwardRows(_views.Rows(input), _views.Rows(output));
        return output;
    }

    /// <inheritdoc/>
    public sealed override void Backward()
    {
        (Tensor<float> input, Tensor<float> output) = _call.End();
        if (input.Grad is not null || IsLearning)
            BackwardRows(_views.Rows(input), _views.Rows(output));
    }

    /// <inheritdoc/>
    protected override void Separate(Sharing sharing)
    {
        _call = new LayerCall();
        _views = new TensorViews();
    }

    private protected abstract void ForwardRows(Tensor<float> input, Tensor<float> output);

    private protected abstract void BackwardRows(Tensor<float> input, Tensor<float> output);

    // The input's shape, if it has an axis.
    private protected int[] Same(ReadOnlySpan<int> inputShape) =>
        inputShape.Length > 0
            ? inputShape.ToArray()
            : throw new ArgumentException($"{GetType().Name}: the input has no axis.", nameof(inputShape));

    private protected void CheckFeatures(ReadOnlySpan<int> inputShape, int features)
    {
        if (inputShape.Length < 2 || inputShape[^1] != features)
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"{GetType().Name}: the input has shape {Extents.Text(inputShape)}, but is [batch, …, {features}]."
                )
            );
    }
}
