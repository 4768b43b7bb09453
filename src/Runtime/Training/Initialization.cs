using System;
using System.Numerics;

namespace NeuralGen;

/// <summary>
/// First values of weights. Biases begin at 0, as new tensors are; weights must differ from each other, or the units
/// of a layer would stay alike.
/// </summary>
public static class Initialization
{
    /// <summary>Glorot and Bengio's: U[−b, b] with b = √6 / √(fan_in + fan_out), for sigmoid and tanh layers.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="weights">The weights to fill: [inputs, outputs], or any shape where both numbers are given.</param>
    /// <param name="random">The source of numbers; one seed gives one sequence of weights.</param>
    /// <param name="fanIn">The inputs of a unit; by default the extent of axis 0 of a matrix.</param>
    /// <param name="fanOut">The units that an input goes to; by default the extent of axis 1 of a matrix.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The weights are no matrix and a number is missing.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public static void GlorotUniform<T>(Tensor<T> weights, Random random, int? fanIn = null, int? fanOut = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int inputs = Fan(weights, fanIn, 0, nameof(fanIn));
        int outputs = Fan(weights, fanOut, 1, nameof(fanOut));
        Uniform(weights, random, Math.Sqrt(6) / Math.Sqrt((double)inputs + outputs));
    }

    /// <summary>He's: U[−b, b] with b = √6 / √fan_in, whose variance is 2 / fan_in, for ReLU layers.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="weights">The weights to fill: [inputs, outputs], or any shape where the number is given.</param>
    /// <param name="random">The source of numbers; one seed gives one sequence of weights.</param>
    /// <param name="fanIn">The inputs of a unit; by default the extent of axis 0 of a matrix.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The weights are no matrix and the number is missing.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public static void HeUniform<T>(Tensor<T> weights, Random random, int? fanIn = null)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Uniform(weights, random, Math.Sqrt(6) / Math.Sqrt(Fan(weights, fanIn, 0, nameof(fanIn))));

    /// <summary>He's: normal with mean 0 and standard deviation √(2 / fan_in), for ReLU layers.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="weights">The weights to fill: [inputs, outputs], or any shape where the number is given.</param>
    /// <param name="random">The source of numbers; one seed gives one sequence of weights.</param>
    /// <param name="fanIn">The inputs of a unit; by default the extent of axis 0 of a matrix.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The weights are no matrix and the number is missing.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public static void HeNormal<T>(Tensor<T> weights, Random random, int? fanIn = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double deviation = Math.Sqrt(2.0 / Fan(weights, fanIn, 0, nameof(fanIn)));
        ArgumentNullException.ThrowIfNull(random);
        foreach (ref T weight in weights.AsSpan())
        {
            // Box and Muller's transform; 1 − u lies in (0, 1], where the logarithm is finite.
            double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            weight = T.CreateTruncating(deviation * radius * Math.Cos(2 * Math.PI * random.NextDouble()));
        }
    }

    /// <summary>Uniform in [−bound, bound].</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="weights">The weights to fill.</param>
    /// <param name="random">The source of numbers.</param>
    /// <param name="bound">The bound, finite and not negative.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The bound is NaN, infinite or negative.</exception>
    public static void Uniform<T>(Tensor<T> weights, Random random, double bound)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(random);
        if (!(double.IsFinite(bound) && bound >= 0))
            throw new ArgumentOutOfRangeException(nameof(bound), bound, "It must be finite and not negative.");
        foreach (ref T weight in weights.AsSpan())
            weight = T.CreateTruncating((2 * random.NextDouble() - 1) * bound);
    }

    private static int Fan<T>(Tensor<T> weights, int? given, int axis, string name)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (given is null && weights.Rank != 2)
            throw new ArgumentException(
                FormattableString.Invariant($"The weights have rank {weights.Rank}, not 2: say what {name} is."),
                name
            );
        int fan = given ?? weights.Dim(axis);
        // An empty matrix has nothing to fill.
        return fan > 0 || (given is null && weights.Length == 0)
            ? Math.Max(fan, 1)
            : throw new ArgumentOutOfRangeException(name, fan, "It must be positive.");
    }
}
