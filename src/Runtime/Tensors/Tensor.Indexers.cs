using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NeuralGen;

public sealed partial class Tensor<T>
{
    /// <summary>The element at an index of a tensor of rank 1.</summary>
    /// <param name="i">The index along axis 0.</param>
    /// <exception cref="IndexOutOfRangeException">The rank is not 1, or the index is outside its axis.</exception>
    public ref T this[int i]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (_rank != 1 || (uint)i >= (uint)_extent0)
                ThrowIndex(1, i);
            return ref At(i);
        }
    }

    /// <summary>The element at two indices of a tensor of rank 2.</summary>
    /// <param name="i">The index along axis 0.</param>
    /// <param name="j">The index along axis 1.</param>
    /// <exception cref="IndexOutOfRangeException">The rank is not 2, or an index is outside its axis.</exception>
    public ref T this[int i, int j]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (_rank != 2 || (uint)i >= (uint)_extent0 || (uint)j >= (uint)_extent1)
                ThrowIndex(2, i, j);
            return ref At(i * _extent1 + j);
        }
    }

    /// <summary>The element at three indices of a tensor of rank 3.</summary>
    /// <param name="i">The index along axis 0.</param>
    /// <param name="j">The index along axis 1.</param>
    /// <param name="k">The index along axis 2.</param>
    /// <exception cref="IndexOutOfRangeException">The rank is not 3, or an index is outside its axis.</exception>
    public ref T this[int i, int j, int k]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (_rank != 3 || (uint)i >= (uint)_extent0 || (uint)j >= (uint)_extent1 || (uint)k >= (uint)_extent2)
                ThrowIndex(3, i, j, k);
            return ref At((i * _extent1 + j) * _extent2 + k);
        }
    }

    /// <summary>The element at four indices of a tensor of rank 4.</summary>
    /// <param name="i">The index along axis 0.</param>
    /// <param name="j">The index along axis 1.</param>
    /// <param name="k">The index along axis 2.</param>
    /// <param name="l">The index along axis 3.</param>
    /// <exception cref="IndexOutOfRangeException">The rank is not 4, or an index is outside its axis.</exception>
    public ref T this[int i, int j, int k, int l]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (
                _rank != 4
                || (uint)i >= (uint)_extent0
                || (uint)j >= (uint)_extent1
                || (uint)k >= (uint)_extent2
                || (uint)l >= (uint)_extent3
            )
                ThrowIndex(4, i, j, k, l);
            return ref At(((i * _extent1 + j) * _extent2 + k) * _extent3 + l);
        }
    }

    /// <summary>The element at as many indices as the tensor has axes.</summary>
    /// <param name="indices">One index per axis, outermost first.</param>
    /// <exception cref="IndexOutOfRangeException">
    /// The number of indices is not the rank, or one of them is outside its axis.
    /// </exception>
    public ref T this[params ReadOnlySpan<int> indices]
    {
        get
        {
            if (indices.Length != _rank)
                throw RankError(indices.Length);
            int position = 0;
            for (int axis = 0; axis < indices.Length; axis++)
            {
                if ((uint)indices[axis] >= (uint)_shape[axis])
                    throw AxisError(axis, indices[axis]);
                position = position * _shape[axis] + indices[axis];
            }
            return ref At(position);
        }
    }

    // The checks above prove the position: all extents are those of the array's region.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref T At(int position) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_data), (nint)(uint)(_offset + position));

    // One basic block that throws: the JIT then knows that the call does not return, keeps it out of the loop, and
    // hoists the loads of the extents. With anything more in the body an access costs twice as much.
    [DoesNotReturn]
    private void ThrowIndex(int count, int i, int j = 0, int k = 0, int l = 0) => throw IndexError(count, i, j, k, l);

    // Finds out which of the checks failed.
    private IndexOutOfRangeException IndexError(int count, int i, int j, int k, int l)
    {
        if (count != _rank)
            return RankError(count);
        ReadOnlySpan<int> indices = [i, j, k, l];
        int axis = 0;
        while ((uint)indices[axis] < (uint)_shape[axis])
            axis++;
        return AxisError(axis, indices[axis]);
    }

    private IndexOutOfRangeException RankError(int count) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The tensor has rank {_rank}, but is indexed with {count} {(count == 1 ? "index" : "indices")}."
            )
        );

    private IndexOutOfRangeException AxisError(int axis, int index) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The index along axis {axis} is {index}, but the tensor has {_shape[axis]} elements along it."
            )
        );
}
