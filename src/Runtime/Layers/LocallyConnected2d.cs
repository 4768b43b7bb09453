using System;

namespace NeuralGen;

/// <summary>
/// A convolution without shared weights: each place of the output has its own,
/// Y[n,o,y,x] = Bias[o,y,x] + Σ X[n, c, stride · y + p, stride · x + q] · Weight[o,y,x,c,p,q].
/// </summary>
/// <remarks>It is a dense layer most of whose weights are 0, and is for images of one size.</remarks>
public sealed partial class LocallyConnected2d : Windowed
{
    private ConnectResiduals _residuals = new();

    /// <summary>A layer with Glorot's uniform weights and biases of 0.</summary>
    /// <param name="inputChannels">The channels of the input.</param>
    /// <param name="inputHeight">Its height.</param>
    /// <param name="inputWidth">Its width.</param>
    /// <param name="outputChannels">The channels of the output.</param>
    /// <param name="kernelSize">The height and width of the window.</param>
    /// <param name="random">Where the weights come from: one seed gives one layer.</param>
    /// <param name="stride">By how many elements the window moves.</param>
    /// <param name="padding">The width of the margin of zeros.</param>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A number is not positive, the padding is negative, or the window is larger than the image with its margin.
    /// </exception>
    public LocallyConnected2d(
        int inputChannels,
        int inputHeight,
        int inputWidth,
        int outputChannels,
        int kernelSize,
        Random random,
        int stride = 1,
        int padding = 0
    )
        : base(2, stride, padding, 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputChannels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputHeight);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputWidth);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputChannels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(kernelSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputHeight, kernelSize - 2 * padding);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputWidth, kernelSize - 2 * padding);
        ArgumentNullException.ThrowIfNull(random);
        int height = (inputHeight + 2 * padding - kernelSize) / stride + 1;
        int width = (inputWidth + 2 * padding - kernelSize) / stride + 1;
        Weight = Tensor<float>.Parameter(outputChannels, height, width, inputChannels, kernelSize, kernelSize);
        Bias = Tensor<float>.Parameter(outputChannels, height, width);
        int window = kernelSize * kernelSize;
        Initialization.GlorotUniform(Weight, random, inputChannels * window, outputChannels * window);
    }

    /// <summary>The weights: [output channels, output height, output width, input channels, height, width].</summary>
    public Tensor<float> Weight { get; private set; }

    /// <summary>The biases: [output channels, output height, output width].</summary>
    public Tensor<float> Bias { get; private set; }

    private protected override ReadOnlySpan<int> Kernel => Weight.Shape[4..];

    private protected override bool IsLearning => Weight.Grad is not null || Bias.Grad is not null;

    private protected override int OutputChannels(ReadOnlySpan<int> inputShape) =>
        inputShape[1] == Weight.Dim(3)
            ? Weight.Dim(0)
            : throw Unfit(inputShape, FormattableString.Invariant($"but the weights are for {Weight.Dim(3)} channels"));

    private protected override void CheckOutput(ReadOnlySpan<int> inputShape, ReadOnlySpan<int> shape)
    {
        if (!shape[2..].SequenceEqual(Weight.Shape[1..3]))
            throw Unfit(
                inputShape,
                $"which makes {Extents.Text(shape[2..])} places, but there are weights for {Extents.Text(Weight.Shape[1..3])}"
            );
    }

    private protected override void ForwardPadded(Tensor<float> input, Tensor<float> output) =>
        ConnectForward(input, Weight, Bias, Stride, output, _residuals);

    private protected override void BackwardPadded(Tensor<float> input, Tensor<float> output) =>
        ConnectBackward(input, Weight, Bias, Stride, output, _residuals);

    [Differentiable]
    private static void Connect(Tensor<float> X, Tensor<float> W, Tensor<float> B, int stride, Tensor<float> Y)
    {
        for (int n = 0; n < Y.Dim(0); n++)
        for (int o = 0; o < W.Dim(0); o++)
        for (int y = 0; y < W.Dim(1); y++)
        for (int x = 0; x < W.Dim(2); x++)
        {
            float sum = 0;
            for (int c = 0; c < W.Dim(3); c++)
            for (int p = 0; p < W.Dim(4); p++)
            for (int q = 0; q < W.Dim(5); q++)
                sum += X[n, c, stride * y + p, stride * x + q] * W[o, y, x, c, p, q];
            Y[n, o, y, x] = sum + B[o, y, x];
        }
    }
}
