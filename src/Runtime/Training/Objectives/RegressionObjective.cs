using System;

namespace NeuralGen;

/// <summary>
/// A loss of targets, and the mean squared difference; for answers yes and no the share of them that is wrong.
/// </summary>
internal sealed class RegressionObjective(Loss<Tensor<float>> loss) : Objective
{
    // A sum over the batch, which is told as a mean over its examples; its gradient stays that of the sum.
    private readonly bool _isSum = loss is ElementLoss { Reduction: Reduction.Sum };

    public override float Loss(Tensor<float> outputs, Batch<float> batch) =>
        Mean(loss.Forward(outputs, Targets(batch)), batch);

    public override float LossAndGradient(Tensor<float> outputs, Batch<float> batch) =>
        Mean(loss.ForwardBackward(outputs, Targets(batch)), batch);

    public override double Error(Tensor<float> outputs, Batch<float> batch) =>
        loss is BinaryCrossEntropy
            ? Errors.BinaryRate(outputs, Targets(batch))
            : Errors.MeanSquare(outputs, Targets(batch));

    private float Mean(float value, Batch<float> batch) => _isSum ? value / batch.Count : value;

    private static Tensor<float> Targets(Batch<float> batch) =>
        batch.Targets ?? throw new ArgumentException("The data set has classes, but the loss compares with targets.");
}
