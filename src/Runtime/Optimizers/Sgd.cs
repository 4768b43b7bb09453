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
/// Nesterov; w ← w − η g. A dampening τ of 0 adds the whole gradient to the velocity; τ = μ makes the velocity a running mean of
/// gradients.
/// </remarks>
/// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
public sealed class Sgd<T> : Optimizer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[][]? _velocities;

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
        : base(parameters, learningRate, weightDecay)
    {
        Momentum = NotNegative(momentum, nameof(momentum));
        Dampening = NotNegative(dampening, nameof(dampening));
        Nesterov = nesterov;
        if (nesterov && (momentum == 0 || dampening != 0))
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"Nesterov needs momentum and no dampening, but they are {momentum} and {dampening}."
                ),
                nameof(nesterov)
            );
        if (momentum != 0)
            _velocities = NewState("velocity");
    }

    /// <summary>μ.</summary>
    public double Momentum { get; }

    /// <summary>τ.</summary>
    public double Dampening { get; }

    /// <summary>Whether the step looks ahead along the velocity.</summary>
    public bool Nesterov { get; }

    /// <inheritdoc/>
    protected override void Update(
        int index,
        Span<T> values,
        ReadOnlySpan<T> gradient,
        double learningRate,
        double weightDecay
    )
    {
        var plain = new Plain(T.CreateTruncating(learningRate), T.CreateTruncating(weightDecay));
        if (_velocities is null)
        {
            Sweep.Run(plain, values, gradient);
            return;
        }

        // In the first step the velocity is 0, and not dampened.
        T keep = T.CreateTruncating(Momentum);
        T take = Steps == 1 ? T.One : T.CreateTruncating(1 - Dampening);
        (T ownGradient, T ownVelocity) = Nesterov ? (T.One, keep) : (T.Zero, T.One);
        Sweep.Run(new WithMomentum(plain, keep, take, ownGradient, ownVelocity), values, gradient, _velocities[index]);
    }

    private readonly record struct Plain(T Rate, T Decay) : IStep<T>
    {
        public Vector<T> Next(Vector<T> w, Vector<T> g, ref Vector<T> a, ref Vector<T> b, ref Vector<T> c) =>
            w - (g + w * Decay) * Rate;
    }

    private readonly record struct WithMomentum(Plain Plain, T Keep, T Take, T OwnGradient, T OwnVelocity) : IStep<T>
    {
        public Vector<T> Next(Vector<T> w, Vector<T> g, ref Vector<T> v, ref Vector<T> b, ref Vector<T> c)
        {
            g += w * Plain.Decay;
            v = v * Keep + g * Take;
            return w - (g * OwnGradient + v * OwnVelocity) * Plain.Rate;
        }
    }
}
