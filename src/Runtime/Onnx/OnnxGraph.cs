using System;
using System.Collections.Generic;
using System.Globalization;

namespace NeuralGen;

/// <summary>
/// The operators of an ONNX model as they are added, each with the names of its inputs and outputs. A layer adds its own in
/// <see cref="Layer.ToOnnx"/>.
/// </summary>
/// <remarks>The operators are those of <see href="https://onnx.ai/onnx/operators">ONNX</see>, operator set 17.</remarks>
public sealed class OnnxGraph
{
    /// <summary>The number that stands for the type float, for <c>Cast</c> for instance.</summary>
    public const int Float = 1;

    /// <summary>The number that stands for 64-bit integers.</summary>
    public const int Int64 = 7;

    private readonly List<ProtobufWriter> _nodes = [];
    private readonly List<ProtobufWriter> _constants = [];
    private readonly Dictionary<Tensor<float>, string> _tensors = new(ReferenceEqualityComparer.Instance);
    private readonly List<string> _path = [];
    private int _count;

    internal OnnxGraph(ReadOnlySpan<int> inputShape) => InputShape = inputShape.ToArray();

    /// <summary>The shape of the input of the layer that is being added, for an example count of 1.</summary>
    public IReadOnlyList<int> InputShape { get; private set; }

    internal IReadOnlyList<ProtobufWriter> Nodes => _nodes;

    internal IReadOnlyList<ProtobufWriter> Constants => _constants;

    /// <summary>Adds an operator with one output.</summary>
    /// <param name="type">The operator, <c>"Gemm"</c> for instance.</param>
    /// <param name="inputs">The names of its inputs; an empty one is left out.</param>
    /// <param name="attributes">Its constants.</param>
    /// <returns>The name of its output.</returns>
    public string Add(string type, ReadOnlySpan<string> inputs, params ReadOnlySpan<OnnxAttribute> attributes) =>
        Add(type, inputs, 1, attributes)[0];

    /// <summary>Adds an operator with several outputs.</summary>
    /// <param name="type">The operator.</param>
    /// <param name="inputs">The names of its inputs; an empty one is left out.</param>
    /// <param name="outputs">How many outputs.</param>
    /// <param name="attributes">Its constants.</param>
    /// <returns>The names of its outputs.</returns>
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
            node.Text(1, input);
        var names = new string[outputs];
        for (int i = 0; i < outputs; i++)
        {
            names[i] = outputs == 1 ? name : $"{name}.{i.ToString(CultureInfo.InvariantCulture)}";
            node.Text(2, names[i]);
        }
        node.Text(3, name);
        node.Text(4, type);
        foreach (OnnxAttribute attribute in attributes)
            node.Message(5, attribute.Write());
        _nodes.Add(node);
        return names;
    }

    /// <summary>A tensor as a constant of the model; the same tensor is one constant.</summary>
    /// <param name="tensor">The tensor, as it is now.</param>
    /// <param name="name">What it is called, after the layer.</param>
    /// <returns>The constant's name.</returns>
    public string Constant(Tensor<float> tensor, string name)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (!_tensors.TryGetValue(tensor, out string? known))
            _tensors.Add(tensor, known = Constant(tensor.AsSpan(), tensor.Shape, name));
        return known;
    }

    /// <summary>Numbers as a constant of the model.</summary>
    /// <param name="values">The numbers, row by row.</param>
    /// <param name="shape">Their shape.</param>
    /// <param name="name">What it is called, after the layer.</param>
    /// <returns>The constant's name.</returns>
    /// <exception cref="ArgumentException">The shape does not fit the number of values.</exception>
    public string Constant(ReadOnlySpan<float> values, ReadOnlySpan<int> shape, string name)
    {
        if (Extents.Product(shape.ToArray()) != values.Length)
            throw new ArgumentException(
                $"The shape {Extents.Text(shape)} does not hold {values.Length.ToString(CultureInfo.InvariantCulture)} values.",
                nameof(shape)
            );
        string unique = Unique(name);
        ProtobufWriter message = Start(shape, Float, unique);
        message.Singles(9, values);
        _constants.Add(message);
        return unique;
    }

    /// <summary>Whole numbers, a shape for instance, as a constant of the model.</summary>
    /// <param name="values">The numbers.</param>
    /// <param name="name">What it is called, after the layer.</param>
    /// <returns>The constant's name.</returns>
    public string Constant(ReadOnlySpan<long> values, string name)
    {
        string unique = Unique(name);
        ProtobufWriter message = Start([values.Length], Int64, unique);
        foreach (long value in values)
            message.Integer(7, value);
        _constants.Add(message);
        return unique;
    }

    /// <summary>Adds a child of the layer that is being added.</summary>
    /// <param name="name">The child's name.</param>
    /// <param name="layer">The child.</param>
    /// <param name="input">The name of its input.</param>
    /// <param name="inputShape">The shape of its input for an example count of 1.</param>
    /// <returns>The name of its output.</returns>
    public string Add(string name, Layer layer, string input, IReadOnlyList<int> inputShape)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(inputShape);
        IReadOnlyList<int> outer = InputShape;
        InputShape = inputShape;
        _path.Add(name);
        string output = layer.ToOnnx(this, input);
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

    private static ProtobufWriter Start(ReadOnlySpan<int> shape, int type, string name)
    {
        var message = new ProtobufWriter();
        foreach (int extent in shape)
            message.Integer(1, extent);
        message.Integer(2, type);
        message.Text(8, name);
        return message;
    }

    private string Unique(string name)
    {
        string number = (_count++).ToString(CultureInfo.InvariantCulture);
        return string.Join(".", [.. _path, name, number]);
    }
}
