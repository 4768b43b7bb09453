using System;
using System.Collections.Generic;

namespace NeuralGen;

/// <summary>
/// A layer's last call: its input, and its output with a gradient, in one memory that grows to the largest batch, with a view of
/// it for each shape that was met, so that a training loop allocates nothing after its first epoch.
/// </summary>
public sealed class LayerCall
{
    // Views are small, but a caller with ever new sizes must not collect them without end.
    private const int MaxViews = 16;

    private readonly List<(int[] InputShape, Tensor<float> Output)> _views = [];
    private float[] _values = [];
    private float[] _gradient = [];
    private Tensor<float>? _input;
    private Tensor<float>? _output;

    /// <summary>The input of the last call.</summary>
    /// <exception cref="InvalidOperationException">There was no forward pass.</exception>
    public Tensor<float> Input => _input ?? throw NotCalled();

    /// <summary>The output of the last call.</summary>
    /// <exception cref="InvalidOperationException">There was no forward pass.</exception>
    public Tensor<float> Output => _output ?? throw NotCalled();

    /// <summary>Starts a call.</summary>
    /// <param name="layer">The layer, which is asked for the output's shape where the input's was not met before.</param>
    /// <param name="input">The input.</param>
    /// <returns>The output: its values are whatever was there, its gradient is zero.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The input's shape does not fit the layer.</exception>
    public Tensor<float> Begin(Layer layer, Tensor<float> input)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(input);
        Tensor<float> output = Find(input.Shape) ?? Add(input.Shape.ToArray(), layer.OutputShape(input.Shape));
        output.Grad!.Fill(0);
        _input = input;
        _output = output;
        ForwardTrace.Note(layer, this);
        return output;
    }

    private Tensor<float>? Find(ReadOnlySpan<int> inputShape)
    {
        foreach ((int[] shape, Tensor<float> output) in _views)
            if (inputShape.SequenceEqual(shape))
                return output;
        return null;
    }

    private Tensor<float> Add(int[] inputShape, int[] shape)
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
        _views.Add((inputShape, view));
        return view;
    }

    private static InvalidOperationException NotCalled() => new("There was no forward pass.");
}
