using System;

namespace NeuralGen;

/// <summary>Average pooling of images [batch, channels, height, width]: the mean of each window, zeros of the margin included.</summary>
public sealed partial class AvgPool2d : Pool2d
{
    private PoolResiduals _residuals = new();

    /// <summary>A pooling layer.</summary>
    /// <param name="kernelSize">The height and width of the window.</param>
    /// <param name="stride">By how many elements it moves; null for as many as it is wide.</param>
    /// <param name="padding">The width of the margin, which is zeros, at most half of the window's.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive; the padding is negative or too large.</exception>
    public AvgPool2d(int kernelSize, int? stride = null, int padding = 0)
        : base(kernelSize, stride, padding, 0) { }

    private protected override void ForwardPadded(Tensor<float> input, Tensor<float> output) =>
        PoolForward(input, KernelSize, Stride, output, _residuals);

    private protected override void BackwardPadded(Tensor<float> input, Tensor<float> output) =>
        PoolBackward(input, KernelSize, Stride, output, _residuals);

    /// <inheritdoc/>
    public override string ToOnnx(OnnxGraph graph, string input) =>
        graph.Add("AveragePool", [input], [.. OnnxWindow, new OnnxAttribute("count_include_pad", 1)]);

    [Differentiable]
    private static void Pool(Tensor<float> X, int size, int stride, Tensor<float> Y)
    {
        for (int n = 0; n < Y.Dim(0); n++)
        for (int c = 0; c < Y.Dim(1); c++)
        for (int y = 0; y < Y.Dim(2); y++)
        for (int x = 0; x < Y.Dim(3); x++)
        {
            float sum = 0;
            for (int p = 0; p < size; p++)
            for (int q = 0; q < size; q++)
                sum += X[n, c, stride * y + p, stride * x + q];
            Y[n, c, y, x] = sum / (size * size);
        }
    }
}
