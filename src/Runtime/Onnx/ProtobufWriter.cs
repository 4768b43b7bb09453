using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace NeuralGen;

/// <summary>Fields of a protobuf message, appended to a buffer: what ONNX files are made of.</summary>
/// <remarks>The wire format: https://protobuf.dev/programming-guides/encoding.</remarks>
internal sealed class ProtobufWriter
{
    private const int Varint = 0;
    private const int LengthDelimited = 2;
    private const int Fixed32 = 5;

    private readonly ArrayBufferWriter<byte> _buffer = new();

    public ReadOnlyMemory<byte> Written => _buffer.WrittenMemory;

    public void Integer(int field, long value)
    {
        Tag(field, Varint);
        Number((ulong)value);
    }

    public void Single(int field, float value)
    {
        Tag(field, Fixed32);
        BinaryPrimitives.WriteSingleLittleEndian(_buffer.GetSpan(4), value);
        _buffer.Advance(4);
    }

    public void Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public void Message(int field, ProtobufWriter message) => Bytes(field, message.Written.Span);

    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, LengthDelimited);
        Number((ulong)value.Length);
        _buffer.Write(value);
    }

    /// <summary>Numbers of 4 bytes, in the file's order, which is little-endian.</summary>
    public void Singles(int field, ReadOnlySpan<float> values)
    {
        Tag(field, LengthDelimited);
        Number((ulong)values.Length * 4);
        // In parts: the buffer grows by what is asked for.
        foreach (float value in values)
        {
            BinaryPrimitives.WriteSingleLittleEndian(_buffer.GetSpan(4), value);
            _buffer.Advance(4);
        }
    }

    private void Tag(int field, int wireType) => Number((ulong)(field << 3 | wireType));

    // Seven bits a byte, the lowest first.
    private void Number(ulong value)
    {
        Span<byte> bytes = _buffer.GetSpan(10);
        int count = 0;
        while (value >= 0x80)
        {
            bytes[count++] = (byte)(value | 0x80);
            value >>= 7;
        }
        bytes[count++] = (byte)value;
        _buffer.Advance(count);
    }
}
