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
    public OnnxAttribute(string name, long value) => (_name, _value) = (name, value);

    /// <inheritdoc cref="OnnxAttribute(string, long)"/>
    public OnnxAttribute(string name, float value) => (_name, _value) = (name, value);

    /// <inheritdoc cref="OnnxAttribute(string, long)"/>
    public OnnxAttribute(string name, string value) => (_name, _value) = (name, value);

    /// <inheritdoc cref="OnnxAttribute(string, long)"/>
    public OnnxAttribute(string name, params long[] value) => (_name, _value) = (name, value);

    // The numbers are those of onnx.proto: AttributeProto, and its enum of types.
    internal ProtobufWriter Write()
    {
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
            default:
                throw new InvalidOperationException("The attribute has no value.");
        }
        return message;
    }
}
