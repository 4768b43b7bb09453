using System;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace NeuralGen.CompilerServices.V1;

/// <summary>
/// The exceptions of generated code, in one wording. A method whose name begins with <c>Throw</c> always throws; the
/// others look at their arguments first.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Guard
{
    /// <summary>Throws what the method itself throws.</summary>
    /// <param name="exception">The exception.</param>
    [DoesNotReturn]
    public static void Throw(Exception exception) => throw exception;

    /// <summary>Throws where a tensor or array is null.</summary>
    /// <param name="value">The argument.</param>
    /// <param name="method">The method that was called.</param>
    /// <param name="parameter">The name of the parameter.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public static void NotNull([NotNull] object? value, string method, string parameter)
    {
        if (value is null)
            ThrowNull(method, parameter);
    }

    /// <summary>Throws where an array of several axes is null, or does not count from 0 along each.</summary>
    /// <param name="value">The argument.</param>
    /// <param name="method">The method that was called.</param>
    /// <param name="parameter">The name of the parameter.</param>
    /// <exception cref="ArgumentException">It is.</exception>
    public static void Rectangular([NotNull] Array? value, string method, string parameter)
    {
        NotNull(value, method, parameter);
        for (int axis = 0; axis < value.Rank; axis++)
        {
            if (value.GetLowerBound(axis) != 0)
                ThrowLowerBound(method, parameter, axis);
        }
    }

    /// <summary>Throws where a gradient is wanted but is not of the shape of its parameter.</summary>
    /// <param name="value">The parameter; null where the method does not use it.</param>
    /// <param name="gradient">Its gradient, or null.</param>
    /// <param name="method">The method that was called.</param>
    /// <param name="parameter">The gradient parameter.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static void GradientShape(Array? value, Array? gradient, string method, string parameter)
    {
        if (value is null || gradient is null)
            return;
        Rectangular(gradient, method, parameter);
        for (int axis = 0; axis < value.Rank; axis++)
        {
            if (gradient.GetLength(axis) != value.GetLength(axis))
                ThrowGradientShape(method, parameter, axis, gradient.GetLength(axis), value.GetLength(axis));
        }
    }

    /// <summary>Throws where a tensor's rank is not the number of indices that it is accessed with.</summary>
    /// <param name="method">The method that was called.</param>
    /// <param name="parameter">The name of the parameter.</param>
    /// <param name="actual">The tensor's rank.</param>
    /// <param name="expected">The number of indices.</param>
    /// <exception cref="ArgumentException">The two differ.</exception>
    public static void Rank(string method, string parameter, int actual, int expected)
    {
        if (actual != expected)
            ThrowRank(method, parameter, actual, expected);
    }

    /// <summary>An index expression leaves an axis.</summary>
    /// <param name="method">The method that was called.</param>
    /// <param name="parameter">The tensor, array or span that is accessed.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="size">The number of elements along it.</param>
    /// <param name="index">The index expression as the user wrote it: <c>j</c>, <c>i + k - 1</c>.</param>
    /// <param name="reaches">The value that it reaches, outside 0 … size − 1.</param>
    /// <param name="because">The sizes that make it reach so far: <c>A.Dim(0) is 5</c>.</param>
    /// <exception cref="ArgumentException">Always.</exception>
    [DoesNotReturn]
    public static void ThrowRange(
        string method,
        string parameter,
        int axis,
        long size,
        string index,
        long reaches,
        string because
    )
    {
        string reason = because.Length == 0 ? "" : $" ({because})";
        throw new ArgumentException(
            Text(
                $"{method}: '{parameter}' has {Elements(size)} along axis {axis}, but index '{index}' reaches {reaches}{reason}"
            ),
            parameter
        );
    }

    /// <summary>An integer that bounds a loop, or is compared, would lose its digits beyond 32 in the method, and does not here.</summary>
    /// <param name="method">The method that was called.</param>
    /// <param name="value">The integer, as a sum of products: <c>m*n - 1</c>.</param>
    /// <exception cref="OverflowException">Always.</exception>
    [DoesNotReturn]
    public static void ThrowOverflow(string method, string value) =>
        throw new OverflowException(
            $"{method}: '{value}' is more than an int has room for. Compute it as a long, or in 'unchecked(…)'."
        );

    /// <summary>A slice does not lie inside what it is taken of, or an index leaves a slice.</summary>
    /// <param name="method">The method that was called.</param>
    /// <param name="parameter">The tensor, array or span of which the slice is.</param>
    /// <param name="what">Which slice, in the method's own words.</param>
    /// <exception cref="ArgumentException">Always.</exception>
    [DoesNotReturn]
    public static void ThrowSlice(string method, string parameter, string what) =>
        throw new ArgumentException($"{method}: of '{parameter}', {what}", parameter);

    /// <summary>An entry of an index array is outside what it indexes.</summary>
    /// <param name="method">The method that was called.</param>
    /// <param name="array">The index array.</param>
    /// <param name="position">The position of the bad entry in it.</param>
    /// <param name="value">The entry.</param>
    /// <param name="size">The number of elements that it may choose from.</param>
    /// <exception cref="IndexOutOfRangeException">Always.</exception>
    [DoesNotReturn]
    public static void ThrowIndex(string method, string array, long position, long value, long size) =>
        throw new IndexOutOfRangeException(
            Text($"{method}: '{array}' holds {value} at position {position}, but indexes {Elements(size)}")
        );

    /// <summary>Throws where two buffers share memory; an empty one never does.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">One buffer.</param>
    /// <param name="aName">Its name.</param>
    /// <param name="b">The other buffer.</param>
    /// <param name="bName">Its name.</param>
    /// <param name="method">The method that was called.</param>
    /// <exception cref="ArgumentException">They overlap.</exception>
    public static void Overlap<T>(ReadOnlySpan<T> a, string aName, ReadOnlySpan<T> b, string bName, string method)
    {
        if (a.Overlaps(b))
            ThrowOverlap(method, aName, bName);
    }

    /// <summary>Throws where a gradient buffer is wanted but shorter than what is added into it.</summary>
    /// <param name="method">The method that was called.</param>
    /// <param name="parameter">The gradient parameter.</param>
    /// <param name="length">Its length.</param>
    /// <param name="needed">The length that is needed.</param>
    /// <exception cref="ArgumentException">It is too short.</exception>
    public static void GradientLength(string method, string parameter, int length, int needed)
    {
        if (length < needed)
            ThrowGradientLength(method, parameter, length, needed);
    }

    /// <summary>All gradients of a call are null or empty.</summary>
    /// <param name="method">The method that was called.</param>
    /// <exception cref="ArgumentException">Always.</exception>
    [DoesNotReturn]
    public static void NoGradientWanted(string method) =>
        throw new ArgumentException(
            $"{method}: no gradient is wanted. Give a tensor a Grad, or pass a gradient buffer that is not empty"
        );

    /// <summary>A backward pass got residuals that no forward pass filled.</summary>
    /// <param name="method">The method that was called.</param>
    /// <exception cref="InvalidOperationException">Always.</exception>
    [DoesNotReturn]
    public static void NotFilled(string method) =>
        throw new InvalidOperationException(
            $"{method}: the residuals are empty. Run the forward pass with the same residuals first"
        );

    /// <summary>Throws where a backward pass is called with other arguments than its forward pass was.</summary>
    /// <typeparam name="T">The type of what is compared.</typeparam>
    /// <param name="method">The method that was called.</param>
    /// <param name="what">What is compared: <c>X.Dim(0)</c>, <c>alpha</c>.</param>
    /// <param name="recorded">Its value in the forward pass.</param>
    /// <param name="given">Its value now. NaN equals NaN.</param>
    /// <exception cref="InvalidOperationException">The two differ.</exception>
    public static void Differs<T>(string method, string what, T recorded, T given)
        where T : IEquatable<T>
    {
        if (!recorded.Equals(given))
            ThrowDiffers(method, what, recorded, given);
    }

    // The throwing halves are apart, so that the checks are small enough to be inlined.

    [DoesNotReturn]
    private static void ThrowNull(string method, string parameter) =>
        throw new ArgumentNullException(parameter, $"{method}: '{parameter}' is null");

    [DoesNotReturn]
    private static void ThrowLowerBound(string method, string parameter, int axis) =>
        throw new ArgumentException(
            Text($"{method}: '{parameter}' does not count from 0 along axis {axis}"),
            parameter
        );

    [DoesNotReturn]
    private static void ThrowGradientShape(string method, string parameter, int axis, int length, int needed) =>
        throw new ArgumentException(
            Text($"{method}: '{parameter}' has {Elements(length)} along axis {axis}, but its parameter has {needed}"),
            parameter
        );

    [DoesNotReturn]
    private static void ThrowRank(string method, string parameter, int actual, int expected) =>
        throw new ArgumentException(
            Text($"{method}: '{parameter}' has rank {actual}, but is accessed with {Indices(expected)}"),
            parameter
        );

    [DoesNotReturn]
    private static void ThrowOverlap(string method, string a, string b) =>
        throw new ArgumentException(
            $"{method}: '{a}' and '{b}' share memory, but '{a}' is written while '{b}' is in use",
            a
        );

    [DoesNotReturn]
    private static void ThrowGradientLength(string method, string parameter, int length, int needed) =>
        throw new ArgumentException(
            Text($"{method}: '{parameter}' has {Elements(length)}, but the gradient needs {needed}"),
            parameter
        );

    [DoesNotReturn]
    private static void ThrowDiffers<T>(string method, string what, T recorded, T given) =>
        throw new InvalidOperationException(
            Text($"{method}: '{what}' was {recorded} in the forward pass, but is {given} in the backward pass")
        );

    private static string Indices(int count) => count == 1 ? "1 index" : Text($"{count} indices");

    private static string Elements(long count) => count == 1 ? "1 element" : Text($"{count} elements");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
