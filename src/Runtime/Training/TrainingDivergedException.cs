using System;

namespace NeuralGen;

/// <summary>A loss or a gradient that is no finite number any more; the message tells where it comes from.</summary>
/// <remarks>
/// No step was made with it. Common causes are a learning rate that is too large, gradients that are not clipped, and data that hold
/// such a number already.
/// </remarks>
public sealed class TrainingDivergedException : ArithmeticException
{
    /// <summary>An exception without a message of its own.</summary>
    public TrainingDivergedException()
        : this("The training has diverged.") { }

    /// <summary>An exception with a message.</summary>
    /// <param name="message">The message.</param>
    public TrainingDivergedException(string? message)
        : base(message) { }

    /// <summary>An exception with a message and a cause.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public TrainingDivergedException(string? message, Exception? innerException)
        : base(message, innerException) { }

    /// <summary>The name of the layer that made the first such number; null where no layer did, but the data or the loss.</summary>
    public string? Layer { get; init; }

    /// <summary>The epoch, from 1; 0 outside a training.</summary>
    public int Epoch { get; init; }

    /// <summary>The batch, from 1; 0 outside a training.</summary>
    public int Batch { get; init; }
}
