using System;

namespace NeuralGen;

/// <summary>
/// Changes the inputs of a batch at random, in ways that do not change what they show: the model sees more examples than there
/// are.
/// </summary>
/// <remarks>
/// Only the copy in the batch is changed. What happens depends on the random numbers alone, so that one seed gives one training.
/// </remarks>
public abstract class Augmentation
{
    /// <summary>Changes the inputs.</summary>
    /// <param name="inputs">The examples along axis 0, overwritten.</param>
    /// <param name="random">The random numbers.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The inputs have no shape that can be changed so.</exception>
    public void Apply(Tensor<float> inputs, Random random)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(random);
        if (inputs.Rank == 0)
            throw new ArgumentException("Inputs of rank 0 have no examples.", nameof(inputs));
        int count = inputs.Dim(0);
        int length = count == 0 ? 0 : inputs.Length / count;
        for (int i = 0; i < count; i++)
            Change(inputs.AsSpan().Slice(i * length, length), random);
    }

    /// <summary>One after another.</summary>
    /// <param name="augmentations">What is done, first to last.</param>
    /// <exception cref="ArgumentNullException">The augmentations, or one of them, are null.</exception>
    public static Augmentation Chain(params Augmentation[] augmentations)
    {
        ArgumentNullException.ThrowIfNull(augmentations);
        foreach (Augmentation augmentation in augmentations)
            ArgumentNullException.ThrowIfNull(augmentation, nameof(augmentations));
        return new InOrder([.. augmentations]);
    }

    /// <summary>Changes one example.</summary>
    /// <param name="example">Its elements, in row-major order.</param>
    /// <param name="random">The random numbers.</param>
    protected abstract void Change(Span<float> example, Random random);

    /// <summary>Refuses examples that do not consist of whole planes or rows.</summary>
    /// <param name="length">The elements of an example.</param>
    /// <param name="part">The elements of a plane or row.</param>
    private protected static void CheckParts(int length, int part)
    {
        if (length % part != 0)
            throw new ArgumentException(
                FormattableString.Invariant($"An example has {length} elements, which are not whole parts of {part}.")
            );
    }

    private sealed class InOrder(Augmentation[] augmentations) : Augmentation
    {
        protected override void Change(Span<float> example, Random random)
        {
            foreach (Augmentation augmentation in augmentations)
                augmentation.Change(example, random);
        }
    }
}
