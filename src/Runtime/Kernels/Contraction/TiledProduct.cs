using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuralGen.CompilerServices.V1;

/// <summary>
/// The engine: blocks of the sum and of the columns, and in them tiles of the rows; a tile of A stays in the
/// first-level cache while the panels of B stream past it from the second. What lies awkwardly is packed first.
/// </summary>
internal unsafe ref struct TiledProduct<T, V> : IBody
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : unmanaged, ILanes<V, T>
{
    private readonly Problem<T> _problem;
    private readonly nint _rowParts;
    private readonly nint _columnParts;

    private TiledProduct(in Problem<T> problem, Partition partition)
    {
        _problem = problem;
        _rowParts = partition.RowParts;
        _columnParts = partition.ColumnParts;
    }

    /// <summary>Runs the whole problem, on several threads if it is worth it.</summary>
    public static void Run(in Problem<T> problem)
    {
        Partition partition = Partition.Of(in problem, MicroKernels<T, V>.MostRows, MicroKernels<T, V>.MostColumns);
        var body = new TiledProduct<T, V>(in problem, partition);
        if (partition.IsWhole)
            body.Run(0, problem.Batch.Count);
        else
            Workers.Run(ref body, problem.Batch.Count * partition.RowParts * partition.ColumnParts, partition.Grain);
    }

    /// <summary>Runs parts, numbered column part by column part in each row part in each batch.</summary>
    public readonly void Run(nint start, nint end)
    {
        for (nint part = start; part < end; part++)
        {
            nint batch = part / (_rowParts * _columnParts);
            nint rest = part - batch * (_rowParts * _columnParts);
            (nint firstRow, nint rows) = Piece(
                _problem.Rows.Count,
                rest / _columnParts,
                _rowParts,
                MicroKernels<T, V>.MostRows
            );
            (nint firstColumn, nint columns) = Piece(
                _problem.Columns.Count,
                rest % _columnParts,
                _columnParts,
                MicroKernels<T, V>.MostColumns
            );
            if (rows > 0 && columns > 0)
                RunPart(_problem.Batch.At(batch), firstRow, rows, firstColumn, columns);
        }
    }

    /// <summary>One of the parts, about equal, of which all but the last are multiples of the unit.</summary>
    private static (nint Start, nint Count) Piece(nint count, nint index, nint parts, nint unit)
    {
        nint units = (count + unit - 1) / unit;
        nint start = units * index / parts * unit;
        nint end = Math.Min(units * (index + 1) / parts * unit, count);
        return (start, end - start);
    }

    private readonly void RunPart(Axis at, nint firstRow, nint rows, nint firstColumn, nint columns)
    {
        nint sums = _problem.Sums.Count;
        nint depthBlocks = (sums - 1) / Workspace<T, V>.MostDepth + 1;
        var mostDepth = (int)((sums - 1) / depthBlocks + 1);
        var mostColumns = (int)Math.Min(columns, Workspace<T, V>.MostColumns);
        var mostRows = (int)Math.Min(rows, Workspace<T, V>.MostRows);
        var work = new Workspace<T, V>(mostRows, mostColumns, mostDepth);
        var block = new Block<T, V>(in _problem, in work, at);
        for (nint j = 0; j < columns; j += mostColumns)
        {
            block.SetColumns(firstColumn + j, (int)Math.Min(mostColumns, columns - j));
            for (nint k = 0; k < sums; k += mostDepth)
            {
                block.SetSums(k, (int)Math.Min(mostDepth, sums - k));
                block.PreparePanels(rows);
                for (nint i = 0; i < rows; i += mostRows)
                {
                    block.SetRows(firstRow + i, (int)Math.Min(mostRows, rows - i));
                    block.RunTiles();
                }
            }
        }
    }
}
