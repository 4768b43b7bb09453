using System;
using System.Collections.Generic;

namespace NeuralGen;

/// <summary>
/// A convolution of images [batch, channels, height, width], as machine learning says it, a cross-correlation:
/// Y[n,o,y,x] = Bias[o] + Σ X[n, c, stride · y + dilation · p, stride · x + dilation · q] · Weight[o,c,p,q].
/// </summary>
/// <remarks>
/// With groups, the channels of the input and those of the output are divided into as many parts, and each part of the output
/// sees its part of the input alone.
/// </remarks>
public sealed partial class Conv2d : Windowed2d
{
    private TensorViews _views = new();
    private ConvolveResiduals _residuals = new();

    /// <summary>A layer with Glorot's uniform weights and biases of 0.</summary>
    /// <param name="inputChannels">The channels of the input.</param>
    /// <param name="outputChannels">The channels of the output.</param>
    /// <param name="kernelSize">The height and width of the window.</param>
    /// <param name="random">Where the weights come from: one seed gives one layer.</param>
    /// <param name="stride">By how many elements the window moves.</param>
    /// <param name="padding">The width of the margin of zeros.</param>
    /// <param name="dilation">How far apart the elements of the window are.</param>
    /// <param name="groups">Into how many parts the channels are divided, a divisor of both numbers.</param>
    /// <param name="bias">Whether there are biases.</param>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive; the padding is negative.</exception>
    /// <exception cref="ArgumentException">The channels cannot be divided.</exception>
    public Conv2d(
        int inputChannels,
        int outputChannels,
        int kernelSize,
        Random random,
        int stride = 1,
        int padding = 0,
        int dilation = 1,
        int groups = 1,
        bool bias = true
    )
        : this(
            NewWeight(inputChannels, outputChannels, kernelSize, groups),
            bias ? Tensor<float>.Parameter(outputChannels) : null,
            stride,
            padding,
            dilation,
            groups
        )
    {
        ArgumentNullException.ThrowIfNull(random);
        int window = kernelSize * kernelSize;
        Initialization.GlorotUniform(Weight, random, inputChannels / groups * window, outputChannels / groups * window);
    }

    /// <summary>A layer with given parameters; the window may be of any size.</summary>
    /// <param name="weight">[output channels, input channels / groups, height, width].</param>
    /// <param name="bias">[output channels]; null for none.</param>
    /// <param name="stride">By how many elements the window moves.</param>
    /// <param name="padding">The width of the margin of zeros.</param>
    /// <param name="dilation">How far apart the elements of the window are.</param>
    /// <param name="groups">Into how many parts the channels are divided.</param>
    /// <exception cref="ArgumentNullException"><paramref name="weight"/> is null.</exception>
    /// <exception cref="ArgumentException">The tensors do not have these shapes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive; the padding is negative.</exception>
    public Conv2d(
        Tensor<float> weight,
        Tensor<float>? bias,
        int stride = 1,
        int padding = 0,
        int dilation = 1,
        int groups = 1
    )
        : base(stride, padding, dilation)
    {
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(groups);
        if (weight.Rank != 4 || weight.Length == 0 || weight.Dim(0) % groups != 0)
            throw new ArgumentException(
                $"The weights have shape {Extents.Text(weight.Shape)}, but are [outputs, inputs, height, width] in groups.",
                nameof(weight)
            );
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

    /// <summary>The weights: [output channels, input channels / groups, height, width].</summary>
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

    private protected override (int Height, int Width) Kernel => (Weight.Dim(2), Weight.Dim(3));

    private protected override bool IsLearning => Weight.Grad is not null || Bias.Grad is not null;

    private protected override int OutputChannels(ReadOnlySpan<int> inputShape) =>
        inputShape[1] == Weight.Dim(1) * Groups
            ? Weight.Dim(0)
            : throw Unfit(
                inputShape,
                FormattableString.Invariant($"but the weights are for {Weight.Dim(1) * Groups} channels")
            );

    private protected override void ForwardPadded(Tensor<float> input, Tensor<float> output) =>
        ConvolveForward(
            Grouped(input),
            GroupedWeight(),
            _views.Of(Bias, [Groups, Bias.Length / Groups]),
            Stride,
            Dilation,
            Grouped(output),
            _residuals
        );

    private protected override void BackwardPadded(Tensor<float> input, Tensor<float> output) =>
        ConvolveBackward(
            Grouped(input),
            GroupedWeight(),
            _views.Of(Bias, [Groups, Bias.Length / Groups]),
            Stride,
            Dilation,
            Grouped(output),
            _residuals
        );

    // Groups have an axis of their own, so that every subscript is linear.
    private Tensor<float> Grouped(Tensor<float> images) =>
        _views.Of(images, [images.Dim(0), Groups, images.Dim(1) / Groups, images.Dim(2), images.Dim(3)]);

    private Tensor<float> GroupedWeight() =>
        _views.Of(Weight, [Groups, Weight.Dim(0) / Groups, Weight.Dim(1), Weight.Dim(2), Weight.Dim(3)]);

    private static Tensor<float> NewWeight(int inputChannels, int outputChannels, int kernelSize, int groups)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputChannels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputChannels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(kernelSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(groups);
        if (inputChannels % groups != 0 || outputChannels % groups != 0)
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"{inputChannels} and {outputChannels} channels cannot be divided into {groups} groups."
                ),
                nameof(groups)
            );
        return Tensor<float>.Parameter(outputChannels, inputChannels / groups, kernelSize, kernelSize);
    }

    /// <inheritdoc/>
    public override string ToOnnx(OnnxGraph graph, string input)
    {
        ArgumentNullException.ThrowIfNull(graph);
        string weight = graph.Constant(Weight, nameof(Weight));
        return graph.Add(
            "Conv",
            HasBias ? [input, weight, graph.Constant(Bias, nameof(Bias))] : [input, weight],
            [.. OnnxWindow, new OnnxAttribute("dilations", [Dilation, Dilation]), new OnnxAttribute("group", Groups)]
        );
    }

    [Differentiable]
    private static void Convolve(
        Tensor<float> X,
        Tensor<float> W,
        Tensor<float> B,
        int stride,
        int dilation,
        Tensor<float> Y
    )
    {
        for (int n = 0; n < Y.Dim(0); n++)
        for (int g = 0; g < W.Dim(0); g++)
        for (int o = 0; o < W.Dim(1); o++)
        for (int y = 0; y < Y.Dim(3); y++)
        for (int x = 0; x < Y.Dim(4); x++)
        {
            float sum = 0;
            for (int c = 0; c < W.Dim(2); c++)
            for (int p = 0; p < W.Dim(3); p++)
            for (int q = 0; q < W.Dim(4); q++)
                sum += X[n, g, c, stride * y + dilation * p, stride * x + dilation * q] * W[g, o, c, p, q];
            Y[n, g, o, y, x] = sum + B[g, o];
        }
    }
}
