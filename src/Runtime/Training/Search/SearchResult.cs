using System;
using System.Collections.Generic;

namespace NeuralGen;

/// <summary>What a search has found.</summary>
/// <typeparam name="TModel">What a trial makes.</typeparam>
public sealed class SearchResult<TModel>
{
    internal SearchResult(IReadOnlyList<Trial> trials, Trial best, TModel model) =>
        (Trials, Best, Model) = (trials, best, model);

    /// <summary>All choices that were tried, in their order.</summary>
    public IReadOnlyList<Trial> Trials { get; }

    /// <summary>The choice with the smallest error on the validation set; the first of equal ones.</summary>
    public Trial Best { get; }

    /// <summary>The model that was trained with it.</summary>
    public TModel Model { get; }

    /// <summary>The error on the test set; null before <see cref="Test"/>.</summary>
    public double? TestError { get; private set; }

    /// <summary>
    /// Judges the chosen model with the test set, once: whoever looks at it and goes on choosing has no figure that can be believed
    /// any more.
    /// </summary>
    /// <param name="error">Calculates the error on the test set.</param>
    /// <exception cref="ArgumentNullException"><paramref name="error"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The test set was used already.</exception>
    public double Test(Func<TModel, double> error)
    {
        ArgumentNullException.ThrowIfNull(error);
        if (TestError is not null)
            throw new InvalidOperationException("The test set was used already: its result is in TestError.");
        TestError = error(Model);
        return TestError.Value;
    }
}
