using System;
using System.Collections.Generic;

namespace NeuralGen;

/// <summary>The rectified linear unit, y = max(0, x), element by element, of an input of any shape.</summary>
public sealed partial class Relu : ILayer
{
    private readonly LayerOutput _output = new();
    private readonly ApplyResiduals _residuals = new();
    private Tensor<float>? _x;
    private Tensor<float>? _y;

    /// <inheritdoc/>
    public IReadOnlyList<Tensor<float>> Parameters => [];

    /// <inheritdoc/>
    public Tensor<float> Forward(Tensor<float> input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _x = input;
        _y = _output.Take(input.Shape);
        ApplyForward(_x.AsSpan(), _y.AsSpan(), _residuals);
        return _y;
    }

    /// <inheritdoc/>
    public void Backward()
    {
        if (_x is null || _y is null)
            throw new InvalidOperationException("There was no forward pass.");
        // Without parameters there is nothing to do where the input wants no gradient.
        if (_x.Grad is not null)
            ApplyBackward(_x.AsSpan(), _y.AsSpan(), _residuals, _x.Grad.AsSpan(), _y.Grad!.AsSpan());
    }

    [Differentiable]
    private static void Apply(ReadOnlySpan<float> x, Span<float> y)
    {
        for (int i = 0; i < x.Length; i++)
            y[i] = Activation.Relu(x[i]);
    }
}
