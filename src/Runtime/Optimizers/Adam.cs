using System;
using System.Collections.Generic;
using System.Numerics;

namespace NeuralGen;

/// <summary>
/// Adam: steps of a size that hardly depends on the gradient's, by running means of the gradient and of its square.
/// </summary>
/// <remarks>
/// In PyTorch's form, ε outside the root: g ← g + λ w; m ← β₁ m + (1 − β₁) g; v ← β₂ v + (1 − β₂) g²;
/// w ← w − η · (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε) in step t = 1, 2, …
/// </remarks>
/// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
public sealed class Adam<T> : Optimizer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[][] _means;
    private readonly T[][] _squares;

    /// <summary>Makes an optimizer of some parameters.</summary>
    /// <param name="parameters">What is learned; each with a <see cref="Tensor{T}.Grad"/>, none twice.</param>
    /// <param name="learningRate">η, not negative; 0.001 by default.</param>
    /// <param name="beta1">β₁, in 0 … 1; 0.9 by default.</param>
    /// <param name="beta2">β₂, in 0 … 1; 0.999 by default.</param>
    /// <param name="epsilon">ε, not negative; 1e-8 by default.</param>
    /// <param name="weightDecay">λ, not negative; 0 by default.</param>
    /// <exception cref="ArgumentNullException">The parameters, or one of them, are null.</exception>
    /// <exception cref="ArgumentException">
    /// There are no parameters, one has no gradient, or two share memory.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is NaN or outside its range.</exception>
    public Adam(
        IEnumerable<Tensor<T>> parameters,
        double learningRate = 1e-3,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        double weightDecay = 0
    )
        : base(parameters, learningRate, weightDecay)
    {
        Beta1 = BelowOne(beta1, nameof(beta1));
        Beta2 = BelowOne(beta2, nameof(beta2));
        Epsilon = NotNegative(epsilon, nameof(epsilon));
        _means = NewState("mean");
        _squares = NewState("square");
    }

    /// <summary>β₁, the decay of the mean of the gradient.</summary>
    public double Beta1 { get; }

    /// <summary>β₂, the decay of the mean of its square.</summary>
    public double Beta2 { get; }

    /// <summary>ε.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    protected override void Update(
        int index,
        Span<T> values,
        ReadOnlySpan<T> gradient,
        double learningRate,
        double weightDecay
    ) =>
        Sweep.Run(
            AdamStep<T>.At(Steps, Beta1, Beta2, Epsilon, learningRate, decay: weightDecay, shrinkage: 0),
            values,
            gradient,
            _means[index],
            _squares[index]
        );
}
