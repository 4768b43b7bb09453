using System;
using System.Collections.Generic;
using System.Threading;

namespace NeuralGen;

/// <summary>
/// Chooses hyper-parameters: trains a model with each choice, compares them by the validation set, and lets the test set be used
/// once, for the chosen one.
/// </summary>
/// <example>
/// <code>
/// SearchResult&lt;Layer&gt; found = HyperParameterSearch.Random(space, trials: 20, seed: 1, choice =&gt;
/// {
///     Layer model = NewModel(choice.Whole("hidden"));
///     var trainer = new Trainer(model, new SoftmaxCrossEntropy(), new Sgd&lt;float&gt;(model.Parameters, choice["rate"]));
///     return (model, trainer.Train(training, validation).Final.ValidationError);
/// });
/// double error = found.Test(model =&gt; Errors.Rate(model.Forward(test.Inputs), test.Labels));
/// </code>
/// </example>
public static class HyperParameterSearch
{
    /// <summary>Tries every combination.</summary>
    /// <typeparam name="TModel">What a trial makes.</typeparam>
    /// <param name="space">What to choose from: its ranges as grids of points.</param>
    /// <param name="train">Trains with a choice, and returns the model and its error on the validation set.</param>
    /// <param name="progress">Is told of every trial; null for nobody.</param>
    /// <param name="cancellationToken">Ends the search between two trials.</param>
    /// <exception cref="ArgumentNullException">The space or the function is null.</exception>
    /// <exception cref="InvalidOperationException">The space is empty, or no trial had an error that is a number.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public static SearchResult<TModel> Grid<TModel>(
        SearchSpace space,
        Func<HyperParameters, (TModel Model, double Error)> train,
        IProgress<Trial>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(space);
        return Try(space.Grid(), train, progress, cancellationToken);
    }

    /// <summary>Tries random choices: better than a grid where some hyper-parameters matter little.</summary>
    /// <typeparam name="TModel">What a trial makes.</typeparam>
    /// <param name="space">What to choose from.</param>
    /// <param name="trials">How many choices, positive.</param>
    /// <param name="seed">One seed gives one sequence of choices, whatever the training does.</param>
    /// <param name="train">Trains with a choice, and returns the model and its error on the validation set.</param>
    /// <param name="progress">Is told of every trial; null for nobody.</param>
    /// <param name="cancellationToken">Ends the search between two trials.</param>
    /// <exception cref="ArgumentNullException">The space or the function is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="trials"/> is not positive.</exception>
    /// <exception cref="InvalidOperationException">The space is empty, or no trial had an error that is a number.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public static SearchResult<TModel> Random<TModel>(
        SearchSpace space,
        int trials,
        int seed,
        Func<HyperParameters, (TModel Model, double Error)> train,
        IProgress<Trial>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trials);
        return Try(space.Draw(trials, new SavableRandom(seed)), train, progress, cancellationToken);
    }

    private static SearchResult<TModel> Try<TModel>(
        IEnumerable<HyperParameters> choices,
        Func<HyperParameters, (TModel Model, double Error)> train,
        IProgress<Trial>? progress,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(train);
        var trials = new List<Trial>();
        (Trial Trial, TModel Model)? best = null;
        foreach (HyperParameters choice in choices)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (TModel Model, double Error)? trained = null;
            try
            {
                trained = train(choice);
            }
            catch (TrainingDivergedException)
            {
                // A rate that is too large, for instance: the worst choice, and no reason to end the search.
            }
            double error = trained is { Error: var e } && !double.IsNaN(e) ? e : double.PositiveInfinity;
            var trial = new Trial(trials.Count + 1, choice, error);
            trials.Add(trial);
            if (trained is { Model: var model } && error < (best?.Trial.Error ?? double.PositiveInfinity))
                best = (trial, model);
            progress?.Report(trial);
        }
        return best is { } found
            ? new SearchResult<TModel>(trials, found.Trial, found.Model)
            : throw new InvalidOperationException(
                FormattableString.Invariant($"None of {trials.Count} trials had an error that is a finite number.")
            );
    }
}
