using System;

namespace NeuralGen;

/// <summary>What pooling layers have in common: a square window that moves over each channel by itself.</summary>
public abstract class Pool2d : Windowed
{
    private readonly int[] _kernel;

    private protected Pool2d(int kernelSize, int? stride, int padding, float margin)
        : base(2, stride ?? Positive(kernelSize), padding, 1, margin)
    {
        Positive(kernelSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(padding, kernelSize / 2);
        _kernel = [kernelSize, kernelSize];
    }

    /// <summary>The height and width of the window.</summary>
    public int KernelSize => _kernel[0];

    private protected sealed override ReadOnlySpan<int> Kernel => _kernel;

    private static int Positive(int kernelSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(kernelSize);
        return kernelSize;
    }
}
