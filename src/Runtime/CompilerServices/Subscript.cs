using System;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace NeuralGen.CompilerServices.V1;

/// <summary>Subscripts that no check on entry could prove to be in range: they are checked where they are used.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Subscript
{
    /// <summary>The subscript itself, where it is in range.</summary>
    /// <param name="value">The subscript.</param>
    /// <param name="size">The number of elements along the axis.</param>
    /// <param name="buffer">The name of what is accessed.</param>
    /// <param name="axis">The axis.</param>
    /// <exception cref="IndexOutOfRangeException">It is not in 0 … size − 1.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Check(nint value, nint size, string buffer, int axis)
    {
        if ((nuint)value >= (nuint)size)
            Throw(value, size, buffer, axis);
        return value;
    }

    /// <summary>A slice that no check on entry could prove to lie inside what it is taken of.</summary>
    /// <param name="start">Its first position.</param>
    /// <param name="length">How many elements it has.</param>
    /// <param name="size">The number of elements of what it is taken of.</param>
    /// <param name="buffer">The name of that.</param>
    /// <exception cref="ArgumentOutOfRangeException">It does not lie inside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Slice(nint start, nint length, nint size, string buffer)
    {
        if (start < 0 || length < 0 || start > size - length)
            ThrowSlice(start, length, size, buffer);
    }

    /// <summary>What bounds a loop, or is compared, and the method computes in an int; no check on entry could prove it to fit into one.</summary>
    /// <param name="value">The integer.</param>
    /// <param name="text">How it is computed: <c>m*n - 1</c>.</param>
    /// <exception cref="OverflowException">It does not fit.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Int(nint value, string text)
    {
        if (value != (int)value)
            ThrowInt(value, text);
    }

    /// <summary>⌈√count⌉, and at least 1: so many iterations are computed again at a time.</summary>
    /// <param name="count">How many iterations there are.</param>
    /// <returns>The number of iterations.</returns>
    public static nint Root(nint count) => count <= 1 ? 1 : (nint)Math.Ceiling(Math.Sqrt(count));

    [DoesNotReturn]
    private static void ThrowSlice(nint start, nint length, nint size, string buffer) =>
        throw new ArgumentOutOfRangeException(
            buffer,
            string.Create(
                CultureInfo.InvariantCulture,
                $"A slice of {length} elements from {start} does not lie inside '{buffer}', which has {size} elements."
            )
        );

    [DoesNotReturn]
    private static void ThrowInt(nint value, string text) =>
        throw new OverflowException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"'{text}' is more than an int has room for: {value}. Compute it as a long, or in 'unchecked(…)'."
            )
        );

    [DoesNotReturn]
    private static void Throw(nint value, nint size, string buffer, int axis) =>
        throw new IndexOutOfRangeException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Index {value} is outside axis {axis} of '{buffer}', which has {size} elements."
            )
        );
}
