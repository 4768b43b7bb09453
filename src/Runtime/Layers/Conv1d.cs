using System;
using System.Collections.Generic;
using System.Globalization;

namespace NeuralGen;

/// <summary>
/// A convolution of sequences [batch, channels, length], as machine learning says it, a cross-correlation:
/// Y[n,o,x] = Bias[o] + Σ X[n, c, stride · x + dilation · q] · Weight[o,c,q].
/// </summary>
/// <remarks>
/// With groups, the channels of the input and those of the output are divided into as many parts, and each part of the output
/// sees its part of the input alone.
/// </remarks>
public sealed partial class Conv1d : Layer
{
    private LayerCall _call = new();
    private TensorViews _views = new();
    private ConvolveResiduals _residuals = new();
    private ConstantPad1d? _pad;
    private Tensor<float>? _padded;

    /// <summary>A layer with Glorot's uniform weights and biases of 0.</summary>
    /// <param name="inputChannels">The channels of the input.</param>
    /// <param name="outputChannels">The channels of the output.</param>
    /// <param name="kernelSize">The length of the window.</param>
    /// <param name="random">Where the weights come from: one seed gives one layer.</param>
    /// <param name="stride">By how many elements the window moves.</param>
    /// <param name="padding">The width of the margin of zeros.</param>
    /// <param name="dilation">How far apart the elements of the window are.</param>
    /// <param name="groups">Into how many parts the channels are divided, a divisor of both numbers.</param>
    /// <param name="bias">Whether there are biases.</param>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive; the padding is negative.</exception>
    /// <exception cref="ArgumentException">The channels cannot be divided.</exception>
    public Conv1d(
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
        Initialization.GlorotUniform(
            Weight,
            random,
            inputChannels / groups * kernelSize,
            outputChannels / groups * kernelSize
        );
    }

