using System.Runtime.CompilerServices;

namespace NeuralGen;

/// <summary>
/// The array inside a System.Numerics.Tensors tensor. The library offers spans of it only, and a class cannot hold a
/// span; the caller proves that what it gets here is the memory that such a span shows.
/// </summary>
internal static class NumericsTensorStorage<T>
{
    public static T[] Array(System.Numerics.Tensors.Tensor<T> tensor) => Values(tensor);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_values")]
    private static extern ref T[] Values(System.Numerics.Tensors.Tensor<T> tensor);
}
