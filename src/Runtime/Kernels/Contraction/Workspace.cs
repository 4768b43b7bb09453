namespace NeuralGen.CompilerServices.V1;

/// <summary>The block sizes of a width, and one thread's buffers for a block.</summary>
internal readonly unsafe ref struct Workspace<T, V>
    where T : unmanaged
    where V : unmanaged, ILanes<V, T>
{
    /// <summary>A tile of A, MostRows × MostDepth, stays in the first-level cache.</summary>
    public static int MostDepth => sizeof(T) == 4 ? 384 : 192;

    /// <summary>The packed B, MostDepth × MostColumns, stays in the second-level cache.</summary>
    public const int MostColumns = 512;

    /// <summary>Only the tables of offsets grow with it.</summary>
    public const int MostRows = 672;

    public readonly T* PackedB;
    public readonly T* PackedA;
    public readonly T* Tile;
    public readonly Panel<T>* Panels;
    public readonly nint* TileRows;
    public readonly nint* RowsInC;
    public readonly nint* RowsInA;
    public readonly nint* ColumnsInC;
    public readonly nint* ColumnsInB;
    public readonly nint* SumsInA;
    public readonly nint* SumsInB;

    /// <summary>Lays the buffers out in the thread's scratch memory; small problems get by with little.</summary>
    public Workspace(int rows, int columns, int depth)
    {
        int most = MicroKernels<T, V>.MostRows;
        int wide = MicroKernels<T, V>.MostColumns;
        int padded = (columns + wide - 1) / wide * wide;
        nint elements = (nint)padded * depth + most * depth + most * wide;
        nint offsets = 2 * rows + 2 * columns + 2 * depth + most;
        byte* start = Scratch.Get(
            elements * sizeof(T) + offsets * sizeof(nint) + padded / wide * sizeof(Panel<T>) + 64
        );
        PackedB = (T*)start;
        Tile = PackedB + (nint)padded * depth;
        PackedA = Tile + most * wide;
        TileRows = (nint*)(((nint)(PackedA + most * depth) + 7) & ~7);
        RowsInC = TileRows + most;
        RowsInA = RowsInC + rows;
        ColumnsInC = RowsInA + rows;
        ColumnsInB = ColumnsInC + columns;
        SumsInA = ColumnsInB + columns;
        SumsInB = SumsInA + depth;
        Panels = (Panel<T>*)(SumsInB + depth);
        for (int i = 0; i < most; i++)
            TileRows[i] = i * wide;
    }
}
