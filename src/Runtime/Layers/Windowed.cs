using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NeuralGen;

/// <summary>
/// What convolution and pooling have in common: sequences [batch, channels, length] or images [batch, channels, height, width],
/// over which a window moves in steps of the stride, and a margin around them.
/// </summary>
public abstract class Windowed : Layer
{
    private readonly int _axes;
    private readonly float _margin;
    private ConstantPad? _pad;
    private LayerCall _call = new();
    private TensorViews _views = new();
    private Tensor<float>? _padded;

    // Along one axis the window moves, or along two.
    private protected Windowed(int axes, int stride, int padding, int dilation, float margin = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stride);
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dilation);
        (_axes, _margin) = (axes, margin);
        (Stride, Padding, Dilation) = (stride, padding, dilation);
        _pad = NewPad();
    }

    /// <summary>By how many elements the window moves.</summary>
    public int Stride { get; }

    /// <summary>The width of the margin on each side.</summary>
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
        CheckRank(GetType().Name, inputShape, _axes);
        int[] shape = inputShape.ToArray();
        shape[1] = OutputChannels(inputShape);
        for (int axis = 2; axis < shape.Length; axis++)
            shape[axis] = Positions(inputShape, axis, Kernel[axis - 2]);
        CheckOutput(inputShape, shape);
        return shape;
    }

    // The size of the window along each axis.
    private protected abstract ReadOnlySpan<int> Kernel { get; }

    // Whether a parameter has a gradient.
    private protected virtual bool IsLearning => false;

    private protected OnnxAttribute[] OnnxWindow =>
        [
            new("kernel_shape", Array.ConvertAll(Kernel.ToArray(), size => (long)size)),
            new("strides", EachAxis(Stride)),
            // On one side of every axis, and then on the other.
            new("pads", [.. EachAxis(Padding), .. EachAxis(Padding)]),
        ];

    private protected long[] EachAxis(long value) => [.. Enumerable.Repeat(value, _axes)];

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
        _pad = NewPad();
        _call = new LayerCall();
        _views = new TensorViews();
        _padded = null;
    }

    internal static void CheckRank(string layer, ReadOnlySpan<int> inputShape, int axes)
    {
        if (inputShape.Length != 2 + axes)
            throw new ArgumentException(
                $"{layer}: the input has shape {Extents.Text(inputShape)}, but is [batch, channels, {AxisNames(axes)}]."
            );
    }

    private protected static string AxisNames(int axes) => axes == 1 ? "length" : "height, width";

    private ConstantPad? NewPad() =>
        Padding == 0 ? null
        : _axes == 1 ? new ConstantPad1d(Padding, _margin)
        : new ConstantPad2d(Padding, _margin);

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
