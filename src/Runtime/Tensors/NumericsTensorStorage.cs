using System;
using System.Runtime.CompilerServices;

namespace NeuralGen;

/// <summary>
/// The array inside a System.Numerics.Tensors tensor. The library offers spans of it only, and a class cannot hold a
/// span; the caller proves that what it gets here is the memory that such a span shows.
/// </summary>
internal static class NumericsTensorStorage<T>
{
    /// <summary>The array.</summary>
    /// <exception cref="NotSupportedException">Another version of the library keeps its elements otherwise.</exception>
    public static T[] Array(System.Numerics.Tensors.Tensor<T> tensor)
    {
        try
        {
            return Values(tensor);
        }
        catch (MissingFieldException e)
        {
            throw new NotSupportedException("This version of System.Numerics.Tensors hides its array: copy it.", e);
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_values")]
    private static extern ref T[] Values(System.Numerics.Tensors.Tensor<T> tensor);
}
