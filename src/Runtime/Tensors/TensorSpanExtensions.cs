using System;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace NeuralGen;

/// <summary>Ways from the tensor spans of System.Numerics.Tensors to what differentiable methods take.</summary>
public static class TensorSpanExtensions
{
    /// <summary>The elements of a dense tensor span as a span, without copying them.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">The tensor span; its elements must be stored row by row without gaps.</param>
    /// <exception cref="ArgumentException">The tensor span has gaps, or a stride of 0.</exception>
    public static Span<T> AsDenseSpan<T>(this in TensorSpan<T> source)
    {
        if (!source.IsDense)
            throw NotDense();
        return source.FlattenedLength == 0
            ? []
            : MemoryMarshal.CreateSpan(ref source.GetPinnableReference(), checked((int)source.FlattenedLength));
    }

    /// <inheritdoc cref="AsDenseSpan{T}(in TensorSpan{T})"/>
    public static ReadOnlySpan<T> AsDenseSpan<T>(this in ReadOnlyTensorSpan<T> source)
    {
        if (!source.IsDense)
            throw NotDense();
        return source.FlattenedLength == 0
            ? []
            : MemoryMarshal.CreateReadOnlySpan(in source.GetPinnableReference(), checked((int)source.FlattenedLength));
    }

    private static ArgumentException NotDense() =>
        new("The elements are not stored row by row without gaps: copy them into a dense tensor first.", "source");
}
