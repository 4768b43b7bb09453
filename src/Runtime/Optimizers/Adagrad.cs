using System;
using System.Collections.Generic;
using System.Numerics;

namespace NeuralGen;

/// <summary>Adagrad: a step for each element that shrinks with the gradients it has seen (Duchi, Hazan and Singer, 2011).</summary>
/// <remarks>
/// In PyTorch's form, ε outside the root where the lectures have it inside: g ← g + λ w; s ← s + g²;
/// w ← w − η / (1 + (t − 1) δ) · g / (√s + ε) in step t = 1, 2, …
/// </remarks>
/// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
public sealed class Adagrad<T> : Optimizer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[][] _sums;

    /// <summary>Makes an optimizer of some parameters.</summary>
    /// <param name="parameters">What is learned; each with a <see cref="Tensor{T}.Grad"/>, none twice.</param>
    /// <param name="learningRate">η, not negative; 0.01 by default.</param>
    /// <param name="learningRateDecay">δ, not negative; 0 by default.</param>
    /// <param name="weightDecay">λ, not negative; 0 by default.</param>
    /// <param name="initialSum">What the sums of squares begin with, not negative; 0 by default.</param>
    /// <param name="epsilon">ε, not negative; 1e-10 by default.</param>
    /// <exception cref="ArgumentNullException">The parameters, or one of them, are null.</exception>
    /// <exception cref="ArgumentException">
    /// There are no parameters, one has no gradient, or two share memory.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is NaN or outside its range.</exception>
    public Adagrad(
        IEnumerable<Tensor<T>> parameters,
        double learningRate = 1e-2,
        double learningRateDecay = 0,
        double weightDecay = 0,
        double initialSum = 0,
        double epsilon = 1e-10
    )
        : base(parameters, learningRate, weightDecay)
    {
        LearningRateDecay = NotNegative(learningRateDecay, nameof(learningRateDecay));
        Epsilon = NotNegative(epsilon, nameof(epsilon));
        T initial = T.CreateTruncating(NotNegative(initialSum, nameof(initialSum)));
        _sums = NewState("sum");
        foreach (T[] sum in _sums)
            Array.Fill(sum, initial);
    }

    /// <summary>δ.</summary>
    public double LearningRateDecay { get; }

    /// <summary>ε.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    protected override void Update(
        int index,
        Span<T> values,
        ReadOnlySpan<T> gradient,
        double learningRate,
        double weightDecay
    )
    {
        double rate = learningRate / (1 + (Steps - 1) * LearningRateDecay);
        var step = new OneStep(
            T.CreateTruncating(rate),
            T.CreateTruncating(weightDecay),
            new Vector<T>(T.CreateTruncating(Epsilon))
        );
        Sweep.Run(step, values, gradient, _sums[index]);
    }

    private readonly record struct OneStep(T Rate, T Decay, Vector<T> Epsilon) : IStep<T>
    {
        public Vector<T> Next(Vector<T> w, Vector<T> g, ref Vector<T> s, ref Vector<T> b, ref Vector<T> c)
        {
            g += w * Decay;
            s += g * g;
            return w - g * Rate / (Vector.SquareRoot(s) + Epsilon);
        }
    }
}
