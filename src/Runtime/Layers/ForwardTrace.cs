using System;
using System.Collections.Generic;

namespace NeuralGen;

/// <summary>
/// The calls of a model's layers in one forward pass, in their order, whatever calls them: what a diagnosis looks at afterwards.
/// </summary>
/// <remarks>A layer is seen if it takes its output from a <see cref="LayerCall"/>, as generated ones do.</remarks>
internal sealed class ForwardTrace
{
    [ThreadStatic]
    private static ForwardTrace? _current;

    private readonly List<(Layer Layer, LayerCall Call)> _calls = [];

    /// <summary>The calls. What they hold is valid until the next forward pass.</summary>
    public IReadOnlyList<(Layer Layer, LayerCall Call)> Calls => _calls;

    /// <summary>Runs a forward pass and takes down its calls.</summary>
    public Tensor<float> Run(Layer model, Tensor<float> input)
    {
        ForwardTrace? before = _current;
        _calls.Clear();
        _current = this;
        try
        {
            return model.Forward(input);
        }
        finally
        {
            _current = before;
        }
    }

    /// <summary>Takes down a call, where somebody asked for it.</summary>
    internal static void Note(Layer layer, LayerCall call) => _current?._calls.Add((layer, call));
}
