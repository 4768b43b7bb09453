using System;

namespace NeuralGen;

/// <summary>A constant of an ONNX operator: a whole number, a real one, a text, or several of one kind.</summary>
public readonly struct OnnxAttribute
{
    private const int NameField = 1;
    private const int TypeField = 20;

    private readonly string _name;
    private readonly object _value;

    /// <summary>A constant.</summary>
    /// <param name="name">Its name, as the operator's definition has it.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public OnnxAttribute(string name, long value)
        : this(name, (object)value) { }

    /// <inheritdoc cref="OnnxAttribute(string, long)"/>
    public OnnxAttribute(string name, float value)
        : this(name, (object)value) { }

    /// <inheritdoc cref="OnnxAttribute(string, long)"/>
    public OnnxAttribute(string name, string value)
        : this(name, (object)value) { }

    /// <inheritdoc cref="OnnxAttribute(string, long)"/>
    public OnnxAttribute(string name, params long[] value)
        : this(name, (object)value) { }

    /// <inheritdoc cref="OnnxAttribute(string, long)"/>
    public OnnxAttribute(string name, params string[] value)
        : this(name, (object)value) { }

    private OnnxAttribute(string name, object value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        (_name, _value) = (name, value);
    }

    // The numbers are those of onnx.proto: AttributeProto, and its enum of types.
    internal ProtobufWriter Write()
    {
        if (_value is null)
            throw new InvalidOperationException("The attribute has no value.");
        var message = new ProtobufWriter();
        message.Text(NameField, _name);
        switch (_value)
        {
            case float value:
                message.Single(2, value);
                message.Integer(TypeField, 1);
                break;
            case long value:
                message.Integer(3, value);
                message.Integer(TypeField, 2);
                break;
            case string value:
                message.Text(4, value);
                message.Integer(TypeField, 3);
                break;
            case long[] values:
                foreach (long value in values)
                    message.Integer(8, value);
                message.Integer(TypeField, 7);
                break;
            case string[] values:
                foreach (string value in values)
                    message.Text(9, value);
                message.Integer(TypeField, 8);
                break;
        }
        return message;
    }
}
