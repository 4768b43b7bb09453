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
    private bool _isOpen;

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
        _isOpen = true;
        ForwardTrace.Note(layer, this);
        return output;
    }

    /// <summary>Ends the call, as its backward pass begins.</summary>
    /// <returns>Its input and its output.</returns>
    /// <exception cref="InvalidOperationException">
    /// There was no forward pass since the last backward pass: the layer stands in two places of a network, for instance, and what
    /// it remembers is the later call.
    /// </exception>
    public (Tensor<float> Input, Tensor<float> Output) End()
    {
        if (!_isOpen)
            throw _output is null ? NotCalled() : EndedBefore();
        _isOpen = false;
        return (Input, Output);
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

    private static InvalidOperationException EndedBefore() =>
        new(
            "There was no forward pass since the last backward pass. A layer remembers its last call alone: where it stands in two "
                + "places of a network, make one for each place. They may share their parameters."
        );
}
