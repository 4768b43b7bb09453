using System;
using System.Collections.Generic;
using System.Linq;

namespace NeuralGen;

/// <summary>
/// What convolutions of sequences and of images have in common: weights, biases, and the groups into which channels are divided.
/// </summary>
public abstract class Convolution : Windowed
{
    private TensorViews _views = new();

    private protected Convolution(
        int axes,
        Tensor<float> weight,
        Tensor<float>? bias,
        int stride,
        int padding,
        int dilation,
        int groups
    )
        : base(axes, stride, padding, dilation)
    {
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(groups);
        if (weight.Rank != 2 + axes || weight.Length == 0)
            throw new ArgumentException(
                $"The weights have shape {Extents.Text(weight.Shape)}, but are [outputs, inputs, {AxisNames(axes)}].",
                nameof(weight)
            );
        CheckGroups(weight.Dim(0), "output", groups);
        if (bias is not null && (bias.Rank != 1 || bias.Dim(0) != weight.Dim(0)))
            throw new ArgumentException(
                $"The bias has shape {Extents.Text(bias.Shape)}, but the weights have {Extents.Text(weight.Shape)}.",
                nameof(bias)
            );
        Weight = weight;
        HasBias = bias is not null;
        Bias = bias ?? new Tensor<float>(weight.Dim(0));
        Groups = groups;
    }

    /// <summary>The weights: [output channels, input channels / groups, length], of images […, height, width].</summary>
    public Tensor<float> Weight { get; private set; }

    /// <summary>Whether there are biases.</summary>
    public bool HasBias { get; }

    /// <summary>The biases: [output channels]. Where there are none they are zeros that are neither learned nor saved.</summary>
    public Tensor<float> Bias { get; private set; }

    /// <summary>Into how many parts the channels are divided.</summary>
    public int Groups { get; }

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, Tensor<float>?>> Tensors =>
        HasBias ? [new(nameof(Weight), Weight), new(nameof(Bias), Bias)] : [new(nameof(Weight), Weight)];

    private protected sealed override ReadOnlySpan<int> Kernel => Weight.Shape[2..];

    private protected sealed override bool IsLearning => Weight.Grad is not null || Bias.Grad is not null;

    /// <inheritdoc/>
    public sealed override string ToOnnx(OnnxGraph graph, string input)
    {
        ArgumentNullException.ThrowIfNull(graph);
        string weight = graph.Constant(Weight, nameof(Weight));
        return graph.Add(
            "Conv",
            HasBias ? [input, weight, graph.Constant(Bias, nameof(Bias))] : [input, weight],
            [.. OnnxWindow, new OnnxAttribute("dilations", EachAxis(Dilation)), new OnnxAttribute("group", Groups)]
        );
    }

    /// <inheritdoc/>
    protected override void Separate(Sharing sharing)
    {
        ArgumentNullException.ThrowIfNull(sharing);
        base.Separate(sharing);
        _views = new TensorViews();
        Weight = sharing.Of(Weight);
        Bias = sharing.Of(Bias);
    }

    private protected sealed override int OutputChannels(ReadOnlySpan<int> inputShape) =>
        inputShape[1] == Weight.Dim(1) * Groups
            ? Weight.Dim(0)
            : throw Unfit(
                inputShape,
                FormattableString.Invariant($"but the weights are for {Weight.Dim(1) * Groups} channels")
            );

    private protected sealed override void ForwardPadded(Tensor<float> input, Tensor<float> output) =>
        ForwardGroups(Grouped(input, 1), Grouped(Weight, 0), Grouped(Bias, 0), Grouped(output, 1));

    private protected sealed override void BackwardPadded(Tensor<float> input, Tensor<float> output) =>
        BackwardGroups(Grouped(input, 1), Grouped(Weight, 0), Grouped(Bias, 0), Grouped(output, 1));

    private protected abstract void ForwardGroups(Tensor<float> x, Tensor<float> w, Tensor<float> b, Tensor<float> y);

    private protected abstract void BackwardGroups(Tensor<float> x, Tensor<float> w, Tensor<float> b, Tensor<float> y);

    private protected static Tensor<float> NewWeight(
        int axes,
        int inputChannels,
        int outputChannels,
        int kernelSize,
        int groups
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputChannels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputChannels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(kernelSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(groups);
        CheckGroups(inputChannels, "input", groups);
        CheckGroups(outputChannels, "output", groups);
        return Tensor<float>.Parameter([
            outputChannels,
            inputChannels / groups,
            .. Enumerable.Repeat(kernelSize, axes),
        ]);
    }

    private protected void Initialize(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        int window = Weight.Length / (Weight.Dim(0) * Weight.Dim(1));
        Initialization.GlorotUniform(Weight, random, Weight.Dim(1) * window, Weight.Dim(0) / Groups * window);
    }

    private static void CheckGroups(int channels, string of, int groups)
    {
        if (channels % groups != 0)
            throw new ArgumentException(
                FormattableString.Invariant($"{channels} {of} channels cannot be divided into {groups} groups."),
                nameof(groups)
            );
    }

    // Groups have an axis of their own, so that every subscript is linear.
    private Tensor<float> Grouped(Tensor<float> tensor, int axis)
    {
        Span<int> shape = stackalloc int[tensor.Rank + 1];
        tensor.Shape[..axis].CopyTo(shape);
        (shape[axis], shape[axis + 1]) = (Groups, tensor.Dim(axis) / Groups);
        tensor.Shape[(axis + 1)..].CopyTo(shape[(axis + 2)..]);
        return _views.Of(tensor, shape);
    }
}
