using System;
using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NumericsTensor = System.Numerics.Tensors.Tensor;

namespace NeuralGen;

public sealed partial class Tensor<T>
{
    /// <summary>A tensor over an array, without copying it.</summary>
    /// <param name="data">The elements, row by row; as many as the shape says.</param>
    /// <param name="shape">The extents, as for the constructor.</param>
    /// <exception cref="ArgumentNullException">One of the arguments is null.</exception>
    /// <exception cref="ArgumentException">The array's length is not the product of the extents.</exception>
    public static Tensor<T> Wrap(T[] data, params int[] shape)
    {
        ArgumentNullException.ThrowIfNull(data);
        int length = Extents.Product(shape);
        if (data.Length != length)
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The array has {data.Length} elements, but the shape {Extents.Text(shape)} has {length}."
                ),
                nameof(data)
            );
        return new Tensor<T>(data, 0, (int[])shape.Clone());
    }

    /// <summary>A tensor of rank 1 over an array, without copying it.</summary>
    /// <param name="data">The elements.</param>
    /// <exception cref="ArgumentNullException"><paramref name="data"/> is null.</exception>
    public static Tensor<T> Wrap(T[] data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new Tensor<T>(data, 0, [data.Length]);
    }

    /// <summary>A tensor over the first elements of an array that may be longer.</summary>
    internal static Tensor<T> WrapStart(T[] data, int[] shape) =>
        Extents.Product(shape) <= data.Length
            ? new Tensor<T>(data, 0, shape)
            : throw new ArgumentException("The array is too short.", nameof(data));

    /// <summary>A tensor over the memory of a dense System.Numerics.Tensors tensor, without copying it.</summary>
    /// <param name="source">The tensor; its elements must be stored row by row without gaps.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="ArgumentException">The tensor has gaps, or a stride of 0: call its ToDenseTensor first.</exception>
    /// <exception cref="NotSupportedException">
    /// The memory is not one managed array: copy it with <see cref="CopyFrom(ReadOnlySpan{T})"/>.
    /// </exception>
    public static Tensor<T> Wrap(System.Numerics.Tensors.Tensor<T> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        int[] shape = ToShape(source.Lengths);
        int length = Extents.Product(shape);
        Span<T> span = source.AsTensorSpan().AsDenseSpan();
        T[] data = NumericsTensorStorage<T>.Array(source);
        // The array is found through a field of another library. Prove that it is the memory that the tensor shows.
        nint bytes = length == 0 ? 0 : Unsafe.ByteOffset(ref MemoryMarshal.GetArrayDataReference(data), ref span[0]);
        nint offset = bytes / Unsafe.SizeOf<T>();
        if (offset < 0 || offset > data.Length - length)
            throw new NotSupportedException("The tensor's elements are not stored in one managed array.");
        return new Tensor<T>(data, (int)offset, shape);
    }

    /// <summary>The same memory as a System.Numerics.Tensors tensor, without copying it.</summary>
    public System.Numerics.Tensors.Tensor<T> ToNumericsTensor() =>
        NumericsTensor.Create(_data, _offset, ToLengths(_shape), []);

    /// <summary>The same memory as a tensor span, without copying it.</summary>
    public TensorSpan<T> AsTensorSpan() => new(AsSpan(), ToLengths(_shape));

    /// <summary>The same memory as a segment of the array that holds it, without copying it.</summary>
    /// <remarks>Of a tensor that <see cref="Wrap(T[], int[])"/> made, <c>AsArraySegment().Array</c> is that array.</remarks>
    public ArraySegment<T> AsArraySegment() => new(_data, _offset, _length);

    private static int[] ToShape(ReadOnlySpan<nint> lengths)
    {
        var shape = new int[lengths.Length];
        for (int axis = 0; axis < shape.Length; axis++)
            shape[axis] = checked((int)lengths[axis]);
        return shape;
    }

    private static nint[] ToLengths(int[] shape) => Array.ConvertAll(shape, extent => (nint)extent);
}
