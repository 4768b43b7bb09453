using System;

namespace NeuralGen;

/// <summary>What pooling layers have in common: a square window that moves over each channel by itself.</summary>
public abstract class Pool2d : Windowed2d
{
    private protected Pool2d(int kernelSize, int? stride, int padding, float margin)
        : base(stride ?? kernelSize, padding, 1, margin)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(kernelSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(padding, kernelSize / 2);
        KernelSize = kernelSize;
    }

    /// <summary>The height and width of the window.</summary>
    public int KernelSize { get; }

    private protected sealed override (int Height, int Width) Kernel => (KernelSize, KernelSize);
}
