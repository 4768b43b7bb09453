using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuralGen.CompilerServices.V1;

/// <summary>The loops of a vector times a matrix.</summary>
internal static unsafe class VectorKernels<T, V>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : unmanaged, ILanes<V, T>
{
    /// <summary>Lanes along the columns, eight vectors of sums at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Along(T* a, nint aStep, T* b, nint bStep, nint depth, T* c, nint count, T scale)
    {
        nint j = 0;
        V factor = V.Of(scale);
        for (; j <= count - 8 * V.Count; j += 8 * V.Count)
        {
            V s0 = default;
            V s1 = default;
            V s2 = default;
            V s3 = default;
            V s4 = default;
            V s5 = default;
            V s6 = default;
            V s7 = default;
            T* x = a;
            T* row = b + j;
            for (nint k = depth; k > 0; k--, x += aStep, row += bStep)
            {
                V v = V.Of(*x);
                s0 = V.Fma(v, V.Load(row), s0);
                s1 = V.Fma(v, V.Load(row + V.Count), s1);
                s2 = V.Fma(v, V.Load(row + 2 * V.Count), s2);
                s3 = V.Fma(v, V.Load(row + 3 * V.Count), s3);
                s4 = V.Fma(v, V.Load(row + 4 * V.Count), s4);
                s5 = V.Fma(v, V.Load(row + 5 * V.Count), s5);
                s6 = V.Fma(v, V.Load(row + 6 * V.Count), s6);
                s7 = V.Fma(v, V.Load(row + 7 * V.Count), s7);
            }
            Add(c + j, factor, s0);
            Add(c + j + V.Count, factor, s1);
            Add(c + j + 2 * V.Count, factor, s2);
            Add(c + j + 3 * V.Count, factor, s3);
            Add(c + j + 4 * V.Count, factor, s4);
            Add(c + j + 5 * V.Count, factor, s5);
            Add(c + j + 6 * V.Count, factor, s6);
            Add(c + j + 7 * V.Count, factor, s7);
        }
        for (; j <= count - V.Count; j += V.Count)
        {
            V s = default;
            T* x = a;
            T* row = b + j;
            for (nint k = depth; k > 0; k--, x += aStep, row += bStep)
                s = V.Fma(V.Of(*x), V.Load(row), s);
            Add(c + j, factor, s);
        }
        for (; j < count; j++)
        {
            T s = T.Zero;
            T* x = a;
            T* row = b + j;
            for (nint k = depth; k > 0; k--, x += aStep, row += bStep)
                s = T.FusedMultiplyAdd(*x, *row, s);
            c[j] = T.FusedMultiplyAdd(scale, s, c[j]);
        }
    }

    /// <summary>Lanes along the sum: dot products, four at a time to read A less often.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Dots(T* a, T* b, nint bColumn, nint depth, T* c, nint cColumn, nint count, T scale)
    {
        for (; count >= 4; count -= 4, b += 4 * bColumn, c += 4 * cColumn)
        {
            T* b1 = b + bColumn;
            T* b2 = b1 + bColumn;
            T* b3 = b2 + bColumn;
            V s0 = default;
            V s1 = default;
            V s2 = default;
            V s3 = default;
            V t0 = default;
            V t1 = default;
            V t2 = default;
            V t3 = default;
            nint k = 0;
            for (; k <= depth - 2 * V.Count; k += 2 * V.Count)
            {
                V x = V.Load(a + k);
                V y = V.Load(a + k + V.Count);
                s0 = V.Fma(x, V.Load(b + k), s0);
                s1 = V.Fma(x, V.Load(b1 + k), s1);
                s2 = V.Fma(x, V.Load(b2 + k), s2);
                s3 = V.Fma(x, V.Load(b3 + k), s3);
                t0 = V.Fma(y, V.Load(b + k + V.Count), t0);
                t1 = V.Fma(y, V.Load(b1 + k + V.Count), t1);
                t2 = V.Fma(y, V.Load(b2 + k + V.Count), t2);
                t3 = V.Fma(y, V.Load(b3 + k + V.Count), t3);
            }
            Finish(a, b, k, depth, s0, t0, c, scale);
            Finish(a, b1, k, depth, s1, t1, c + cColumn, scale);
            Finish(a, b2, k, depth, s2, t2, c + 2 * cColumn, scale);
            Finish(a, b3, k, depth, s3, t3, c + 3 * cColumn, scale);
        }
        for (; count > 0; count--, b += bColumn, c += cColumn)
        {
            V s = default;
            V t = default;
            nint k = 0;
            for (; k <= depth - 2 * V.Count; k += 2 * V.Count)
            {
                s = V.Fma(V.Load(a + k), V.Load(b + k), s);
                t = V.Fma(V.Load(a + k + V.Count), V.Load(b + k + V.Count), t);
            }
            Finish(a, b, k, depth, s, t, c, scale);
        }
    }

    /// <summary>The rest of a dot product, less than two vectors, and its addition to C.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish(T* a, T* b, nint k, nint depth, V s, V t, T* c, T scale)
    {
        T sum = V.Sum(s + t);
        for (; k < depth; k++)
            sum = T.FusedMultiplyAdd(a[k], b[k], sum);
        *c = T.FusedMultiplyAdd(scale, sum, *c);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(T* c, V factor, V s) => V.Store(V.Fma(factor, s, V.Load(c)), c);
}
