using System;

namespace NeuralGen;

/// <summary>Batch normalization of [batch, channels, height, width]: see <see cref="BatchNorm"/>.</summary>
/// <param name="channels">The number of channels.</param>
/// <param name="epsilon">What is added to the variance; positive.</param>
/// <param name="momentum">How far each batch moves the running statistics, 0 … 1.</param>
public sealed class BatchNorm2d(int channels, double epsilon = 1e-5, double momentum = 0.1)
    : BatchNorm(channels, epsilon, momentum)
{
    private protected override void CheckRank(int rank, string shape)
    {
        if (rank != 4)
            throw new ArgumentException(
                $"BatchNorm2d: the input has shape {shape}, but is [batch, channels, height, width]."
            );
    }
}
