using System;

namespace NeuralGen;

/// <summary>
/// The learning rate is halved when the validation error has stopped improving: PyTorch's <c>ReduceLROnPlateau</c>, with ½ for
/// the default of its factor 0.1.
/// </summary>
/// <remarks>
/// An error improves where it is less than (1 − threshold) times the best so far. After more than <c>patience</c> epochs in a row
/// without that, the rate is multiplied, and the next <c>cooldown</c> epochs do not count.
/// </remarks>
public sealed class HalveOnPlateau : Schedule
{
    private readonly double _by;
    private readonly int _patience;
    private readonly double _threshold;
    private readonly int _cooldown;
    private readonly double _minimum;
    private double _factor = 1;
    private double _best = double.PositiveInfinity;
    private int _bad;
    private int _cooling;

    /// <summary>Says when the error is stuck, and what happens then.</summary>
    /// <param name="patience">How many epochs without an improvement are borne; not negative, 10 by default.</param>
    /// <param name="by">What the rate is multiplied by, in 0 … 1; ½ by default.</param>
    /// <param name="threshold">By which share of the best error another one must be less; in 0 … 1, 10⁻⁴ by default.</param>
    /// <param name="cooldown">How many epochs after a change do not count; not negative, 0 by default.</param>
    /// <param name="minimum">The least factor that is reached, in 0 … 1; 0 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public HalveOnPlateau(
        int patience = 10,
        double by = 0.5,
        double threshold = 1e-4,
        int cooldown = 0,
        double minimum = 0
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(patience);
        ArgumentOutOfRangeException.ThrowIfNegative(cooldown);
        _patience = patience;
        _by = Share(by, nameof(by));
        _threshold = Share(threshold, nameof(threshold));
        _cooldown = cooldown;
        _minimum = Share(minimum, nameof(minimum));
    }

    /// <inheritdoc/>
    public override double Factor => _factor;

    /// <summary>The best error so far; infinite before the first.</summary>
    public double Best => _best;

    /// <inheritdoc/>
    public override string SaveState() => StateText.Join(Epoch, _factor, _best, _bad, _cooling);

    /// <inheritdoc/>
    public override void LoadState(string state)
    {
        double[] numbers = StateText.Split(state, 5);
        int epoch = StateText.Count(numbers[0], state);
        int bad = StateText.Count(numbers[3], state);
        int cooling = StateText.Count(numbers[4], state);
        if (numbers[1] is not (>= 0 and <= 1) || double.IsNaN(numbers[2]))
            throw new FormatException($"'{state}' holds no factor in 0 … 1 and an error.");
        Resume(epoch);
        (_factor, _best, _bad, _cooling) = (numbers[1], numbers[2], bad, cooling);
    }

    /// <inheritdoc/>
    protected override void Judge(double error)
    {
        // The first error improves on none; a NaN compares as no improvement.
        if (error < _best - Math.Abs(_best) * _threshold || (error < _best && double.IsInfinity(_best)))
            (_best, _bad) = (error, 0);
        else
            _bad++;
        if (_cooling > 0)
        {
            _cooling--;
            _bad = 0;
        }
        if (_bad <= _patience)
            return;
        _factor = Math.Max(_factor * _by, Math.Min(_minimum, _factor));
        (_bad, _cooling) = (0, _cooldown);
    }
}
