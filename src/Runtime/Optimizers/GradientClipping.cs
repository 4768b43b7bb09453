using System;
using System.Collections.Generic;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace NeuralGen;

/// <summary>Keeps gradients from exploding: between the backward pass and the optimizer's step.</summary>
public static class GradientClipping
{
    /// <summary>
    /// Scales all gradients by one factor so that, taken as one vector, they are no longer than a given length: g ← g · min(1, c / (‖g‖ + 10⁻⁶)),
    /// as PyTorch does.
    /// </summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="parameters">Whose gradients; one without a gradient is passed over.</param>
    /// <param name="maximum">c, not negative.</param>
    /// <returns>‖g‖ before, the Euclidean norm: NaN or infinite where a gradient is, and then nothing is changed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximum"/> is NaN or negative.</exception>
    public static double ByNorm<T>(IReadOnlyList<Tensor<T>> parameters, double maximum)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(parameters);
        NotNegative(maximum, nameof(maximum));
        double squares = 0;
        for (int i = 0; i < parameters.Count; i++)
            if (parameters[i].Grad is { } gradient)
                squares += SumOfSquares(gradient.AsSpan());
        double norm = Math.Sqrt(squares);
        double factor = maximum / (norm + 1e-6);
        if (factor < 1 && double.IsFinite(norm))
            for (int i = 0; i < parameters.Count; i++)
                if (parameters[i].Grad is { } gradient)
                    TensorPrimitives.Multiply(gradient.AsSpan(), T.CreateTruncating(factor), gradient.AsSpan());
        return norm;
    }

    /// <summary>Moves each element of the gradients into −c … c.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="parameters">Whose gradients; one without a gradient is passed over. A NaN stays NaN.</param>
    /// <param name="maximum">c, not negative.</param>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximum"/> is NaN or negative.</exception>
    public static void ByValue<T>(IReadOnlyList<Tensor<T>> parameters, double maximum)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(parameters);
        NotNegative(maximum, nameof(maximum));
        T bound = T.CreateTruncating(maximum);
        for (int i = 0; i < parameters.Count; i++)
            if (parameters[i].Grad is { } gradient)
                TensorPrimitives.Clamp(gradient.AsSpan(), -bound, bound, gradient.AsSpan());
    }

    // In double: the square of a float that has exploded may be no float any more.
    private static double SumOfSquares<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
            return SumOfSquares(MemoryMarshal.Cast<T, float>(values));
        double sum = 0;
        foreach (T value in values)
        {
            double x = double.CreateTruncating(value);
            sum += x * x;
        }
        return sum;
    }

    private static double SumOfSquares(ReadOnlySpan<float> values)
    {
        Vector<double> lower = Vector<double>.Zero;
        Vector<double> upper = Vector<double>.Zero;
        int i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(values[i..]), out Vector<double> low, out Vector<double> high);
            lower += low * low;
            upper += high * high;
        }
        double sum = Vector.Sum(lower + upper);
        for (; i < values.Length; i++)
            sum += (double)values[i] * values[i];
        return sum;
    }

    private static void NotNegative(double maximum, string name)
    {
        if (!(maximum >= 0))
            throw new ArgumentOutOfRangeException(name, maximum, "It must not be negative.");
    }
}
