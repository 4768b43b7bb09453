using System;

namespace NeuralGen;

/// <summary>
/// What a training makes small: the loss of a model's outputs for a batch, and how wrong they are in the unit that one cares about.
/// </summary>
/// <remarks>
/// <see cref="Trainer"/> makes one from a loss by itself. A class of one's own, for several outputs or a penalty on
/// activations, overrides the three methods.
/// </remarks>
public abstract class Objective
{
    /// <summary>A loss of classes, and the share of examples whose class has not the highest score.</summary>
    /// <param name="loss">The loss.</param>
    /// <exception cref="ArgumentNullException"><paramref name="loss"/> is null.</exception>
    public static Objective Of(Loss<int[]> loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return new ClassificationObjective(loss);
    }

    /// <summary>
    /// A loss of targets, and the mean squared difference; for <see cref="BinaryCrossEntropy"/> the share of answers that are
    /// wrong.
    /// </summary>
    /// <param name="loss">The loss.</param>
    /// <exception cref="ArgumentNullException"><paramref name="loss"/> is null.</exception>
    public static Objective Of(Loss<Tensor<float>> loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return new RegressionObjective(loss);
    }

    /// <summary>The loss of a batch: a mean over its examples.</summary>
    /// <param name="outputs">What the model makes of the batch's inputs.</param>
    /// <param name="batch">The batch, with its labels or targets.</param>
    public abstract float Loss(Tensor<float> outputs, Batch<float> batch);

    /// <summary>The loss, with its gradient in that of the outputs.</summary>
    /// <param name="outputs">What the model makes of the batch's inputs, with a gradient of zero.</param>
    /// <param name="batch">The batch, with its labels or targets.</param>
    public abstract float LossAndGradient(Tensor<float> outputs, Batch<float> batch);

    /// <summary>How wrong the outputs are: a mean over the examples that need not be differentiable.</summary>
    /// <param name="outputs">What the model makes of the batch's inputs.</param>
    /// <param name="batch">The batch, with its labels or targets.</param>
    public abstract double Error(Tensor<float> outputs, Batch<float> batch);
}
