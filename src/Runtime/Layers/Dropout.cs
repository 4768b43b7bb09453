using System;

namespace NeuralGen;

/// <summary>
/// Dropout: in training each element is 0 with a probability p, independently, and else 1 / (1 − p) times the input's, so that
/// its mean stays the same; in use the output is the input.
/// </summary>
/// <remarks>
/// A copy made by <see cref="Layer.Share"/> has a source of numbers of its own, whose seed comes from the original's.
/// </remarks>
public sealed partial class Dropout : Layer
{
    private Random _random;
    private LayerCall _call = new();
    private ApplyResiduals _residuals = new();
    private float[] _factors = [];

    /// <summary>A layer that drops elements.</summary>
    /// <param name="random">What is dropped: one seed gives one sequence of choices.</param>
    /// <param name="probability">How probable it is that an element is dropped, 0 … 1.</param>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The probability is none.</exception>
    public Dropout(Random random, double probability = 0.5)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (probability is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "It must be in 0 … 1.");
        _random = random;
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
        (Tensor<float> input, Tensor<float> output) = (_call.Input, _call.Output);
        if (input.Grad is { } gradient)
            ApplyBackward(input.AsSpan(), output.AsSpan(), _residuals, gradient.AsSpan(), output.Grad!.AsSpan());
    }

    /// <inheritdoc/>
    protected override void Separate(Sharing sharing)
    {
        _random = new Random(_random.Next());
        _call = new LayerCall();
        _residuals = new ApplyResiduals();
        _factors = [];
    }

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
