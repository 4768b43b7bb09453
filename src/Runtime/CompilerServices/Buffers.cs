using System;
using System.ComponentModel;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NeuralGen.CompilerServices.V1;

/// <summary>Residual and scratch buffers: grown when a call needs more than any before it, never shrunk.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Buffers
{
    /// <summary>The first elements of a buffer that is made large enough; their values are whatever was there.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="buffer">The buffer, null at first.</param>
    /// <param name="length">How many elements.</param>
    /// <exception cref="ArgumentException">The length is negative or more than an array can hold.</exception>
    public static Span<T> Grow<T>(ref T[]? buffer, nint length)
        where T : unmanaged
    {
        if ((nuint)length > (nuint)Array.MaxLength)
            throw Impossible(length);
        if (buffer is null || buffer.Length < (int)length)
            buffer = GC.AllocateUninitializedArray<T>((int)length);
        return new Span<T>(buffer, 0, (int)length);
    }

    /// <summary>As <see cref="Grow{T}"/>, of what may not be needed: more elements than an array can hold are none.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="buffer">The buffer, null at first.</param>
    /// <param name="length">How many elements.</param>
    public static Span<T> GrowIfPossible<T>(ref T[]? buffer, nint length)
        where T : unmanaged => Grow(ref buffer, (nuint)length > (nuint)Array.MaxLength ? 0 : length);

    /// <summary>Comes before what needs the elements after all.</summary>
    /// <param name="length">How many there are.</param>
    /// <param name="needed">How many are needed.</param>
    /// <exception cref="ArgumentException">It is more than an array can hold.</exception>
    public static void NeedRoom(int length, nint needed)
    {
        if (length < needed)
            throw Impossible(needed);
    }

    /// <summary>As <see cref="Grow{T}"/>, with all elements 0.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="buffer">The buffer, null at first.</param>
    /// <param name="length">How many elements.</param>
    /// <exception cref="ArgumentException">The length is negative or more than an array can hold.</exception>
    public static Span<T> Zeroed<T>(ref T[]? buffer, nint length)
        where T : unmanaged
    {
        Span<T> span = Grow(ref buffer, length);
        span.Clear();
        return span;
    }

    /// <summary>All elements of an array of any rank, row by row; none of null.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="array">An array of <typeparamref name="T"/>.</param>
    public static Span<T> Elements<T>(Array? array)
        where T : unmanaged =>
        array is null
            ? default
            : MemoryMarshal.CreateSpan(
                ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)),
                array.Length
            );

    private static ArgumentException Impossible(nint length) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"A buffer of {length} elements is needed, but an array holds 0 to {Array.MaxLength}."
            ),
            nameof(length)
        );
}
