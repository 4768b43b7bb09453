using System;
using System.ComponentModel;

namespace NeuralGen.CompilerServices.V1;

/// <summary>
/// Stands on generated methods: which generator wrote them, and the summary that compilations which call the method
/// need to know of it. Not meant to be written by hand.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class GeneratedDerivativeAttribute : Attribute
{
    /// <summary>States the generator's version.</summary>
    /// <param name="generatorVersion">For instance <c>0.1.0</c>.</param>
    public GeneratedDerivativeAttribute(string generatorVersion) => GeneratorVersion = generatorVersion;

    /// <summary>The version of the generator that wrote the method.</summary>
    public string GeneratorVersion { get; }

    /// <summary>The method that is differentiated, with its parameter types; null where there is no summary.</summary>
    public string? Method { get; set; }

    /// <summary>In, out or both, for each parameter.</summary>
    public string? Parameters { get; set; }

    /// <summary>What the backward pass reads: values of parameters, residuals.</summary>
    public string? Needs { get; set; }

    /// <summary>What the entry check demands of the shapes.</summary>
    public string? Shapes { get; set; }

    /// <summary>Which parameters may share memory.</summary>
    public string? Aliasing { get; set; }
}
