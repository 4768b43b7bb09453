using System;

namespace NeuralGen;

/// <summary>Max pooling of images [batch, channels, height, width]: the largest element in each window.</summary>
/// <remarks>Of equal elements the first has the gradient.</remarks>
public sealed partial class MaxPool2d : Pool2d
{
    private PoolResiduals _residuals = new();

    /// <summary>A pooling layer.</summary>
    /// <param name="kernelSize">The height and width of the window.</param>
    /// <param name="stride">By how many elements it moves; null for as many as it is wide.</param>
    /// <param name="padding">The width of the margin, which is never the largest, at most half of the window's.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive; the padding is negative or too large.</exception>
    public MaxPool2d(int kernelSize, int? stride = null, int padding = 0)
        : base(kernelSize, stride, padding, float.NegativeInfinity) { }

    private protected override void ForwardPadded(Tensor<float> input, Tensor<float> output) =>
        PoolForward(input, KernelSize, Stride, output, _residuals);

    private protected override void BackwardPadded(Tensor<float> input, Tensor<float> output) =>
        PoolBackward(input, KernelSize, Stride, output, _residuals);

    /// <inheritdoc/>
    public override string ToOnnx(OnnxGraph graph, string input) => graph.Add("MaxPool", [input], OnnxWindow);

    [Differentiable]
    private static void Pool(Tensor<float> X, int size, int stride, Tensor<float> Y)
    {
        for (int n = 0; n < Y.Dim(0); n++)
        for (int c = 0; c < Y.Dim(1); c++)
        for (int y = 0; y < Y.Dim(2); y++)
        for (int x = 0; x < Y.Dim(3); x++)
        {
            float largest = float.NegativeInfinity;
            for (int p = 0; p < size; p++)
            for (int q = 0; q < size; q++)
                largest = MathF.Max(largest, X[n, c, stride * y + p, stride * x + q]);
            Y[n, c, y, x] = largest;
        }
    }
}
