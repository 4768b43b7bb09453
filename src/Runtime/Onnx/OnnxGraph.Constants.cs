using System;
using System.Collections.Generic;
using System.Globalization;

namespace NeuralGen;

public sealed partial class OnnxGraph
{
    private readonly List<ProtobufWriter> _constants = [];
    private readonly Dictionary<Tensor<float>, string> _tensors = new(ReferenceEqualityComparer.Instance);

    internal IReadOnlyList<ProtobufWriter> Constants => _constants;

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
        string unique = Unique(name);
        ProtobufWriter message = Start(values.Length, shape, Float, unique);
        message.Singles(9, values);
        return Add(message, unique);
    }

    /// <summary>Whole numbers, a shape for instance, as a constant of the model.</summary>
    /// <param name="values">The numbers.</param>
    /// <param name="name">What it is called, after the layer.</param>
    /// <returns>The constant's name.</returns>
    public string Constant(ReadOnlySpan<long> values, string name) => Indices(values, [values.Length], name);

    /// <summary>Whole numbers of any shape, as <c>Gather</c> takes them for instance, as a constant of the model.</summary>
    /// <param name="values">The numbers, row by row.</param>
    /// <param name="shape">Their shape; empty for one number alone.</param>
    /// <param name="name">What it is called, after the layer.</param>
    /// <returns>The constant's name.</returns>
    /// <exception cref="ArgumentException">The shape does not fit the number of values.</exception>
    public string Indices(ReadOnlySpan<long> values, ReadOnlySpan<int> shape, string name)
    {
        string unique = Unique(name);
        ProtobufWriter message = Start(values.Length, shape, Int64, unique);
        foreach (long value in values)
            message.Integer(7, value);
        return Add(message, unique);
    }

    private string Add(ProtobufWriter constant, string name)
    {
        _constants.Add(constant);
        _known.Add(name);
        return name;
    }

    private static ProtobufWriter Start(int count, ReadOnlySpan<int> shape, int type, string name)
    {
        if (Extents.Product(shape.ToArray()) != count)
            throw new ArgumentException(
                $"The shape {Extents.Text(shape)} does not hold {count.ToString(CultureInfo.InvariantCulture)} values.",
                nameof(shape)
            );
        var message = new ProtobufWriter();
        foreach (int extent in shape)
            message.Integer(1, extent);
        message.Integer(2, type);
        message.Text(8, name);
        return message;
    }
}
