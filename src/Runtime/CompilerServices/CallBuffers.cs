using System;
using System.Collections.Generic;
using System.ComponentModel;

namespace NeuralGen.CompilerServices.V1;

/// <summary>
/// Arrays and tensors of exactly the sizes that a called method is given: taken from a pool of the thread and put back after the call,
/// so that a gradient allocates nothing once each size has been met. A call that throws does not put them back.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CallBuffers
{
    // Quiet NaNs, whose lower bits no processor makes of anything else.
    private const long Mark64 = 0x7FF8_5A17_ED0B_F00D;
    private const int Mark32 = 0x7FC5_A17E;

    /// <summary>Zeros.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="length">How many.</param>
    public static T[] Array<T>(int length)
        where T : unmanaged => length == 0 ? [] : Pool<T[]>.Take((length, -1, -1, -1)) ?? new T[length];

    /// <summary>Zeros.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rows">The first size.</param>
    /// <param name="columns">The second size.</param>
    public static T[,] Rectangle<T>(int rows, int columns)
        where T : unmanaged => Pool<T[,]>.Take((rows, columns, -1, -1)) ?? new T[rows, columns];

    /// <summary>Zeros.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="planes">The first size.</param>
    /// <param name="rows">The second size.</param>
    /// <param name="columns">The third size.</param>
    public static T[,,] Rectangle<T>(int planes, int rows, int columns)
        where T : unmanaged => Pool<T[,,]>.Take((planes, rows, columns, -1)) ?? new T[planes, rows, columns];

    /// <summary>Zeros, with a gradient of zeros.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="first">The first size.</param>
    public static Tensor<T> Tensor<T>(int first)
        where T : unmanaged, System.Numerics.INumber<T> =>
        Pool<Tensor<T>>.Take((first, -1, -1, -1)) ?? NeuralGen.Tensor<T>.Parameter(first);

    /// <summary>Zeros, with a gradient of zeros.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="first">The first size.</param>
    /// <param name="second">The second size.</param>
    public static Tensor<T> Tensor<T>(int first, int second)
        where T : unmanaged, System.Numerics.INumber<T> =>
        Pool<Tensor<T>>.Take((first, second, -1, -1)) ?? NeuralGen.Tensor<T>.Parameter(first, second);

    /// <summary>Zeros, with a gradient of zeros.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="first">The first size.</param>
    /// <param name="second">The second size.</param>
    /// <param name="third">The third size.</param>
    public static Tensor<T> Tensor<T>(int first, int second, int third)
        where T : unmanaged, System.Numerics.INumber<T> =>
        Pool<Tensor<T>>.Take((first, second, third, -1)) ?? NeuralGen.Tensor<T>.Parameter(first, second, third);

    /// <summary>Zeros, with a gradient of zeros.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="first">The first size.</param>
    /// <param name="second">The second size.</param>
    /// <param name="third">The third size.</param>
    /// <param name="fourth">The fourth size.</param>
    public static Tensor<T> Tensor<T>(int first, int second, int third, int fourth)
        where T : unmanaged, System.Numerics.INumber<T> =>
        Pool<Tensor<T>>.Take((first, second, third, fourth))
        ?? NeuralGen.Tensor<T>.Parameter(first, second, third, fourth);

    /// <summary>Puts an array back.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="array">What was taken.</param>
    public static void Return<T>(T[] array)
        where T : unmanaged
    {
        if (array.Length == 0)
            return;
        array.AsSpan().Clear();
        Pool<T[]>.Put((array.Length, -1, -1, -1), array);
    }

    /// <summary>Puts an array back.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="array">What was taken.</param>
    public static void Return<T>(T[,] array)
        where T : unmanaged
    {
        Buffers.Elements<T>(array).Clear();
        Pool<T[,]>.Put((array.GetLength(0), array.GetLength(1), -1, -1), array);
    }

    /// <summary>Puts an array back.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="array">What was taken.</param>
    public static void Return<T>(T[,,] array)
        where T : unmanaged
    {
        Buffers.Elements<T>(array).Clear();
        Pool<T[,,]>.Put((array.GetLength(0), array.GetLength(1), array.GetLength(2), -1), array);
    }

    /// <summary>Puts a tensor back.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="tensor">What was taken.</param>
    public static void Return<T>(Tensor<T> tensor)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        if (tensor.Grad is not { } gradient)
            return;
        tensor.AsSpan().Clear();
        gradient.AsSpan().Clear();
        int Size(int axis) => axis < tensor.Rank ? tensor.Dim(axis) : -1;
        Pool<Tensor<T>>.Put((Size(0), Size(1), Size(2), Size(3)), tensor);
    }

    /// <summary>Copies all elements.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="from">The source.</param>
    /// <param name="to">The target, of the same length.</param>
    public static void Copy<T>(ReadOnlySpan<T> from, Span<T> to)
        where T : unmanaged => from.CopyTo(to);

    /// <summary>Copies all elements, which fit.</summary>
    /// <param name="from">The source.</param>
    /// <param name="to">The target, of the same length.</param>
    public static void Convert(ReadOnlySpan<double> from, Span<float> to)
    {
        for (int i = 0; i < from.Length; i++)
            to[i] = (float)from[i];
    }

    /// <summary>Copies all elements.</summary>
    /// <param name="from">The source.</param>
    /// <param name="to">The target, of the same length.</param>
    public static void Convert(ReadOnlySpan<float> from, Span<double> to)
    {
        for (int i = 0; i < from.Length; i++)
            to[i] = from[i];
    }

    /// <summary>Copies all elements, which are integers.</summary>
    /// <param name="from">The source.</param>
    /// <param name="to">The target, of the same length.</param>
    public static void Convert(ReadOnlySpan<double> from, Span<int> to)
    {
        for (int i = 0; i < from.Length; i++)
            to[i] = unchecked((int)from[i]);
    }

    /// <summary>Fills with a value that no calculation has as its result.</summary>
    /// <param name="values">The elements.</param>
    public static void Mark(Span<double> values) => values.Fill(BitConverter.Int64BitsToDouble(Mark64));

    /// <summary>Fills with a value that no calculation has as its result.</summary>
    /// <param name="values">The elements.</param>
    public static void Mark(Span<float> values) => values.Fill(BitConverter.Int32BitsToSingle(Mark32));

    /// <summary>Adds element by element, where <see cref="Mark(Span{double})"/> has not been overwritten.</summary>
    /// <param name="values">The elements that were marked.</param>
    /// <param name="from">The summands.</param>
    /// <param name="to">The sums.</param>
    public static void AddWhereMarked(ReadOnlySpan<double> values, ReadOnlySpan<double> from, Span<double> to)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (BitConverter.DoubleToInt64Bits(values[i]) == Mark64)
                to[i] += from[i];
        }
    }

    /// <summary>Adds element by element, where <see cref="Mark(Span{float})"/> has not been overwritten.</summary>
    /// <param name="values">The elements that were marked.</param>
    /// <param name="from">The summands.</param>
    /// <param name="to">The sums.</param>
    public static void AddWhereMarked(ReadOnlySpan<float> values, ReadOnlySpan<float> from, Span<float> to)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (BitConverter.SingleToInt32Bits(values[i]) == Mark32)
                to[i] += from[i];
        }
    }

    /// <summary>Adds element by element, where <see cref="Mark(Span{float})"/> has not been overwritten.</summary>
    /// <param name="values">The elements that were marked.</param>
    /// <param name="from">The summands.</param>
    /// <param name="to">The sums.</param>
    public static void AddWhereMarked(ReadOnlySpan<float> values, ReadOnlySpan<double> from, Span<double> to)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (BitConverter.SingleToInt32Bits(values[i]) == Mark32)
                to[i] += from[i];
        }
    }

    /// <summary>Adds element by element.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="from">The summands.</param>
    /// <param name="to">The sums, of the same length.</param>
    public static void Add<T>(ReadOnlySpan<T> from, Span<T> to)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        for (int i = 0; i < from.Length; i++)
            to[i] += from[i];
    }

    /// <summary>Adds element by element.</summary>
    /// <param name="from">The summands.</param>
    /// <param name="to">The sums, of the same length.</param>
    public static void AddConverted(ReadOnlySpan<float> from, Span<double> to)
    {
        for (int i = 0; i < from.Length; i++)
            to[i] += from[i];
    }

    /// <summary>Whether all elements are 0.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="values">The elements.</param>
    public static bool IsZero<T>(ReadOnlySpan<T> values)
        where T : unmanaged, System.Numerics.INumber<T> => !values.ContainsAnyExcept(T.Zero);

    /// <summary>What the thread has put back, by its sizes.</summary>
    private static class Pool<TBuffer>
        where TBuffer : class
    {
        private const int MaximumSizes = 64;
        private const int MaximumOfOneSize = 16;

        [ThreadStatic]
        private static Dictionary<(int, int, int, int), Stack<TBuffer>>? t_free;

        public static TBuffer? Take((int, int, int, int) sizes) =>
            t_free is { } free && free.TryGetValue(sizes, out Stack<TBuffer>? stack) && stack.TryPop(out TBuffer? found)
                ? found
                : null;

        public static void Put((int, int, int, int) sizes, TBuffer buffer)
        {
            Dictionary<(int, int, int, int), Stack<TBuffer>> free = t_free ??= [];
            if (!free.TryGetValue(sizes, out Stack<TBuffer>? stack))
            {
                // Sizes that never come back must not stay for ever.
                if (free.Count >= MaximumSizes)
                    free.Clear();
                free.Add(sizes, stack = new Stack<TBuffer>());
            }

            if (stack.Count < MaximumOfOneSize)
                stack.Push(buffer);
        }
    }
}
