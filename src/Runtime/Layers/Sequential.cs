using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NeuralGen;

/// <summary>Layers one after another: forward in order, backward in reverse.</summary>
public sealed class Sequential : Layer
{
    private Layer[] _layers;

    /// <summary>Joins layers. Their shapes are checked by the first call.</summary>
    /// <param name="layers">The layers, first to last; at least one.</param>
    /// <exception cref="ArgumentNullException">The layers, or one of them, are null.</exception>
    /// <exception cref="ArgumentException">There are none, or one is there twice.</exception>
    public Sequential(params Layer[] layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        if (layers.Length == 0)
            throw new ArgumentException("There are no layers.", nameof(layers));
        foreach (Layer layer in layers)
            ArgumentNullException.ThrowIfNull(layer, nameof(layers));
        _layers = [.. layers];
        CheckOnce(this, "", new Dictionary<Layer, string>(ReferenceEqualityComparer.Instance));
    }

    /// <summary>Joins layers and checks that their shapes fit.</summary>
    /// <param name="exampleShape">The shape of one example: of the input without axis 0.</param>
    /// <param name="layers">The layers, first to last; at least one.</param>
    /// <exception cref="ArgumentNullException">An argument, or one of the layers, is null.</exception>
    /// <exception cref="ArgumentException">
    /// There are no layers, one is there twice, or one does not fit what comes before it.
    /// </exception>
    public Sequential(int[] exampleShape, params Layer[] layers)
        : this(layers)
    {
        ArgumentNullException.ThrowIfNull(exampleShape);
        _ = OutputShape([1, .. exampleShape]);
    }

    /// <summary>The layers, first to last.</summary>
    public IReadOnlyList<Layer> Layers => _layers;

    /// <summary>The layers by their number from 0.</summary>
    public override IEnumerable<KeyValuePair<string, Layer>> Children =>
        _layers.Select((layer, i) => new KeyValuePair<string, Layer>(i.ToString(CultureInfo.InvariantCulture), layer));

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input does not fit a layer; the message names the layer.</exception>
    public override Tensor<float> Forward(Tensor<float> input)
    {
        Tensor<float> output = input;
        for (int i = 0; i < _layers.Length; i++)
        {
            try
            {
                output = _layers[i].Forward(output);
            }
            catch (ArgumentException error) when (error is not (ArgumentNullException or ArgumentOutOfRangeException))
            {
                throw Unfit(i, error, nameof(input));
            }
        }
        return output;
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        for (int i = _layers.Length - 1; i >= 0; i--)
            _layers[i].Backward();
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A layer does not fit what comes before it; the message names the layer.</exception>
    public override int[] OutputShape(ReadOnlySpan<int> inputShape)
    {
        int[] shape = inputShape.ToArray();
        for (int i = 0; i < _layers.Length; i++)
        {
            try
            {
                shape = _layers[i].OutputShape(shape);
            }
            catch (ArgumentException error)
            {
                throw Unfit(i, error, nameof(inputShape));
            }
        }
        return shape;
    }

    /// <inheritdoc/>
    public override string ToOnnx(OnnxGraph graph, string input)
    {
        ArgumentNullException.ThrowIfNull(graph);
        int[] shape = [.. graph.InputShape];
        foreach ((string name, Layer layer) in Children)
        {
            input = graph.Add(name, layer, input, shape);
            shape = layer.OutputShape(shape);
        }
        return input;
    }

    /// <inheritdoc/>
    protected override void Separate(Sharing sharing) => _layers = [.. _layers.Select(sharing.Of)];

    private static ArgumentException Unfit(int layer, ArgumentException error, string parameter)
    {
        // The parameter is told once, at the end.
        string message = error.Message;
        string own = $" (Parameter '{error.ParamName}')";
        if (message.EndsWith(own, StringComparison.Ordinal))
            message = message[..^own.Length];
        return new ArgumentException(FormattableString.Invariant($"Layer {layer}: {message}"), parameter, error);
    }

    // The second call of a layer would overwrite what the backward pass of the first needs, and what it returned.
    private static void CheckOnce(Layer layer, string prefix, Dictionary<Layer, string> seen)
    {
        foreach ((string name, Layer child) in layer.Children)
        {
            string path = prefix + name;
            if (!seen.TryAdd(child, path))
                throw new ArgumentException(
                    $"Layer {path}, of type {child.GetType().Name}, is layer {seen[child]} again, but a layer remembers its last "
                        + "call alone: make one for each place. They may share their parameters."
                );
            CheckOnce(child, $"{path}.", seen);
        }
    }
}
