using System;
using System.Collections.Generic;
using System.Numerics;

namespace NeuralGen;

/// <summary>
/// RMSProp: gradients divided by the root of a running mean of their squares (Tieleman and Hinton, 2012), optionally centered and
/// with momentum.
/// </summary>
/// <remarks>
/// In PyTorch's form, ε outside the root where the lectures have it inside: g ← g + λ w; s ← α s + (1 − α) g²;
/// r = √s + ε, or, centered, m ← α m + (1 − α) g and r = √(s − m²) + ε; then w ← w − η g / r, or, with momentum,
/// v ← μ v + g / r and w ← w − η v.
/// </remarks>
/// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
public sealed class RmsProp<T> : Optimizer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[][] _squares;
    private readonly T[][]? _means;
    private readonly T[][]? _velocities;

    /// <summary>Makes an optimizer of some parameters.</summary>
    /// <param name="parameters">What is learned; each with a <see cref="Tensor{T}.Grad"/>, none twice.</param>
    /// <param name="learningRate">η, not negative; 0.01 by default.</param>
    /// <param name="alpha">α, in 0 … 1; 0.99 by default.</param>
    /// <param name="epsilon">ε, not negative; 1e-8 by default.</param>
    /// <param name="weightDecay">λ, not negative; 0 by default.</param>
    /// <param name="momentum">μ, not negative; 0, the default, for none.</param>
    /// <param name="centered">Whether the variance is taken for the mean of the squares; not by default.</param>
    /// <exception cref="ArgumentNullException">The parameters, or one of them, are null.</exception>
    /// <exception cref="ArgumentException">
    /// There are no parameters, one has no gradient, or two share memory.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is NaN or outside its range.</exception>
    public RmsProp(
        IEnumerable<Tensor<T>> parameters,
        double learningRate = 1e-2,
        double alpha = 0.99,
        double epsilon = 1e-8,
        double weightDecay = 0,
        double momentum = 0,
        bool centered = false
    )
        : base(parameters, learningRate, weightDecay)
    {
        Alpha = BelowOne(alpha, nameof(alpha));
        Epsilon = NotNegative(epsilon, nameof(epsilon));
        Momentum = NotNegative(momentum, nameof(momentum));
        Centered = centered;
        _squares = NewState("square");
        _means = centered ? NewState("mean") : null;
        _velocities = momentum != 0 ? NewState("velocity") : null;
    }

    /// <summary>α.</summary>
    public double Alpha { get; }

    /// <summary>ε.</summary>
    public double Epsilon { get; }

    /// <summary>μ.</summary>
    public double Momentum { get; }

    /// <summary>Whether the variance is taken for the mean of the squares.</summary>
    public bool Centered { get; }

    /// <inheritdoc/>
    protected override void Update(
        int index,
        Span<T> values,
        ReadOnlySpan<T> gradient,
        double learningRate,
        double weightDecay
    )
    {
        var step = new OneStep(
            T.CreateTruncating(learningRate),
            T.CreateTruncating(weightDecay),
            T.CreateTruncating(Alpha),
            // A mean, or a velocity, that is not kept is 0 at each step.
            Centered ? T.CreateTruncating(1 - Alpha) : T.Zero,
            T.CreateTruncating(1 - Alpha),
            T.CreateTruncating(Momentum),
            new Vector<T>(T.CreateTruncating(Epsilon))
        );
        Sweep.Run(step, values, gradient, _squares[index], _means?[index], _velocities?[index]);
    }

    private readonly record struct OneStep(
        T Rate,
        T Decay,
        T Keep,
        T TakeMean,
        T TakeSquare,
        T Momentum,
        Vector<T> Epsilon
    ) : IStep<T>
    {
        public Vector<T> Next(Vector<T> w, Vector<T> g, ref Vector<T> s, ref Vector<T> m, ref Vector<T> v)
        {
            g += w * Decay;
            s = s * Keep + g * g * TakeSquare;
            m = m * Keep + g * TakeMean;
            v = v * Momentum + g / (Vector.SquareRoot(s - m * m) + Epsilon);
            return w - v * Rate;
        }
    }
}
