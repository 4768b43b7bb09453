using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>The C# types of buffers.</summary>
internal static class Forms
{
    public static string Type(Buffer buffer)
    {
        string element = buffer.Element.Keyword();
        return buffer.Form switch
        {
            BufferForm.Tensor => $"global::NeuralGen.Tensor<{element}>",
            BufferForm.Array => element + "[]",
            BufferForm.Jagged => $"global::{GeneratedFile.RuntimeNamespace}.JaggedBuffer<{element}>",
            BufferForm.Rectangular => $"{element}[{new string(',', buffer.Rank - 1)}]",
            BufferForm.Span => $"global::System.Span<{element}>",
            BufferForm.ReadOnlySpan => ReadOnlySpan(buffer),
            _ => element,
        };
    }

    public static string Span(Buffer buffer) => $"global::System.Span<{buffer.Element.Keyword()}>";

    public static string ReadOnlySpan(Buffer buffer) => $"global::System.ReadOnlySpan<{buffer.Element.Keyword()}>";

    /// <summary>All elements of a value, as a span.</summary>
    public static string Elements(Buffer buffer, string value) =>
        buffer.Form switch
        {
            BufferForm.Tensor or BufferForm.Jagged => value + ".AsSpan()",
            BufferForm.Rectangular =>
                $"global::{GeneratedFile.RuntimeNamespace}.Buffers.Elements<{buffer.Element.Keyword()}>({value})",
            _ => value,
        };
}
