using System;
using System.Collections.Generic;
using System.Globalization;

namespace NeuralGen;

/// <summary>
/// The operators of an ONNX model as they are added, each with the names of its inputs and outputs. A layer adds its own in
/// <see cref="Layer.ToOnnx"/>.
/// </summary>
/// <remarks>The operators are those of <see href="https://onnx.ai/onnx/operators">ONNX</see>, operator set 17.</remarks>
public sealed partial class OnnxGraph
{
    /// <summary>The number that stands for the type float, for <c>Cast</c> for instance.</summary>
    public const int Float = 1;

    /// <summary>The number that stands for 64-bit integers.</summary>
    public const int Int64 = 7;

    private readonly List<ProtobufWriter> _nodes = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<string> _path = [];
    private int _count;

    internal OnnxGraph(string input, ReadOnlySpan<int> inputShape)
    {
        _known.Add(input);
        InputShape = inputShape.ToArray();
    }

    /// <summary>The shape of the input of the layer that is being added, for an example count of 1.</summary>
    public IReadOnlyList<int> InputShape { get; private set; }

    /// <summary>Where the layer that is being added stands in the model: the names of the layers around it, and its own.</summary>
    internal string Path => string.Join(".", _path);

    internal IReadOnlyList<ProtobufWriter> Nodes => _nodes;

    /// <summary>Adds an operator with one output.</summary>
    /// <param name="type">The operator, <c>"Gemm"</c> for instance.</param>
    /// <param name="inputs">The names of its inputs; an empty one is left out.</param>
    /// <param name="attributes">Its constants.</param>
    /// <returns>The name of its output.</returns>
    /// <exception cref="ArgumentException">An input is nothing that was added before.</exception>
    public string Add(string type, ReadOnlySpan<string> inputs, params ReadOnlySpan<OnnxAttribute> attributes) =>
        Add(type, inputs, 1, attributes)[0];

    /// <summary>Adds an operator with several outputs.</summary>
    /// <param name="type">The operator.</param>
    /// <param name="inputs">The names of its inputs; an empty one is left out.</param>
    /// <param name="outputs">How many outputs.</param>
    /// <param name="attributes">Its constants.</param>
    /// <returns>The names of its outputs.</returns>
    /// <exception cref="ArgumentException">An input is nothing that was added before.</exception>
    public string[] Add(
        string type,
        ReadOnlySpan<string> inputs,
        int outputs,
        params ReadOnlySpan<OnnxAttribute> attributes
    )
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputs);
        string name = Unique(type);
        var node = new ProtobufWriter();
        foreach (string input in inputs)
            node.Text(1, input is "" || IsKnown(input) ? input : throw Missing(type, input, nameof(inputs)));
        var names = new string[outputs];
        for (int i = 0; i < outputs; i++)
        {
            names[i] = outputs == 1 ? name : $"{name}.{i.ToString(CultureInfo.InvariantCulture)}";
            node.Text(2, names[i]);
            _known.Add(names[i]);
        }
        node.Text(3, name);
        node.Text(4, type);
        foreach (OnnxAttribute attribute in attributes)
            node.Message(5, attribute.Write());
        _nodes.Add(node);
        return names;
    }

    /// <summary>Adds a child of the layer that is being added.</summary>
    /// <param name="name">The child's name.</param>
    /// <param name="layer">The child.</param>
    /// <param name="input">The name of its input.</param>
    /// <param name="inputShape">The shape of its input for an example count of 1.</param>
    /// <returns>The name of its output.</returns>
    /// <exception cref="ArgumentException">The input is nothing that was added before.</exception>
    /// <exception cref="InvalidOperationException">What the child returned is nothing that it or another added.</exception>
    public string Add(string name, Layer layer, string input, IReadOnlyList<int> inputShape)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(inputShape);
        IReadOnlyList<int> outer = InputShape;
        InputShape = inputShape;
        _path.Add(name);
        if (!IsKnown(input))
            throw Missing(layer.GetType().Name, input, nameof(input));
        string output = layer.ToOnnx(this, input);
        if (!IsKnown(output))
            throw new InvalidOperationException(
                $"Layer '{Path}': {layer.GetType().Name}.{nameof(Layer.ToOnnx)} returned '{output}', which was not added."
            );
        _path.RemoveAt(_path.Count - 1);
        InputShape = outer;
        return output;
    }

    /// <summary>Gives the model's output its name.</summary>
    internal void AddOutput(string last, string name)
    {
        var node = new ProtobufWriter();
        node.Text(1, last);
        node.Text(2, name);
        node.Text(3, name);
        node.Text(4, "Identity");
        _nodes.Add(node);
    }

    private bool IsKnown(string? name) => name is not null && _known.Contains(name);

    private ArgumentException Missing(string type, string? input, string parameter) =>
        new($"Layer '{Path}': '{input}', an input of {type}, was not added before.", parameter);

    private string Unique(string name)
    {
        string number = (_count++).ToString(CultureInfo.InvariantCulture);
        return string.Join(".", [.. _path, name, number]);
    }
}
