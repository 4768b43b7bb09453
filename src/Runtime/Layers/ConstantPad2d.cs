using System;

namespace NeuralGen;

/// <summary>
/// A margin of one value around each image: [batch, channels, height, width] becomes
/// [batch, channels, height + 2 · padding, width + 2 · padding].
/// </summary>
/// <param name="padding">The margin's width on each side; not negative.</param>
/// <param name="value">What it consists of.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="padding"/> is negative.</exception>
public sealed partial class ConstantPad2d(int padding, float value = 0) : ConstantPad(2, padding, value)
{
    [Differentiable]
    private void Pad(Tensor<float> X, Tensor<float> Y)
    {
        for (int n = 0; n < Y.Dim(0); n++)
        for (int c = 0; c < Y.Dim(1); c++)
        for (int y = 0; y < Y.Dim(2); y++)
        for (int x = 0; x < Y.Dim(3); x++)
            Y[n, c, y, x] = Value;
        for (int n = 0; n < X.Dim(0); n++)
        for (int c = 0; c < X.Dim(1); c++)
        for (int y = 0; y < X.Dim(2); y++)
        for (int x = 0; x < X.Dim(3); x++)
            Y[n, c, y + Padding, x + Padding] = X[n, c, y, x];
    }
}
