using System;

namespace NeuralGen;

/// <summary>
/// Dropout: in training each element is 0 with a probability p, independently, and else 1 / (1 − p) times the input's, so that
/// its mean stays the same; in use the output is the input.
/// </summary>
/// <remarks>
/// The state of the random numbers is saved with the layer: a <see cref="Trainer"/> goes on from a checkpoint with the same choices.
/// A copy made by <see cref="Layer.Share"/> has a source of numbers of its own, whose seed comes from the original's.
/// </remarks>
public sealed partial class Dropout : Layer, ISavable
{
    private SavableRandom _random;
    private LayerCall _call = new();
    private ApplyResiduals _residuals = new();
    private float[] _factors = [];

    /// <summary>A layer that drops elements.</summary>
    /// <param name="random">
    /// What is dropped: one seed gives one sequence of choices. A <see cref="SavableRandom"/> is used itself, and may be that of
    /// other layers too; of any other one the layer takes the seed of its own.
    /// </param>
    /// <param name="probability">How probable it is that an element is dropped, 0 … 1.</param>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The probability is none.</exception>
    public Dropout(Random random, double probability = 0.5)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (probability is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "It must be in 0 … 1.");
        _random = random as SavableRandom ?? new SavableRandom(random.NextInt64());
        Probability = probability;
    }

    /// <summary>How probable it is that an element is dropped.</summary>
    public double Probability { get; }

    /// <inheritdoc/>
    public override Tensor<float> Forward(Tensor<float> input)
    {
        Tensor<float> output = _call.Begin(this, input);
        Draw(input.Length);
        ApplyForward(input.AsSpan(), output.AsSpan(), _residuals);
        return output;
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        (Tensor<float> input, Tensor<float> output) = _call.End();
        if (input.Grad is { } gradient)
            ApplyBackward(input.AsSpan(), output.AsSpan(), _residuals, gradient.AsSpan(), output.Grad!.AsSpan());
    }

    /// <inheritdoc/>
    protected override void Separate(Sharing sharing)
    {
        _random = new SavableRandom(_random.NextInt64());
        _call = new LayerCall();
        _residuals = new ApplyResiduals();
        _factors = [];
    }

    /// <summary>Which choices come next.</summary>
    public string SaveState() => _random.SaveState();

    /// <summary>Goes on with the choices that came next when the state was saved.</summary>
    /// <param name="state">The text from <see cref="SaveState"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is null.</exception>
    /// <exception cref="FormatException">It is no such text; nothing is changed.</exception>
    public void LoadState(string state) => _random.LoadState(state);

    private void Draw(int count)
    {
        if (_factors.Length < count)
            _factors = new float[count];
        if (!IsTraining)
        {
            Array.Fill(_factors, 1, 0, count);
            return;
        }
        float kept = (float)(1 / (1 - Probability));
        for (int i = 0; i < count; i++)
            _factors[i] = _random.NextDouble() < Probability ? 0 : kept;
    }

    /// <inheritdoc/>
    public override string ToOnnx(OnnxGraph graph, string input) => input;

    [Differentiable]
    private void Apply(ReadOnlySpan<float> x, Span<float> y)
    {
        for (int i = 0; i < x.Length; i++)
            y[i] = x[i] * _factors[i];
    }
}
