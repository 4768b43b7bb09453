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
            BufferForm.Span => $"global::System.Span<{element}>",
            BufferForm.ReadOnlySpan => ReadOnlySpan(buffer),
            _ => element,
        };
    }

    public static string Span(Buffer buffer) => $"global::System.Span<{buffer.Element.Keyword()}>";

    public static string ReadOnlySpan(Buffer buffer) => $"global::System.ReadOnlySpan<{buffer.Element.Keyword()}>";
}
