using System;

namespace NeuralGen;

/// <summary>
/// A convolution of images [batch, channels, height, width], as machine learning says it, a cross-correlation:
/// Y[n,o,y,x] = Bias[o] + Σ X[n, c, stride · y + dilation · p, stride · x + dilation · q] · Weight[o,c,p,q].
/// </summary>
/// <remarks>
/// With groups, the channels of the input and those of the output are divided into as many parts, and each part of the output
/// sees its part of the input alone.
/// </remarks>
public sealed partial class Conv2d : Convolution
{
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
            NewWeight(2, inputChannels, outputChannels, kernelSize, groups),
            bias ? Tensor<float>.Parameter(outputChannels) : null,
            stride,
            padding,
            dilation,
            groups
        ) => Initialize(random);

    /// <summary>A layer with given parameters; the window may be of any size.</summary>
    /// <param name="weight">[output channels, input channels / groups, height, width].</param>
    /// <param name="bias">[output channels]; null for none.</param>
    /// <param name="stride">By how many elements the window moves.</param>
    /// <param name="padding">The width of the margin of zeros.</param>
    /// <param name="dilation">How far apart the elements of the window are.</param>
    /// <param name="groups">Into how many parts the channels are divided.</param>
    /// <exception cref="ArgumentNullException"><paramref name="weight"/> is null.</exception>
    /// <exception cref="ArgumentException">The tensors do not have these shapes, or the channels cannot be divided.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive; the padding is negative.</exception>
    public Conv2d(
        Tensor<float> weight,
        Tensor<float>? bias,
        int stride = 1,
        int padding = 0,
        int dilation = 1,
        int groups = 1
    )
        : base(2, weight, bias, stride, padding, dilation, groups) { }

    private protected override void ForwardGroups(Tensor<float> x, Tensor<float> w, Tensor<float> b, Tensor<float> y) =>
        ConvolveForward(x, w, b, Stride, Dilation, y, _residuals);

    private protected override void BackwardGroups(
        Tensor<float> x,
        Tensor<float> w,
        Tensor<float> b,
        Tensor<float> y
    ) => ConvolveBackward(x, w, b, Stride, Dilation, y, _residuals);

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
