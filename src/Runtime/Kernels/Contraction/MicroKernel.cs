using System.Runtime.CompilerServices;

namespace NeuralGen.CompilerServices.V1;

/// <summary>
/// C[i, j] += scale·Σₖ A[i, k]·B[k, j] for a tile of rows by one or two vectors of columns, all sums in registers:
/// the accumulators must be locals with names, an array of them would live in memory. Rows and columns are
/// constants when the code is compiled, so of this one text each tile keeps its own part.
/// </summary>
/// <remarks>
/// Each element is summed in the order of k, starting from zero, whatever the tile: how a problem is cut into tiles
/// does not show in the result.
/// </remarks>
internal static unsafe class MicroKernel<T, V, TRows, TColumns>
    where T : unmanaged
    where V : unmanaged, ILanes<V, T>
    where TRows : struct, IConstant
    where TColumns : struct, IConstant
{
    /// <summary>
    /// Runs the tile. Rows of A are <paramref name="aRow"/> elements apart and its columns <paramref name="aStep"/>,
    /// rows of B <paramref name="bStep"/>; row i of C is at <paramref name="cRows"/>[i].
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* a, nint aRow, nint aStep, T* b, nint bStep, nint depth, T* c, nint* cRows, T scale)
    {
        V s0 = default;
        V t0 = default;
        V s1 = default;
        V t1 = default;
        V s2 = default;
        V t2 = default;
        V s3 = default;
        V t3 = default;
        V s4 = default;
        V t4 = default;
        V s5 = default;
        V t5 = default;
        V s6 = default;
        V t6 = default;
        V s7 = default;
        V t7 = default;
        V s8 = default;
        V t8 = default;
        V s9 = default;
        V t9 = default;
        V s10 = default;
        V t10 = default;
        V s11 = default;
        V t11 = default;
        V s12 = default;
        V t12 = default;
        V s13 = default;
        V t13 = default;
        // Five bases and two offsets reach fourteen rows with addresses the hardware adds up by itself.
        nint aRow2 = aRow * 2;
        T* a3 = a + aRow * 3;
        T* a6 = a + aRow * 6;
        T* a9 = a + aRow * 9;
        T* a12 = a + aRow * 12;
        for (; depth > 0; depth--)
        {
            V b0 = V.Load(b);
            V b1 = TColumns.Value > 1 ? V.Load(b + V.Count) : default;
            V x;
            x = V.Of(a[0]);
            s0 = V.Fma(x, b0, s0);
            if (TColumns.Value > 1)
                t0 = V.Fma(x, b1, t0);
            if (TRows.Value > 1)
            {
                x = V.Of(a[aRow]);
                s1 = V.Fma(x, b0, s1);
                if (TColumns.Value > 1)
                    t1 = V.Fma(x, b1, t1);
            }
            if (TRows.Value > 2)
            {
                x = V.Of(a[aRow2]);
                s2 = V.Fma(x, b0, s2);
                if (TColumns.Value > 1)
                    t2 = V.Fma(x, b1, t2);
            }
            if (TRows.Value > 3)
            {
                x = V.Of(a3[0]);
                s3 = V.Fma(x, b0, s3);
                if (TColumns.Value > 1)
                    t3 = V.Fma(x, b1, t3);
            }
            if (TRows.Value > 4)
            {
                x = V.Of(a3[aRow]);
                s4 = V.Fma(x, b0, s4);
                if (TColumns.Value > 1)
                    t4 = V.Fma(x, b1, t4);
            }
            if (TRows.Value > 5)
            {
                x = V.Of(a3[aRow2]);
                s5 = V.Fma(x, b0, s5);
                if (TColumns.Value > 1)
                    t5 = V.Fma(x, b1, t5);
            }
            if (TRows.Value > 6)
            {
                x = V.Of(a6[0]);
                s6 = V.Fma(x, b0, s6);
                if (TColumns.Value > 1)
                    t6 = V.Fma(x, b1, t6);
            }
            if (TRows.Value > 7)
            {
                x = V.Of(a6[aRow]);
                s7 = V.Fma(x, b0, s7);
                if (TColumns.Value > 1)
                    t7 = V.Fma(x, b1, t7);
            }
            if (TRows.Value > 8)
            {
                x = V.Of(a6[aRow2]);
                s8 = V.Fma(x, b0, s8);
                if (TColumns.Value > 1)
                    t8 = V.Fma(x, b1, t8);
            }
            if (TRows.Value > 9)
            {
                x = V.Of(a9[0]);
                s9 = V.Fma(x, b0, s9);
                if (TColumns.Value > 1)
                    t9 = V.Fma(x, b1, t9);
            }
            if (TRows.Value > 10)
            {
                x = V.Of(a9[aRow]);
                s10 = V.Fma(x, b0, s10);
                if (TColumns.Value > 1)
                    t10 = V.Fma(x, b1, t10);
            }
            if (TRows.Value > 11)
            {
                x = V.Of(a9[aRow2]);
                s11 = V.Fma(x, b0, s11);
                if (TColumns.Value > 1)
                    t11 = V.Fma(x, b1, t11);
            }
            if (TRows.Value > 12)
            {
                x = V.Of(a12[0]);
                s12 = V.Fma(x, b0, s12);
                if (TColumns.Value > 1)
                    t12 = V.Fma(x, b1, t12);
            }
            if (TRows.Value > 13)
            {
                x = V.Of(a12[aRow]);
                s13 = V.Fma(x, b0, s13);
                if (TColumns.Value > 1)
                    t13 = V.Fma(x, b1, t13);
            }
            a += aStep;
            if (TRows.Value > 3)
                a3 += aStep;
            if (TRows.Value > 6)
                a6 += aStep;
            if (TRows.Value > 9)
                a9 += aStep;
            if (TRows.Value > 12)
                a12 += aStep;
            b += bStep;
        }
        V factor = V.Of(scale);
        Add(c + cRows[0], factor, s0, t0);
        if (TRows.Value > 1)
            Add(c + cRows[1], factor, s1, t1);
        if (TRows.Value > 2)
            Add(c + cRows[2], factor, s2, t2);
        if (TRows.Value > 3)
            Add(c + cRows[3], factor, s3, t3);
        if (TRows.Value > 4)
            Add(c + cRows[4], factor, s4, t4);
        if (TRows.Value > 5)
            Add(c + cRows[5], factor, s5, t5);
        if (TRows.Value > 6)
            Add(c + cRows[6], factor, s6, t6);
        if (TRows.Value > 7)
            Add(c + cRows[7], factor, s7, t7);
        if (TRows.Value > 8)
            Add(c + cRows[8], factor, s8, t8);
        if (TRows.Value > 9)
            Add(c + cRows[9], factor, s9, t9);
        if (TRows.Value > 10)
            Add(c + cRows[10], factor, s10, t10);
        if (TRows.Value > 11)
            Add(c + cRows[11], factor, s11, t11);
        if (TRows.Value > 12)
            Add(c + cRows[12], factor, s12, t12);
        if (TRows.Value > 13)
            Add(c + cRows[13], factor, s13, t13);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(T* c, V factor, V s, V t)
    {
        V.Store(V.Fma(factor, s, V.Load(c)), c);
        if (TColumns.Value > 1)
            V.Store(V.Fma(factor, t, V.Load(c + V.Count)), c + V.Count);
    }
}
