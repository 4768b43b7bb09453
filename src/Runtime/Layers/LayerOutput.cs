using System;
using System.Collections.Generic;

namespace NeuralGen;

/// <summary>
/// A layer's output and its gradient: one memory that grows to the largest batch, and a view of it for each batch size
/// that was met, so that a training loop allocates nothing after its first epoch.
/// </summary>
internal sealed class LayerOutput
{
    // Views are small, but a caller with ever new sizes must not collect them without end.
    private const int MaxViews = 16;

    private readonly List<Tensor<float>> _views = [];
    private float[] _values = [];
    private float[] _gradient = [];

    /// <summary>The output for a shape: its values are whatever was there, its gradient is zero.</summary>
    public Tensor<float> Take(ReadOnlySpan<int> shape)
    {
        Tensor<float> view = Find(shape) ?? Add(shape.ToArray());
        view.Grad!.Fill(0);
        return view;
    }

    private Tensor<float>? Find(ReadOnlySpan<int> shape)
    {
        foreach (Tensor<float> view in _views)
            if (view.Shape.SequenceEqual(shape))
                return view;
        return null;
    }

    private Tensor<float> Add(int[] shape)
    {
        int length = Extents.Product(shape);
        if (length > _values.Length)
        {
            _values = new float[length];
            _gradient = new float[length];
            _views.Clear();
        }
        if (_views.Count == MaxViews)
            _views.RemoveAt(0);
        Tensor<float> view = Tensor<float>.WrapStart(_values, shape);
        view.Grad = Tensor<float>.WrapStart(_gradient, shape);
        _views.Add(view);
        return view;
    }
}
