using System;

namespace NeuralGen;

/// <summary>A loss of classification: an example's output is a number for each class, and its target is one class.</summary>
public abstract class ClassLoss : Loss<int[]>
{
    /// <inheritdoc/>
    /// <exception cref="IndexOutOfRangeException">A target is no class.</exception>
    public sealed override float Forward(Tensor<float> output, int[] target)
    {
        ArgumentNullException.ThrowIfNull(target);
        Check(output, target);
        return Value(output, target);
    }

    /// <inheritdoc/>
    /// <exception cref="IndexOutOfRangeException">A target is no class.</exception>
    public sealed override float ForwardBackward(Tensor<float> output, int[] target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return ForwardBackward(output, (ReadOnlySpan<int>)target);
    }

    /// <summary>The loss, and its gradient in place of that of the output, with the targets in any memory.</summary>
    /// <param name="output">A number for each class: [batch, classes], with a <see cref="Tensor{T}.Grad"/>.</param>
    /// <param name="target">The class of each row; as many as rows, at least one.</param>
    /// <exception cref="ArgumentNullException"><paramref name="output"/> is null.</exception>
    /// <exception cref="ArgumentException">The output has no gradient, or does not fit the targets.</exception>
    /// <exception cref="IndexOutOfRangeException">A target is no class.</exception>
    public float ForwardBackward(Tensor<float> output, ReadOnlySpan<int> target)
    {
        Check(output, target);
        return ValueAndGradient(output, target);
    }

    /// <summary>The loss.</summary>
    /// <param name="output">[batch, classes], with a row at least.</param>
    /// <param name="target">The class of each row.</param>
    protected abstract float Value(Tensor<float> output, ReadOnlySpan<int> target);

    /// <summary>The loss, and its gradient in place of that of the output.</summary>
    /// <param name="output">[batch, classes], with a row at least.</param>
    /// <param name="target">The class of each row.</param>
    protected abstract float ValueAndGradient(Tensor<float> output, ReadOnlySpan<int> target);

    private protected static void Check(Tensor<float> output, ReadOnlySpan<int> target)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (output.Rank != 2 || output.Dim(0) == 0)
            throw new ArgumentException(
                $"The scores have shape {Extents.Text(output.Shape)}, but are [batch, classes] with a row at least.",
                nameof(output)
            );
        if (target.Length != output.Dim(0))
            throw new ArgumentException(
                FormattableString.Invariant($"There are {target.Length} labels, but {output.Dim(0)} rows of scores."),
                nameof(target)
            );
    }
}
