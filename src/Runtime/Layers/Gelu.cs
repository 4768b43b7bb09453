using System;

namespace NeuralGen;

/// <summary>The Gaussian error linear unit, y = x · Φ(x), in its exact form, element by element, of an input of any shape.</summary>
public sealed partial class Gelu : Layer
{
    [Differentiable]
    private static void Apply(ReadOnlySpan<float> x, Span<float> y)
    {
        for (int i = 0; i < x.Length; i++)
            y[i] = Activation.Gelu(x[i]);
    }
}