    /// <summary>A layer with given parameters.</summary>
    /// <param name="weight">[output channels, input channels / groups, length].</param>
    /// <param name="bias">[output channels]; null for none.</param>
    /// <param name="stride">By how many elements the window moves.</param>
    /// <param name="padding">The width of the margin of zeros.</param>
    /// <param name="dilation">How far apart the elements of the window are.</param>
    /// <param name="groups">Into how many parts the channels are divided.</param>
    /// <exception cref="ArgumentNullException"><paramref name="weight"/> is null.</exception>
    /// <exception cref="ArgumentException">The tensors do not have these shapes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive; the padding is negative.</exception>
    public Conv1d(
        Tensor<float> weight,
        Tensor<float>? bias,
        int stride = 1,
        int padding = 0,
        int dilation = 1,
        int groups = 1
    )
    {
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stride);
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dilation);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(groups);
        if (weight.Rank != 3 || weight.Length == 0 || weight.Dim(0) % groups != 0)
            throw new ArgumentException(
                $"The weights have shape {Extents.Text(weight.Shape)}, but are [outputs, inputs, length] in groups.",
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
        (Stride, Padding, Dilation, Groups) = (stride, padding, dilation, groups);
        _pad = NewPad();
    }

    /// <summary>The weights: [output channels, input channels / groups, length].</summary>
    public Tensor<float> Weight { get; private set; }

    /// <summary>Whether there are biases.</summary>
    public bool HasBias { get; }

    /// <summary>The biases: [output channels]. Where there are none they are zeros that are neither learned nor saved.</summary>
    public Tensor<float> Bias { get; private set; }

    /// <summary>By how many elements the window moves.</summary>
    public int Stride { get; }

    /// <summary>The width of the margin on each side.</summary>
    public int Padding { get; }

    /// <summary>How far apart the elements of the window are; 1 for neighbours.</summary>
    public int Dilation { get; }

    /// <summary>Into how many parts the channels are divided.</summary>
    public int Groups { get; }

    /// <inheritdoc/>
    // The margin learns nothing and does the same in training and in use.
    public override IEnumerable<KeyValuePair<string, Layer>> Children => [];

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, Tensor<float>?>> Tensors =>
        HasBias ? [new(nameof(Weight), Weight), new(nameof(Bias), Bias)] : [new(nameof(Weight), Weight)];

    /// <inheritdoc/>
    public override Tensor<float> Forward(Tensor<float> input)
    {
        Tensor<float> output = _call.Begin(this, input);
        _padded = _pad?.Forward(input) ?? input;
        ConvolveForward(
            Grouped(_padded, input.Grad is not null),
            GroupedWeight(),
            GroupedBias(),
            Stride,
            Dilation,
            Grouped(output),
            _residuals
        );
        return output;
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        (Tensor<float> input, Tensor<float> output) = _call.End();
        if (input.Grad is null && Weight.Grad is null && Bias.Grad is null)
            return;
        ConvolveBackward(
            Grouped(_padded!, input.Grad is not null),
            GroupedWeight(),
            GroupedBias(),
            Stride,
            Dilation,
            Grouped(output),
            _residuals
        );
        _pad?.Backward();
    }

    /// <inheritdoc/>
    public override int[] OutputShape(ReadOnlySpan<int> inputShape)
    {
        ConstantPad1d.CheckSequences(nameof(Conv1d), inputShape);
        if (inputShape[1] != Weight.Dim(1) * Groups)
            throw Unfit(inputShape, $"but the weights are for {Number(Weight.Dim(1) * Groups)} channels");
        long free = inputShape[2] + 2L * Padding - (long)Dilation * (Weight.Dim(2) - 1) - 1;
        return free >= 0
            ? [inputShape[0], Weight.Dim(0), checked((int)(free / Stride + 1))]
            : throw Unfit(inputShape, $"in which the window, of {Number(Weight.Dim(2))} elements, has no place");
    }

    /// <inheritdoc/>
    protected override void Separate(Sharing sharing)
    {
        _call = new LayerCall();
        _views = new TensorViews();
        _residuals = new ConvolveResiduals();
        _pad = NewPad();
        _padded = null;
        Weight = sharing.Of(Weight);
        Bias = sharing.Of(Bias);
    }

    /// <inheritdoc/>
    public override string ToOnnx(OnnxGraph graph, string input)
    {
        ArgumentNullException.ThrowIfNull(graph);
        string weight = graph.Constant(Weight, nameof(Weight));
        return graph.Add(
            "Conv",
            HasBias ? [input, weight, graph.Constant(Bias, nameof(Bias))] : [input, weight],
            new OnnxAttribute("kernel_shape", [Weight.Dim(2)]),
            new OnnxAttribute("strides", [Stride]),
            new OnnxAttribute("pads", [Padding, Padding]),
            new OnnxAttribute("dilations", [Dilation]),
            new OnnxAttribute("group", Groups)
        );
    }

    private ConstantPad1d? NewPad() => Padding > 0 ? new ConstantPad1d(Padding) : null;

    // Groups have an axis of their own, so that every subscript is linear.
    private Tensor<float> Grouped(Tensor<float> sequences, bool hasGradient = true) =>
        _views.Of(sequences, [sequences.Dim(0), Groups, sequences.Dim(1) / Groups, sequences.Dim(2)], hasGradient);

    private Tensor<float> GroupedWeight() =>
        _views.Of(Weight, [Groups, Weight.Dim(0) / Groups, Weight.Dim(1), Weight.Dim(2)]);

    private Tensor<float> GroupedBias() => _views.Of(Bias, [Groups, Bias.Length / Groups]);

    private static Tensor<float> NewWeight(int inputChannels, int outputChannels, int kernelSize, int groups)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputChannels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputChannels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(kernelSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(groups);
        if (inputChannels % groups != 0 || outputChannels % groups != 0)
            throw new ArgumentException(
                $"{Number(inputChannels)} and {Number(outputChannels)} channels cannot be divided into {Number(groups)} groups.",
                nameof(groups)
            );
        return Tensor<float>.Parameter(outputChannels, inputChannels / groups, kernelSize);
    }

    private static ArgumentException Unfit(ReadOnlySpan<int> inputShape, string why) =>
        new($"{nameof(Conv1d)}: the input has shape {Extents.Text(inputShape)}, {why}.");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

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
        for (int x = 0; x < Y.Dim(3); x++)
        {
            float sum = 0;
            for (int c = 0; c < W.Dim(2); c++)
            for (int q = 0; q < W.Dim(3); q++)
                sum += X[n, g, c, stride * x + dilation * q] * W[g, o, c, q];
            Y[n, g, o, x] = sum + B[g, o];
        }
    }
}
