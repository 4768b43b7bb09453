using System;

namespace NeuralGen;

/// <summary>A loss of classes, and the share of examples whose class is not found.</summary>
internal sealed class ClassificationObjective(Loss<int[]> loss) : Objective
{
    public override float Loss(Tensor<float> outputs, Batch<float> batch) => loss.Forward(outputs, Labels(batch));

    public override float LossAndGradient(Tensor<float> outputs, Batch<float> batch) =>
        loss.ForwardBackward(outputs, Labels(batch));

    public override double Error(Tensor<float> outputs, Batch<float> batch) => Errors.Rate(outputs, Labels(batch));

    private static int[] Labels(Batch<float> batch) =>
        batch.Targets is null
            ? batch.Labels
            : throw new ArgumentException("The data set has targets, but the loss is one of classes.");
}
