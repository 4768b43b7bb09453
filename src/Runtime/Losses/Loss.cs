using System;

namespace NeuralGen;

/// <summary>
/// What training makes small: a number that says how far the outputs of a network are from what they should be, the mean over
/// the examples unless it says otherwise.
/// </summary>
/// <remarks>
/// A loss of one's own derives from this class and has a <c>[Differentiable]</c> method that returns the number:
/// <see cref="Forward"/> calls the method and <see cref="ForwardBackward"/> its <c>MGradient</c>. Both may be called on several
/// threads at once.
/// </remarks>
/// <typeparam name="TTarget">
/// What the outputs should be: <c>int[]</c>, the class of each example, or <c>Tensor&lt;float&gt;</c>, a number for each output.
/// </typeparam>
public abstract class Loss<TTarget>
{
    /// <summary>The loss.</summary>
    /// <param name="output">What the network returned, the examples along axis 0.</param>
    /// <param name="target">What it should be.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The output does not fit the loss, or the target.</exception>
    public abstract float Forward(Tensor<float> output, TTarget target);

    /// <summary>The loss, and its gradient in place of that of the output: what a training step calls.</summary>
    /// <param name="output">What the network returned, the examples along axis 0, with its <see cref="Tensor{T}.Grad"/>.</param>
    /// <param name="target">What it should be.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The output has no gradient, or does not fit the loss, or the target.</exception>
    public abstract float ForwardBackward(Tensor<float> output, TTarget target);
}
