using System;

namespace NeuralGen;

/// <summary>A loss that compares the output with a target of the same shape element by element.</summary>
public abstract class ElementLoss : Loss<Tensor<float>>
{
    /// <summary>A loss of the elements taken together in a way.</summary>
    /// <param name="reduction">What becomes of the losses of single elements.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the enumeration.</exception>
    protected ElementLoss(Reduction reduction)
    {
        if (!Enum.IsDefined(reduction))
            throw new ArgumentOutOfRangeException(nameof(reduction), reduction, "There is no such reduction.");
        Reduction = reduction;
    }

    /// <summary>What becomes of the losses of single elements.</summary>
    public Reduction Reduction { get; }

    /// <inheritdoc/>
    public sealed override float Forward(Tensor<float> output, Tensor<float> target)
    {
        Check(output, target);
        return Value(output.AsSpan(), target.AsSpan(), Factor(output));
    }

    /// <inheritdoc/>
    public sealed override float ForwardBackward(Tensor<float> output, Tensor<float> target)
    {
        Check(output, target);
        if (output.Grad is null)
            throw new ArgumentException("The output has no gradient.", nameof(output));
        return ValueAndGradient(output.AsSpan(), target.AsSpan(), Factor(output), output.Grad.AsSpan());
    }

    /// <summary>The sum of the losses of all elements, times a factor.</summary>
    /// <param name="output">The output's elements, at least one.</param>
    /// <param name="target">The target's, as many.</param>
    /// <param name="factor">The factor.</param>
    protected abstract float Value(ReadOnlySpan<float> output, ReadOnlySpan<float> target, float factor);

    /// <summary>The same, with its gradient.</summary>
    /// <param name="output">The output's elements, at least one.</param>
    /// <param name="target">The target's, as many.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="outputGrad">The gradient of the output, which is overwritten.</param>
    protected abstract float ValueAndGradient(
        ReadOnlySpan<float> output,
        ReadOnlySpan<float> target,
        float factor,
        Span<float> outputGrad
    );

    private float Factor(Tensor<float> output) =>
        Reduction switch
        {
            Reduction.Mean => 1f / output.Length,
            Reduction.ExampleMean => 1f / output.Dim(0),
            _ => 1,
        };

    private static void Check(Tensor<float> output, Tensor<float> target)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(target);
        if (output.Rank == 0 || output.Length == 0)
            throw new ArgumentException(
                $"The output has shape {Extents.Text(output.Shape)}: there is nothing to compare.",
                nameof(output)
            );
        if (!output.Shape.SequenceEqual(target.Shape))
            throw new ArgumentException(
                $"The target has shape {Extents.Text(target.Shape)}, but the output has {Extents.Text(output.Shape)}.",
                nameof(target)
            );
    }
}
