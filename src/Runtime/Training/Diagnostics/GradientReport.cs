using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace NeuralGen;

/// <summary>The gradient of one parameter.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Norm">The gradient's Euclidean norm; NaN or infinite where an element is.</param>
/// <param name="ParameterNorm">The parameter's own.</param>
public sealed record ParameterGradient(string Name, double Norm, double ParameterNorm);

/// <summary>
/// How large the gradients of all parameters are: exploding ones are many times as large as others, vanishing ones many times as
/// small (row C12).
/// </summary>
public sealed class GradientReport
{
    private GradientReport(IReadOnlyList<ParameterGradient> parameters) => Parameters = parameters;

    /// <summary>The gradients, in the order of the parameters.</summary>
    public IReadOnlyList<ParameterGradient> Parameters { get; }

    /// <summary>The norm of all of them as one vector.</summary>
    public double Norm => Math.Sqrt(Parameters.Sum(parameter => parameter.Norm * parameter.Norm));

    /// <summary>Measures the gradients as they are, after a backward pass.</summary>
    /// <param name="model">The model.</param>
    /// <exception cref="ArgumentNullException"><paramref name="model"/> is null.</exception>
    public static GradientReport Of(Layer model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new GradientReport([
            .. model.NamedParameters.Select(entry => new ParameterGradient(
                entry.Key,
                Length(entry.Value.Grad!),
                Length(entry.Value)
            )),
        ]);
    }

    /// <summary>The parameters whose gradient is longer than a limit, or not finite; the longest first.</summary>
    /// <param name="limit">The limit.</param>
    public IReadOnlyList<ParameterGradient> Exploding(double limit) =>
        [
            .. Parameters
                .Where(parameter => !(parameter.Norm <= limit))
                .OrderByDescending(parameter =>
                    double.IsNaN(parameter.Norm) ? double.PositiveInfinity : parameter.Norm
                ),
        ];

    /// <summary>A line per parameter.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        int width = Parameters.Select(parameter => parameter.Name.Length).DefaultIfEmpty(0).Max();
        foreach (ParameterGradient p in Parameters)
            text.Append(p.Name.PadRight(width))
                .AppendLine(
                    FormattableString.Invariant($"  gradient {p.Norm:G3}  of a parameter of {p.ParameterNorm:G3}")
                );
        return text.ToString();
    }

    // In double: the square of a float that has exploded may be no float any more.
    private static double Length(Tensor<float> tensor)
    {
        double sum = 0;
        foreach (float value in tensor.AsSpan())
            sum += (double)value * value;
        return Math.Sqrt(sum);
    }
}
