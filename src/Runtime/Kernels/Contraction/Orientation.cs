using System;

namespace NeuralGen.CompilerServices.V1;

/// <summary>Which of the two factors' loops the lanes run along. By convention it is the columns; else A and B change places.</summary>
internal static class Orientation
{
    /// <summary>Whether the lanes are better along the rows.</summary>
    public static bool IsAcross(ReadOnlySpan<Axis> rows, ReadOnlySpan<Axis> columns, ReadOnlySpan<Axis> sums, int width)
    {
        double rowCount = Count(rows);
        double columnCount = Count(columns);
        bool rowsInPlace = Has(rows, Operand.C) && rowCount > 1;
        bool columnsInPlace = Has(columns, Operand.C) && columnCount > 1;
        if (rowsInPlace != columnsInPlace)
        {
            // The long side is worth a detour for C, if that is seldom, and for A, if it need not be transposed.
            double along = rowsInPlace ? rowCount : columnCount;
            double other = rowsInPlace ? columnCount : rowCount;
            bool otherReady = rowsInPlace ? Has(columns, Operand.B) : Has(rows, Operand.A);
            bool detour = along <= (otherReady ? width * 3 / 4 : width / 4) && other >= width && Count(sums) >= 16;
            return rowsInPlace != detour;
        }
        return rowCount > columnCount;
    }

    /// <summary>Exchanges A and B in the axes.</summary>
    public static void Exchange(Span<Axis> batch, Span<Axis> rows, Span<Axis> columns, Span<Axis> sums)
    {
        Exchange(batch);
        Exchange(rows);
        Exchange(columns);
        Exchange(sums);
    }

    private static void Exchange(Span<Axis> axes)
    {
        foreach (ref Axis axis in axes)
            axis = axis with { A = axis.B, B = axis.A };
    }

    private static double Count(ReadOnlySpan<Axis> axes)
    {
        double count = 1;
        foreach (Axis axis in axes)
            count *= axis.Extent;
        return count;
    }

    /// <summary>Whether the operand's neighbours are neighbours along one of the axes.</summary>
    private static bool Has(ReadOnlySpan<Axis> axes, Operand operand)
    {
        foreach (Axis axis in axes)
        {
            if (axis.In(operand) == 1)
                return true;
        }
        return false;
    }
}
