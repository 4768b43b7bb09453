namespace NeuralGen.CompilerServices.V1;

/// <summary>The tile sizes of one width and the choice of the kernel for a tile.</summary>
internal static unsafe class MicroKernels<T, V>
    where T : unmanaged
    where V : unmanaged, ILanes<V, T>
{
    /// <summary>The most rows: with 32 registers 14·2 sums, 2 of B and 1 of A; with 16 registers 6·2.</summary>
    public static int MostRows => sizeof(V) == 64 ? 14 : 6;

    /// <summary>The columns of a full tile.</summary>
    public static int MostColumns => 2 * V.Count;

    /// <summary>Runs a tile of at most <see cref="MostRows"/> rows and one or two vectors.</summary>
    public static void Run(
        int rows,
        bool two,
        T* a,
        nint aRow,
        nint aStep,
        T* b,
        nint bStep,
        nint depth,
        T* c,
        nint* cRows,
        T scale
    )
    {
        if (two)
            Run<N2>(rows, a, aRow, aStep, b, bStep, depth, c, cRows, scale);
        else
            Run<N1>(rows, a, aRow, aStep, b, bStep, depth, c, cRows, scale);
    }

    private static void Run<TColumns>(
        int rows,
        T* a,
        nint aRow,
        nint aStep,
        T* b,
        nint bStep,
        nint depth,
        T* c,
        nint* cRows,
        T scale
    )
        where TColumns : struct, IConstant
    {
        switch (rows)
        {
            case 1:
                MicroKernel<T, V, N1, TColumns>.Run(a, aRow, aStep, b, bStep, depth, c, cRows, scale);
                break;
            case 2:
                MicroKernel<T, V, N2, TColumns>.Run(a, aRow, aStep, b, bStep, depth, c, cRows, scale);
                break;
            case 3:
                MicroKernel<T, V, N3, TColumns>.Run(a, aRow, aStep, b, bStep, depth, c, cRows, scale);
                break;
            case 4:
                MicroKernel<T, V, N4, TColumns>.Run(a, aRow, aStep, b, bStep, depth, c, cRows, scale);
                break;
            case 5:
                MicroKernel<T, V, N5, TColumns>.Run(a, aRow, aStep, b, bStep, depth, c, cRows, scale);
                break;
            case 6:
                MicroKernel<T, V, N6, TColumns>.Run(a, aRow, aStep, b, bStep, depth, c, cRows, scale);
                break;
            case 7:
                MicroKernel<T, V, N7, TColumns>.Run(a, aRow, aStep, b, bStep, depth, c, cRows, scale);
                break;
            case 8:
                MicroKernel<T, V, N8, TColumns>.Run(a, aRow, aStep, b, bStep, depth, c, cRows, scale);
                break;
            case 9:
                MicroKernel<T, V, N9, TColumns>.Run(a, aRow, aStep, b, bStep, depth, c, cRows, scale);
                break;
            case 10:
                MicroKernel<T, V, N10, TColumns>.Run(a, aRow, aStep, b, bStep, depth, c, cRows, scale);
                break;
            case 11:
                MicroKernel<T, V, N11, TColumns>.Run(a, aRow, aStep, b, bStep, depth, c, cRows, scale);
                break;
            case 12:
                MicroKernel<T, V, N12, TColumns>.Run(a, aRow, aStep, b, bStep, depth, c, cRows, scale);
                break;
            case 13:
                MicroKernel<T, V, N13, TColumns>.Run(a, aRow, aStep, b, bStep, depth, c, cRows, scale);
                break;
            case 14:
                MicroKernel<T, V, N14, TColumns>.Run(a, aRow, aStep, b, bStep, depth, c, cRows, scale);
                break;
        }
    }
}
