using System;

namespace NeuralGen;

/// <summary>How the learning rate changes from epoch to epoch: as a multiple of the first one.</summary>
/// <remarks>
/// Before each epoch the rate is set to the first rate times <see cref="Factor"/>; after it, <see cref="EndEpoch"/> is called. A
/// schedule belongs to one training. One of one's own overrides <see cref="Factor"/>, and the two methods of the state where it
/// remembers more than the number of the epoch.
/// </remarks>
/// <example>
/// <code>
/// double first = optimizer.LearningRate;
/// var schedule = new HalveOnPlateau(patience: 3);
/// for (int epoch = 0; epoch &lt; 100; epoch++)
/// {
///     optimizer.LearningRate = first * schedule.Factor;
///     Train();
///     schedule.EndEpoch(ValidationError());
/// }
/// </code>
/// </example>
public abstract class Schedule : ISavable
{
    /// <summary>How many epochs are over.</summary>
    public int Epoch { get; private set; }

    /// <summary>What the first learning rate is multiplied by in the epoch to come; finite and not negative.</summary>
    public abstract double Factor { get; }

    /// <summary>Says that an epoch is over.</summary>
    /// <param name="error">
    /// The error after it, which is to become small: that of the validation set. NaN is no improvement.
    /// </param>
    public void EndEpoch(double error)
    {
        Epoch++;
        Judge(error);
    }

    /// <inheritdoc/>
    public virtual string SaveState() => StateText.Join(Epoch);

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is null.</exception>
    public virtual void LoadState(string state) => Epoch = StateText.Count(StateText.Split(state, 1)[0], state);

    /// <summary>Takes an epoch's error into account, for schedules that do.</summary>
    /// <param name="error">The error; NaN is no improvement.</param>
    protected virtual void Judge(double error) { }

    /// <summary>Goes on from an epoch: for a derived class that loads a state of its own.</summary>
    /// <param name="epoch">How many epochs are over; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epoch"/> is negative.</exception>
    protected void Resume(int epoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        Epoch = epoch;
    }

    /// <summary>Returns a factor in 0 … 1.</summary>
    /// <param name="value">The value.</param>
    /// <param name="name">The name to report.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is NaN or outside.</exception>
    internal static double Share(double value, string name) =>
        value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(name, value, "It must be at least 0 and at most 1.");
}
