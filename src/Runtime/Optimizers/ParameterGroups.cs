using System;
using System.Collections.Generic;
using System.Linq;

namespace NeuralGen;

/// <summary>
/// Tells a model's weights from its biases: weights are decayed and penalized, biases commonly are not.
/// </summary>
/// <example>
/// <code>
/// var optimizer = new AdamW&lt;float&gt;(model.Parameters, weightDecay: 0.01);
/// optimizer.Configure(model.Biases(), weightDecay: 0);
/// </code>
/// </example>
public static class ParameterGroups
{
    /// <summary>The parameters that are weights: what is multiplied by the inputs.</summary>
    /// <param name="model">The model.</param>
    /// <remarks>
    /// Those with two axes or more whose own name does not hold "bias". A weight vector counts as a bias: give such a one to the
    /// optimizer or the regularizer by itself.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="model"/> is null.</exception>
    public static IReadOnlyList<Tensor<float>> Weights(this Layer model) => Choose(model, weights: true);

    /// <summary>All other parameters: biases, and the scales and shifts of normalizations.</summary>
    /// <param name="model">The model.</param>
    /// <exception cref="ArgumentNullException"><paramref name="model"/> is null.</exception>
    public static IReadOnlyList<Tensor<float>> Biases(this Layer model) => Choose(model, weights: false);

    private static Tensor<float>[] Choose(Layer model, bool weights)
    {
        ArgumentNullException.ThrowIfNull(model);
        return
        [
            .. model
                .NamedParameters.Where(entry => IsWeight(entry.Key, entry.Value) == weights)
                .Select(entry => entry.Value),
        ];
    }

    private static bool IsWeight(string name, Tensor<float> tensor)
    {
        ReadOnlySpan<char> own = name.AsSpan(name.LastIndexOf('.') + 1);
        return tensor.Rank >= 2 && !own.Contains("bias", StringComparison.OrdinalIgnoreCase);
    }
}
