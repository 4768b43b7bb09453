using System;
using System.Collections.Generic;
using System.Globalization;

namespace NeuralGen;

/// <summary>
/// What convolution and pooling have in common: images [batch, channels, height, width], over which a window moves in steps of
/// the stride, and a margin around them.
/// </summary>
public abstract class Windowed2d : Layer
{
    private readonly float _margin;
    private ConstantPad2d? _pad;
    private LayerCall _call = new();
    private TensorViews _views = new();
    private Tensor<float>? _padded;

    private protected Windowed2d(int stride, int padding, int dilation, float margin = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stride);
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dilation);
        Stride = stride;
        Padding = padding;
        Dilation = dilation;
        _margin = margin;
        _pad = padding > 0 ? new ConstantPad2d(padding, _margin) : null;
    }

    /// <summary>By how many elements the window moves.</summary>
    public int Stride { get; }

    /// <summary>The width of the margin around the images.</summary>
    public int Padding { get; }

    /// <summary>How far apart the elements of the window are; 1 for neighbours.</summary>
    public int Dilation { get; }

    /// <inheritdoc/>
    // The margin learns nothing and does the same in training and in use.
    public sealed override IEnumerable<KeyValuePair<string, Layer>> Children => [];

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, Tensor<float>?>> Tensors => [];

    /// <inheritdoc/>
    public sealed override Tensor<float> Forward(Tensor<float> input)
    {
        Tensor<float> output = _call.Begin(this, input);
        _padded = _pad?.Forward(input) ?? input;
        ForwardPadded(Wanted(_padded), output);
        return output;
    }

    /// <inheritdoc/>
    public sealed override void Backward()
    {
        (Tensor<float> input, Tensor<float> output) = _call.End();
        if (input.Grad is null && !IsLearning)
            return;
        BackwardPadded(Wanted(_padded!), output);
        _pad?.Backward();
    }

    /// <inheritdoc/>
    public sealed override int[] OutputShape(ReadOnlySpan<int> inputShape)
    {
        CheckImages(GetType().Name, inputShape);
        (int height, int width) = Kernel;
        int[] shape =
        [
            inputShape[0],
            OutputChannels(inputShape),
            Positions(inputShape, 2, height),
            Positions(inputShape, 3, width),
        ];
        CheckOutput(inputShape, shape);
        return shape;
    }

    private protected abstract (int Height, int Width) Kernel { get; }

    // Whether a parameter has a gradient.
    private protected virtual bool IsLearning => false;

    private protected OnnxAttribute[] OnnxWindow =>
        [
            new("kernel_shape", [Kernel.Height, Kernel.Width]),
            new("strides", [Stride, Stride]),
            new("pads", [Padding, Padding, Padding, Padding]),
        ];

    private protected virtual int OutputChannels(ReadOnlySpan<int> inputShape) => inputShape[1];

    private protected virtual void CheckOutput(ReadOnlySpan<int> inputShape, ReadOnlySpan<int> shape) { }

    // The input has its margin, and no gradient where none is wanted.
    private protected abstract void ForwardPadded(Tensor<float> input, Tensor<float> output);

    private protected abstract void BackwardPadded(Tensor<float> input, Tensor<float> output);

    private protected ArgumentException Unfit(ReadOnlySpan<int> inputShape, string why) =>
        new($"{GetType().Name}: the input has shape {Extents.Text(inputShape)}, {why}.");

    /// <inheritdoc/>
    protected override void Separate(Sharing sharing)
    {
        _pad = Padding > 0 ? new ConstantPad2d(Padding, _margin) : null;
        _call = new LayerCall();
        _views = new TensorViews();
        _padded = null;
    }

    internal static void CheckImages(string layer, ReadOnlySpan<int> inputShape)
    {
        if (inputShape.Length != 4)
            throw new ArgumentException(
                $"{layer}: the input has shape {Extents.Text(inputShape)}, but is [batch, channels, height, width]."
            );
    }

    private Tensor<float> Wanted(Tensor<float> padded) =>
        _call.Input.Grad is null && padded.Grad is not null ? _views.Of(padded, padded.Shape, false) : padded;

    private int Positions(ReadOnlySpan<int> inputShape, int axis, int kernel)
    {
        long free = inputShape[axis] + 2L * Padding - (long)Dilation * (kernel - 1) - 1;
        return free >= 0
            ? checked((int)(free / Stride + 1))
            : throw Unfit(
                inputShape,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"in which the window, of {kernel} elements along axis {axis}, has no place"
                )
            );
    }
}
