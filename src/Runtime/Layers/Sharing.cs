using System;
using System.Collections.Generic;

namespace NeuralGen;

/// <summary>
/// The copies of tensors and layers that make one copy of a model: each is copied once, so that parameters which two layers
/// share are shared by their copies too.
/// </summary>
public sealed class Sharing
{
    private readonly Dictionary<object, object> _copies = new(ReferenceEqualityComparer.Instance);

    internal Sharing() { }

    /// <summary>The same data with a gradient of its own; null for null.</summary>
    /// <param name="tensor">A tensor of the original.</param>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(tensor))]
    public Tensor<float>? Of(Tensor<float>? tensor)
    {
        if (tensor is null)
            return null;
        if (!_copies.TryGetValue(tensor, out object? copy))
            _copies.Add(tensor, copy = tensor.Share());
        return (Tensor<float>)copy;
    }

    /// <summary>The copy of a layer.</summary>
    /// <typeparam name="TLayer">Its class.</typeparam>
    /// <param name="layer">A layer of the original.</param>
    /// <exception cref="ArgumentNullException"><paramref name="layer"/> is null.</exception>
    public TLayer Of<TLayer>(TLayer layer)
        where TLayer : Layer
    {
        ArgumentNullException.ThrowIfNull(layer);
        return _copies.TryGetValue(layer, out object? copy) ? (TLayer)copy : (TLayer)layer.Copy(this);
    }

    internal void Add(Layer layer, Layer copy) => _copies.Add(layer, copy);
}
