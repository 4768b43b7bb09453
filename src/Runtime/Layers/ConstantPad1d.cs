using System;

namespace NeuralGen;

/// <summary>
/// A margin of one value on both sides of each sequence: [batch, channels, length] becomes
/// [batch, channels, length + 2 · padding].
/// </summary>
/// <param name="padding">The margin's width on each side; not negative.</param>
/// <param name="value">What it consists of.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="padding"/> is negative.</exception>
public sealed partial class ConstantPad1d(int padding, float value = 0) : ConstantPad(1, padding, value)
{
    [Differentiable]
    private void Pad(Tensor<float> X, Tensor<float> Y)
    {
        for (int n = 0; n < Y.Dim(0); n++)
        for (int c = 0; c < Y.Dim(1); c++)
        for (int x = 0; x < Y.Dim(2); x++)
            Y[n, c, x] = Value;
        for (int n = 0; n < X.Dim(0); n++)
        for (int c = 0; c < X.Dim(1); c++)
        for (int x = 0; x < X.Dim(2); x++)
            Y[n, c, x + Padding] = X[n, c, x];
    }
}
