using System;
using System.Collections.Generic;

namespace NeuralGen;

/// <summary>
/// Tensors in another shape than their own, for layers that see any number of axes as a few: each view is made once, so that a
/// training loop, which meets the same tensors again and again, allocates nothing.
/// </summary>
internal sealed class TensorViews
{
    // Views are small, but a caller with ever new tensors must not collect them without end.
    private const int MaxViews = 16;

    private readonly List<(Tensor<float> Of, Tensor<float>? Gradient, Tensor<float> View)> _views = [];

    /// <summary>The tensor in another shape, with its gradient unless that is not wanted.</summary>
    public Tensor<float> Of(Tensor<float> tensor, ReadOnlySpan<int> shape, bool hasGradient = true)
    {
        Tensor<float>? wanted = hasGradient ? tensor.Grad : null;
        foreach ((Tensor<float> of, Tensor<float>? gradient, Tensor<float> known) in _views)
            if (ReferenceEquals(of, tensor) && ReferenceEquals(gradient, wanted) && known.Shape.SequenceEqual(shape))
                return known;
        if (_views.Count == MaxViews)
            _views.RemoveAt(0);
        Tensor<float> view = tensor.Reshape(shape.ToArray());
        if (!hasGradient)
            view.Grad = null;
        _views.Add((tensor, wanted, view));
        return view;
    }

    /// <summary>The tensor as a matrix, whose rows are the vectors along the last axis.</summary>
    public Tensor<float> Rows(Tensor<float> tensor)
    {
        if (tensor.Rank == 2)
            return tensor;
        int width = tensor.Dim(tensor.Rank - 1);
        return Of(tensor, [width == 0 ? 0 : tensor.Length / width, width]);
    }
}
