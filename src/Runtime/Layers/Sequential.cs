using System;
using System.Collections.Generic;
using System.Linq;

namespace NeuralGen;

/// <summary>Layers one after another: forward in order, backward in reverse.</summary>
public sealed class Sequential : ILayer
{
    private readonly ILayer[] _layers;

    /// <summary>Joins layers.</summary>
    /// <param name="layers">The layers, first to last; at least one.</param>
    /// <exception cref="ArgumentNullException">The layers, or one of them, are null.</exception>
    /// <exception cref="ArgumentException">There are none.</exception>
    public Sequential(params ILayer[] layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        if (layers.Length == 0)
            throw new ArgumentException("There are no layers.", nameof(layers));
        foreach (ILayer layer in layers)
            ArgumentNullException.ThrowIfNull(layer, nameof(layers));
        _layers = [.. layers];
        Parameters = [.. _layers.SelectMany(layer => layer.Parameters).Distinct()];
    }

    /// <summary>The layers, first to last.</summary>
    public IReadOnlyList<ILayer> Layers => _layers;

    /// <inheritdoc/>
    public IReadOnlyList<Tensor<float>> Parameters { get; }

    /// <inheritdoc/>
    public Tensor<float> Forward(Tensor<float> input)
    {
        Tensor<float> output = input;
        foreach (ILayer layer in _layers)
            output = layer.Forward(output);
        return output;
    }

    /// <inheritdoc/>
    public void Backward()
    {
        for (int i = _layers.Length - 1; i >= 0; i--)
            _layers[i].Backward();
    }
}
