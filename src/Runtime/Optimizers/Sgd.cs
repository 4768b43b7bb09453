using System;
using System.Collections.Generic;
using System.Numerics;

namespace NeuralGen;

/// <summary>
/// Gradient descent, over whatever batch the gradients were calculated: w ← w − η g, optionally with momentum,
/// dampening, Nesterov's look-ahead and L2 weight decay, in PyTorch's form.
/// </summary>
/// <remarks>
/// g ← g + λ w; with momentum μ: v ← μ v + (1 − τ) g, v being g in the first step; then g ← v, or g + μ v for
/// Nesterov; w ← w − η g.
/// </remarks>
/// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
public sealed class Sgd<T> : Optimizer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[][]? _velocities;
    private long _step;

    /// <summary>Makes an optimizer of some parameters.</summary>
    /// <param name="parameters">What is learned; each with a <see cref="Tensor{T}.Grad"/>, none twice.</param>
    /// <param name="learningRate">η, not negative.</param>
    /// <param name="momentum">μ, not negative; 0, the default, for none.</param>
    /// <param name="dampening">τ; 0 by default.</param>
    /// <param name="weightDecay">λ, not negative; 0 by default.</param>
    /// <param name="nesterov">Whether to look ahead; it needs momentum, and no dampening.</param>
    /// <exception cref="ArgumentNullException">The parameters, or one of them, are null.</exception>
    /// <exception cref="ArgumentException">
    /// There are no parameters, one has no gradient, two share memory, or <paramref name="nesterov"/> is asked for
    /// without momentum or with dampening.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is NaN, infinite or negative.</exception>
    public Sgd(
        IEnumerable<Tensor<T>> parameters,
        double learningRate,
        double momentum = 0,
        double dampening = 0,
        double weightDecay = 0,
        bool nesterov = false
    )
        : base(parameters, learningRate)
    {
        Momentum = NotNegative(momentum, nameof(momentum));
        Dampening = NotNegative(dampening, nameof(dampening));
        WeightDecay = NotNegative(weightDecay, nameof(weightDecay));
        Nesterov = nesterov;
        if (nesterov && (momentum == 0 || dampening != 0))
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"Nesterov needs momentum and no dampening, but they are {momentum} and {dampening}."
                ),
                nameof(nesterov)
            );
        if (momentum != 0)
            _velocities = NewState();
    }

    /// <summary>μ.</summary>
    public double Momentum { get; }

    /// <summary>τ.</summary>
    public double Dampening { get; }

    /// <summary>λ.</summary>
    public double WeightDecay { get; }

    /// <summary>Whether the step looks ahead along the velocity.</summary>
    public bool Nesterov { get; }

    /// <inheritdoc/>
    protected override void BeginStep() => _step++;

    /// <inheritdoc/>
    protected override void Update(int index, Span<T> values, ReadOnlySpan<T> gradient)
    {
        T rate = T.CreateTruncating(LearningRate);
        T decay = T.CreateTruncating(WeightDecay);
        if (_velocities is null)
            Descend(values, gradient, rate, decay);
        else
            DescendWithMomentum(values, gradient, _velocities[index], rate, decay);
    }

    private static void Descend(Span<T> values, ReadOnlySpan<T> gradient, T rate, T decay)
    {
        int i = 0;
        if (Vector.IsHardwareAccelerated && Vector<T>.IsSupported)
            for (; i <= values.Length - Vector<T>.Count; i += Vector<T>.Count)
            {
                var w = new Vector<T>(values[i..]);
                var g = new Vector<T>(gradient[i..]) + w * decay;
                (w - g * rate).CopyTo(values[i..]);
            }
        for (; i < values.Length; i++)
            values[i] -= (gradient[i] + values[i] * decay) * rate;
    }

    private void DescendWithMomentum(Span<T> values, ReadOnlySpan<T> gradient, Span<T> velocity, T rate, T decay)
    {
        // In the first step the velocity is 0, and not dampened.
        T keep = T.CreateTruncating(Momentum);
        T take = _step == 1 ? T.One : T.CreateTruncating(1 - Dampening);
        T ownGradient = Nesterov ? T.One : T.Zero;
        T ownVelocity = Nesterov ? keep : T.One;
        int i = 0;
        if (Vector.IsHardwareAccelerated && Vector<T>.IsSupported)
            for (; i <= values.Length - Vector<T>.Count; i += Vector<T>.Count)
            {
                var w = new Vector<T>(values[i..]);
                var g = new Vector<T>(gradient[i..]) + w * decay;
                Vector<T> v = new Vector<T>(velocity[i..]) * keep + g * take;
                v.CopyTo(velocity[i..]);
                (w - (g * ownGradient + v * ownVelocity) * rate).CopyTo(values[i..]);
            }
        for (; i < values.Length; i++)
        {
            T g = gradient[i] + values[i] * decay;
            T v = velocity[i] * keep + g * take;
            velocity[i] = v;
            values[i] -= (g * ownGradient + v * ownVelocity) * rate;
        }
    }
}
