using System.Runtime.CompilerServices;

namespace NeuralGen.CompilerServices.V1;

/// <summary>Copies of blocks into the order in which a kernel reads them: <c>to[k·step + i] = from(i, k)</c>.</summary>
internal static unsafe class Packing<T>
    where T : unmanaged
{
    /// <summary>The distance of consecutive offsets, or null if they are not equally far apart.</summary>
    public static bool IsProgression(nint* offsets, int count, out nint step)
    {
        step = count > 1 ? offsets[1] - offsets[0] : 1;
        for (int i = 2; i < count; i++)
        {
            if (offsets[i] - offsets[i - 1] != step)
                return false;
        }
        return true;
    }

    /// <summary>Elements next to each other in i stay so: copies of rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows(T* from, nint fromStep, T* to, nint step, int width, int depth)
    {
        int lanes = Lanes128<T>.Count;
        if (width < lanes)
        {
            for (; depth > 0; depth--, from += fromStep, to += step)
            for (int i = 0; i < width; i++)
                to[i] = from[i];
            return;
        }
        int last = width - lanes;
        for (; depth > 0; depth--, from += fromStep, to += step)
        {
            int i = 0;
            for (; i <= width - Lanes512<T>.Count; i += Lanes512<T>.Count)
                Lanes512<T>.Store(Lanes512<T>.Load(from + i), to + i);
            for (; i < last; i += lanes)
                Lanes128<T>.Store(Lanes128<T>.Load(from + i), to + i);
            // The last piece may overlap the one before it.
            if (i <= last + lanes - 1)
                Lanes128<T>.Store(Lanes128<T>.Load(from + last), to + last);
        }
    }

    /// <summary>Elements next to each other in k: a transposition, by squares.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transposed(T* from, nint fromRow, T* to, nint step, int width, int depth)
    {
        int side = Lanes128<T>.Count;
        int i = 0;
        for (; i <= width - side; i += side)
        {
            T* source = from + i * fromRow;
            T* target = to + i;
            int k = 0;
            for (; k <= depth - side; k += side, source += side, target += side * step)
                Transposition.Square(source, fromRow, target, step);
            for (; k < depth; k++, source++, target += step)
            for (int j = 0; j < side; j++)
                target[j] = source[j * fromRow];
        }
        for (; i < width; i++)
        {
            T* source = from + i * fromRow;
            T* target = to + i;
            for (int k = 0; k < depth; k++, target += step)
                *target = source[k];
        }
    }

    /// <summary>Any order, by tables of offsets.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gathered(T* from, nint* offsets, nint* depthOffsets, T* to, nint step, int width, int depth)
    {
        bool adjacent = IsProgression(offsets, width, out nint stride) && stride == 1;
        for (int k = 0; k < depth; k++, to += step)
        {
            T* source = from + depthOffsets[k];
            if (adjacent)
            {
                Rows(source + offsets[0], 0, to, 0, width, 1);
                continue;
            }
            for (int i = 0; i < width; i++)
                to[i] = source[offsets[i]];
        }
    }

    /// <summary>Zeros from <paramref name="width"/> up to <paramref name="full"/>.</summary>
    public static void Pad(T* to, nint step, int width, int full, int depth)
    {
        if (width == full)
            return;
        for (; depth > 0; depth--, to += step)
        for (int i = width; i < full; i++)
            to[i] = default;
    }
}
