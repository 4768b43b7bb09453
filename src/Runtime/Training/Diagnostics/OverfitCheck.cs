using System;
using System.Collections.Generic;
using System.Linq;

namespace NeuralGen;

/// <summary>
/// The first thing to try with a new model: a few hundred examples, which it must be able to learn by heart. If it is not,
/// something is wrong with the model, the loss or the learning rate, and more data will not help (row C12).
/// </summary>
/// <param name="Succeeded">Whether it was.</param>
/// <param name="Examples">How many there were.</param>
/// <param name="Epochs">How often each was seen.</param>
/// <param name="FirstLoss">The loss before.</param>
/// <param name="Loss">The loss at the end.</param>
/// <param name="Error">The error at the end.</param>
public sealed record OverfitCheck(bool Succeeded, int Examples, int Epochs, double FirstLoss, double Loss, double Error)
{
    /// <summary>
    /// Learns the first examples of a data set by heart, and puts the model back to what it was, but for the gradients.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="objective">What is to become small.</param>
    /// <param name="data">A data set.</param>
    /// <param name="optimizer">Makes the optimizer from the parameters; null for Adam with rate 0.003.</param>
    /// <param name="examples">How many examples, fewer where there are fewer; 200 by default.</param>
    /// <param name="epochs">How often each is seen at most; 200 by default.</param>
    /// <param name="error">The error that must be reached; 0 by default, for classes.</param>
    /// <exception cref="ArgumentNullException">The model, the objective or the data is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    /// <exception cref="ArgumentException">The data set is empty or does not fit the model.</exception>
    /// <exception cref="TrainingDivergedException">A loss or gradient is not finite.</exception>
    public static OverfitCheck Run(
        Layer model,
        Objective objective,
        Dataset<float> data,
        Func<IReadOnlyList<Tensor<float>>, Optimizer<float>>? optimizer = null,
        int examples = 200,
        int epochs = 200,
        double error = 0
    )
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(examples);
        Dataset<float> few = data.Take([.. Enumerable.Range(0, Math.Min(examples, data.Count))]);
        var before = new BestWeights(model);
        (ISavable Layer, string State)[] states =
        [
            .. LayerNames.Under(model).Select(e => e.Layer).OfType<ISavable>().Select(s => (s, s.SaveState())),
        ];
        try
        {
            optimizer ??= parameters => new Adam<float>(parameters, 3e-3);
            var options = new TrainingOptions
            {
                Epochs = epochs,
                KeepBest = false,
                StopWhen = result => result.TrainingError <= error,
            };
            var trainer = new Trainer(model, objective, optimizer(model.Parameters), options);
            Evaluation first = trainer.Evaluate(few);
            TrainingResult result = trainer.Train(few);
            Evaluation last = trainer.Evaluate(few);
            return new(last.Error <= error, few.Count, result.History.Count, first.Loss, last.Loss, last.Error);
        }
        finally
        {
            before.Restore();
            foreach ((ISavable layer, string state) in states)
                layer.LoadState(state);
        }
    }

    /// <summary>One sentence.</summary>
    public override string ToString() =>
        FormattableString.Invariant(
            $"{Examples} examples were {(Succeeded ? "" : "not ")}learned by heart in {Epochs} epochs: the loss went from {FirstLoss:G3} to {Loss:G3}, the error is {Error:G3}."
        );
}
