using System.Runtime.CompilerServices;

namespace NeuralGen.CompilerServices.V1;

/// <summary>A block of rows, columns and summands: its offsets, its panels of B, and the walk over its tiles.</summary>
internal unsafe ref struct Block<T, V>
    where T : unmanaged
    where V : unmanaged, ILanes<V, T>
{
    private readonly Problem<T> _problem;
    private readonly Workspace<T, V> _work;
    private readonly T* _c;
    private readonly T* _a;
    private readonly T* _b;
    private int _panelCount;
    private int _rows;
    private int _columns;
    private int _depth;
    private bool _evenInA;
    private bool _evenInB;
    private nint _stepInA;
    private nint _stepInB;

    public Block(in Problem<T> problem, in Workspace<T, V> work, Axis at)
    {
        _problem = problem;
        _work = work;
        _c = problem.C + at.C;
        _a = problem.A + at.A;
        _b = problem.B + at.B;
    }

    public void SetColumns(nint start, int count)
    {
        _columns = count;
        _problem.Columns.Fill(start, count, Operand.C, _work.ColumnsInC);
        _problem.Columns.Fill(start, count, Operand.B, _work.ColumnsInB);
    }

    public void SetSums(nint start, int count)
    {
        _depth = count;
        _problem.Sums.Fill(start, count, Operand.A, _work.SumsInA);
        _problem.Sums.Fill(start, count, Operand.B, _work.SumsInB);
        _evenInA = Packing<T>.IsProgression(_work.SumsInA, count, out _stepInA);
        _evenInB = Packing<T>.IsProgression(_work.SumsInB, count, out _stepInB);
    }

    public void SetRows(nint start, int count)
    {
        _rows = count;
        _problem.Rows.Fill(start, count, Operand.C, _work.RowsInC);
        _problem.Rows.Fill(start, count, Operand.A, _work.RowsInA);
    }

    /// <summary>Cuts the columns into panels, and packs those which many tiles will read or no kernel can read in place.</summary>
    public void PreparePanels(nint allRows)
    {
        int wide = MicroKernels<T, V>.MostColumns;
        int tall = MicroKernels<T, V>.MostRows;
        // Rows a multiple of a page apart fall into the same few sets of a cache.
        bool clash = _stepInB * sizeof(T) % 4096 == 0;
        bool worthPacking = allRows >= tall * (clash ? 3 : 8);
        _panelCount = 0;
        T* packed = _work.PackedB;
        for (int start = 0; start < _columns; start += wide)
        {
            int width = _columns - start < wide ? _columns - start : wide;
            bool two = width > V.Count;
            int full = two ? wide : V.Count;
            nint* offsets = _work.ColumnsInB + start;
            bool even = Packing<T>.IsProgression(offsets, width, out nint stride);
            bool evenInC = Packing<T>.IsProgression(_work.ColumnsInC + start, width, out nint strideInC);
            ref Panel<T> panel = ref _work.Panels[_panelCount++];
            panel.Start = start;
            panel.Width = width;
            panel.Two = two;
            panel.InPlaceInC = width == full && evenInC && strideInC == 1;
            if (width == full && even && stride == 1 && _evenInB && !worthPacking)
            {
                panel.B = _b + offsets[0] + _work.SumsInB[0];
                panel.Step = _stepInB;
                continue;
            }
            Pack(_b, offsets, even, stride, _work.SumsInB, _evenInB, _stepInB, packed, full, width);
            Packing<T>.Pad(packed, full, width, full, _depth);
            panel.B = packed;
            panel.Step = full;
            packed += (nint)full * _depth;
        }
    }

    /// <summary>Runs every tile of the rows over every panel.</summary>
    public readonly void RunTiles()
    {
        // Equal heights: 64 rows are 13+13+13+13+12, not 14+14+14+14+8.
        int tall = MicroKernels<T, V>.MostRows;
        int tiles = (_rows + tall - 1) / tall;
        for (int tile = 0; tile < tiles; tile++)
        {
            int start = (int)((long)_rows * tile / tiles);
            int height = (int)((long)_rows * (tile + 1) / tiles) - start;
            T* a = TileOfA(start, height, out nint row, out nint step);
            for (int p = 0; p < _panelCount; p++)
                RunTile(in _work.Panels[p], start, height, a, row, step);
        }
    }

    /// <summary>A's rows in place if a kernel can read them there at speed, else packed.</summary>
    private readonly T* TileOfA(int start, int height, out nint row, out nint step)
    {
        nint* offsets = _work.RowsInA + start;
        bool even = Packing<T>.IsProgression(offsets, height, out row);
        step = _stepInA;
        // Each further panel would fetch a clashing tile again.
        bool clash = step != 1 || row * sizeof(T) % 4096 == 0;
        if (even && _evenInA && (_panelCount < 3 || !clash))
            return _a + offsets[0] + _work.SumsInA[0];
        Pack(_a, offsets, even, row, _work.SumsInA, _evenInA, _stepInA, _work.PackedA, height, height);
        row = 1;
        step = height;
        return _work.PackedA;
    }

    private readonly void Pack(
        T* from,
        nint* offsets,
        bool even,
        nint stride,
        nint* depthOffsets,
        bool evenDepth,
        nint depthStride,
        T* to,
        nint step,
        int width
    )
    {
        T* first = from + offsets[0] + depthOffsets[0];
        if (even && evenDepth && stride == 1)
            Packing<T>.Rows(first, depthStride, to, step, width, _depth);
        else if (even && evenDepth && depthStride == 1)
            Packing<T>.Transposed(first, stride, to, step, width, _depth);
        else
            Packing<T>.Gathered(from, offsets, depthOffsets, to, step, width, _depth);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void RunTile(ref readonly Panel<T> panel, int start, int height, T* a, nint row, nint step)
    {
        nint* rows = _work.RowsInC + start;
        nint* columns = _work.ColumnsInC + panel.Start;
        if (panel.InPlaceInC)
        {
            T* c = _c + columns[0];
            MicroKernels<T, V>.Run(
                height,
                panel.Two,
                a,
                row,
                step,
                panel.B,
                panel.Step,
                _depth,
                c,
                rows,
                _problem.Scale
            );
            return;
        }
        // Through a copy of the tile, so that each element is rounded as it is in place.
        Gather(rows, columns, height, panel.Width);
        MicroKernels<T, V>.Run(
            height,
            panel.Two,
            a,
            row,
            step,
            panel.B,
            panel.Step,
            _depth,
            _work.Tile,
            _work.TileRows,
            _problem.Scale
        );
        Scatter(rows, columns, height, panel.Width);
    }

    private readonly void Gather(nint* rows, nint* columns, int height, int width)
    {
        for (int i = 0; i < height; i++)
        {
            T* from = _c + rows[i];
            T* to = _work.Tile + _work.TileRows[i];
            for (int j = 0; j < width; j++)
                to[j] = from[columns[j]];
        }
    }

    private readonly void Scatter(nint* rows, nint* columns, int height, int width)
    {
        for (int i = 0; i < height; i++)
        {
            T* from = _work.Tile + _work.TileRows[i];
            T* to = _c + rows[i];
            for (int j = 0; j < width; j++)
                to[columns[j]] = from[j];
        }
    }
}
