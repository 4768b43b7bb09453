using System;

namespace NeuralGen;

public sealed partial class Trainer
{
    /// <summary>Judges the model as it is, in use and not in training.</summary>
    /// <param name="data">Examples: the test set, once, at the end.</param>
    /// <exception cref="ArgumentNullException"><paramref name="data"/> is null.</exception>
    /// <exception cref="ArgumentException">The data set is empty or does not fit the model.</exception>
    public Evaluation Evaluate(Dataset<float> data)
    {
        CheckNotEmpty(data, nameof(data));
        bool wasTraining = Model.IsTraining;
        try
        {
            return Judge(InOrder(data));
        }
        finally
        {
            Model.Train(wasTraining);
        }
    }

    private Evaluation Judge(Minibatches<float> batches)
    {
        Model.Evaluate();
        (double loss, double error, int count) = (0, 0, 0);
        foreach (Batch<float> batch in batches.Epoch())
        {
            Tensor<float> outputs = Model.Forward(batch.Inputs);
            loss += (double)_objective.Loss(outputs, batch) * batch.Count;
            error += _objective.Error(outputs, batch) * batch.Count;
            count += batch.Count;
        }
        return new Evaluation(loss / count, error / count);
    }

    private Minibatches<float> InOrder(Dataset<float> data) => new(data, Options.EvaluationBatchSize, seed: null);
}
