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
    private long _step;

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
        : base(parameters, learningRate)
    {
        Beta1 = BelowOne(beta1, nameof(beta1));
        Beta2 = BelowOne(beta2, nameof(beta2));
        Epsilon = NotNegative(epsilon, nameof(epsilon));
        WeightDecay = NotNegative(weightDecay, nameof(weightDecay));
        _means = NewState();
        _squares = NewState();
    }

    /// <summary>β₁, the decay of the mean of the gradient.</summary>
    public double Beta1 { get; }

    /// <summary>β₂, the decay of the mean of its square.</summary>
    public double Beta2 { get; }

    /// <summary>ε.</summary>
    public double Epsilon { get; }

    /// <summary>λ.</summary>
    public double WeightDecay { get; }

    /// <inheritdoc/>
    protected override void BeginStep() => _step++;

    /// <inheritdoc/>
    protected override void Update(int index, Span<T> values, ReadOnlySpan<T> gradient)
    {
        Span<T> means = _means[index];
        Span<T> squares = _squares[index];
        T decay = T.CreateTruncating(WeightDecay);
        T keepMean = T.CreateTruncating(Beta1);
        T takeMean = T.CreateTruncating(1 - Beta1);
        T keepSquare = T.CreateTruncating(Beta2);
        T takeSquare = T.CreateTruncating(1 - Beta2);
        // The corrections of both means are the same for all elements: fold them into the rate and the root.
        T rate = T.CreateTruncating(LearningRate / (1 - Math.Pow(Beta1, _step)));
        T root = T.CreateTruncating(Math.Sqrt(1 - Math.Pow(Beta2, _step)));
        T epsilon = T.CreateTruncating(Epsilon);

        int i = 0;
        if (Vector.IsHardwareAccelerated && Vector<T>.IsSupported)
        {
            var roots = new Vector<T>(root);
            var epsilons = new Vector<T>(epsilon);
            for (; i <= values.Length - Vector<T>.Count; i += Vector<T>.Count)
            {
                var w = new Vector<T>(values[i..]);
                var g = new Vector<T>(gradient[i..]) + w * decay;
                Vector<T> m = new Vector<T>(means[i..]) * keepMean + g * takeMean;
                Vector<T> v = new Vector<T>(squares[i..]) * keepSquare + g * g * takeSquare;
                m.CopyTo(means[i..]);
                v.CopyTo(squares[i..]);
                (w - m * rate / (Vector.SquareRoot(v) / roots + epsilons)).CopyTo(values[i..]);
            }
        }
        for (; i < values.Length; i++)
        {
            T g = gradient[i] + values[i] * decay;
            T m = means[i] * keepMean + g * takeMean;
            T v = squares[i] * keepSquare + g * g * takeSquare;
            means[i] = m;
            squares[i] = v;
            values[i] -= m * rate / (T.Sqrt(v) / root + epsilon);
        }
    }
}
