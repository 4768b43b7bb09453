namespace NeuralGen;

/// <summary>A loss of classes, and the share of examples whose class is not found.</summary>
internal sealed class ClassificationObjective(Loss<int[]> loss) : Objective
{
    public override float Loss(Tensor<float> outputs, Batch<float> batch) => loss.Forward(outputs, batch.Labels);

    public override float LossAndGradient(Tensor<float> outputs, Batch<float> batch) =>
        loss.ForwardBackward(outputs, batch.Labels);

    public override double Error(Tensor<float> outputs, Batch<float> batch) => Errors.Rate(outputs, batch.Labels);
}
