using System;

namespace NeuralGen;

/// <summary>
/// Asks the source generator for a vectorized forward pass and a reverse-mode backward pass of the marked method.
/// </summary>
/// <remarks>
/// For a method <c>M</c> of a partial type, static or instance, the generator writes <c>MForward</c>,
/// <c>MBackward</c>, <c>MResiduals</c> and, where <c>M</c> returns one scalar, <c>MGradient</c> into the same type.
/// The method itself stays as it is. What cannot be differentiated is refused at build time, never skipped.
/// </remarks>
/// <example>
/// <code>
/// [Differentiable]
/// public static float Loss(ReadOnlySpan&lt;float&gt; w, [NoGrad] ReadOnlySpan&lt;float&gt; x, float t) { … }
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = false)]
public sealed class DifferentiableAttribute : Attribute
{
    /// <summary>Differentiates for the named parameters, or for every active one where none is named.</summary>
    /// <param name="parameters">
    /// Names of parameters, or of tensor fields and properties that the method reads: <c>nameof(w)</c>. Empty, the
    /// default, is every parameter of type <c>float</c> or <c>double</c>, and every tensor, array and span of these,
    /// that does not carry <see cref="NoGradAttribute"/>.
    /// </param>
    public DifferentiableAttribute(params string[] parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Parameters = parameters;
    }

    /// <summary>The names given to the constructor; empty means every active parameter.</summary>
    public string[] Parameters { get; }

    /// <summary>
    /// Replaces the method's own name in the generated ones: with <c>Name = "Loss"</c> they are <c>LossForward</c>,
    /// <c>LossBackward</c> and so on. The default, null, is the method's name.
    /// </summary>
    public string? Name { get; set; }
}
