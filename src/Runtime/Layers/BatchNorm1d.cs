using System;

namespace NeuralGen;

/// <summary>Batch normalization of [batch, channels] or [batch, channels, length]: see <see cref="BatchNorm"/>.</summary>
/// <param name="channels">The number of channels.</param>
/// <param name="epsilon">What is added to the variance; positive.</param>
/// <param name="momentum">How far each batch moves the running statistics, 0 … 1.</param>
public sealed class BatchNorm1d(int channels, double epsilon = 1e-5, double momentum = 0.1)
    : BatchNorm(channels, epsilon, momentum)
{
    private protected override void CheckRank(int rank, string shape)
    {
        if (rank is not (2 or 3))
            throw new ArgumentException(
                $"BatchNorm1d: the input has shape {shape}, but is [batch, channels] or [batch, channels, length]."
            );
    }
}
