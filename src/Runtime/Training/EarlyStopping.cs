using System;

namespace NeuralGen;

/// <summary>
/// Early stopping with look-ahead: a training goes on for some epochs after the best one, in case there is a better one behind
/// them.
/// </summary>
/// <remarks><see cref="Trainer"/> does this by itself; here it is for training loops of one's own.</remarks>
/// <example>
/// <code>
/// var stopping = new EarlyStopping(patience: 5);
/// while (!stopping.ShouldStop)
/// {
///     Train();
///     if (stopping.Judge(ValidationError()))
///         KeepWeights();
/// }
/// </code>
/// </example>
public sealed class EarlyStopping : ISavable
{
    /// <summary>Says how far to look ahead.</summary>
    /// <param name="patience">For how many epochs in a row nothing may improve, positive; null for any number.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="patience"/> is not positive.</exception>
    public EarlyStopping(int? patience)
    {
        if (patience is not null)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(patience.Value, nameof(patience));
        Patience = patience;
    }

    /// <summary>For how many epochs in a row nothing may improve; null for any number.</summary>
    public int? Patience { get; }

    /// <summary>How many epochs were judged.</summary>
    public int Epoch { get; private set; }

    /// <summary>The number of the best epoch, from 1; the first of equal ones; 0 before there is any.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>Its error; infinite before there is any.</summary>
    public double Best { get; private set; } = double.PositiveInfinity;

    /// <summary>Whether nothing has improved for as long as the patience allows.</summary>
    public bool ShouldStop => Epoch - BestEpoch >= Patience;

    /// <summary>Takes the error of an epoch into account.</summary>
    /// <param name="error">The error, less being better; NaN is no improvement.</param>
    /// <returns>Whether it is the best so far.</returns>
    public bool Judge(double error)
    {
        Epoch++;
        if (!(error < Best))
            return false;
        (Best, BestEpoch) = (error, Epoch);
        return true;
    }

    /// <inheritdoc/>
    public string SaveState() => StateText.Join(Epoch, BestEpoch, Best);

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is null.</exception>
    public void LoadState(string state)
    {
        double[] numbers = StateText.Split(state, 3);
        int epoch = StateText.Count(numbers[0], state);
        int best = StateText.Count(numbers[1], state);
        if (best > epoch || double.IsNaN(numbers[2]))
            throw new FormatException($"'{state}' holds no best epoch and its error.");
        (Epoch, BestEpoch, Best) = (epoch, best, numbers[2]);
    }
}
