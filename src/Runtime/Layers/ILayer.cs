using System.Collections.Generic;

namespace NeuralGen;

/// <summary>
/// A part of a network, with a forward and a backward pass: layers are called in order, and then in reverse.
/// </summary>
/// <remarks>
/// A layer owns its output, which is used again by the next call, and remembers what the backward pass needs. It is
/// therefore for one thread; several threads each have layers of their own on shared parameters.
/// </remarks>
public interface ILayer
{
    /// <summary>What is learned; empty for a layer without parameters.</summary>
    IReadOnlyList<Tensor<float>> Parameters { get; }

    /// <summary>Calculates the output.</summary>
    /// <param name="input">
    /// The examples along axis 0. The layer keeps a reference to it until the backward pass is done.
    /// </param>
    /// <returns>
    /// The output, whose <see cref="Tensor{T}.Grad"/> is zero; its contents are valid until the next call.
    /// </returns>
    Tensor<float> Forward(Tensor<float> input);

    /// <summary>
    /// Adds into the gradients of the parameters, and of the input where it has one, what follows from the gradient of
    /// the output that <see cref="Forward"/> returned.
    /// </summary>
    /// <exception cref="System.InvalidOperationException">There was no forward pass.</exception>
    void Backward();
}
