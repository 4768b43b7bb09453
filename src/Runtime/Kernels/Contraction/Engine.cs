using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NeuralGen.CompilerServices.V1;

/// <summary>Sorts a contraction's axes, decides which way the lanes run, and passes it to the loops that suit it.</summary>
internal static unsafe class Engine
{
    /// <summary>More loops than that are left to the strided loops; none has been seen in the wild.</summary>
    private const int MostAxes = 32;

    /// <summary>Under so many multiplications sorting the axes takes longer than running them.</summary>
    private const double LeastWork = 200;

    public static void Run<T>(ref T c, ref readonly T a, ref readonly T b, T scale, ReadOnlySpan<Axis> axes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double work = 1;
        foreach (Axis axis in axes)
        {
            if (axis.Extent <= 0)
                return;
            work *= axis.Extent;
        }
        if (work < LeastWork || axes.Length > MostAxes)
        {
            StridedLoops.Run(ref c, in a, in b, scale, axes);
            return;
        }
        fixed (
            T* pc = &c,
                pa = &a,
                pb = &b
        )
            Sort(pc, pa, pb, scale, axes);
    }

    private static void Sort<T>(T* c, T* a, T* b, T scale, ReadOnlySpan<Axis> axes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<Axis> batch = stackalloc Axis[axes.Length];
        Span<Axis> rows = stackalloc Axis[axes.Length];
        Span<Axis> columns = stackalloc Axis[axes.Length];
        Span<Axis> sums = stackalloc Axis[axes.Length];
        int batches = 0;
        int rowCount = 0;
        int columnCount = 0;
        int sumCount = 0;
        nint atC = 0;
        nint atA = 0;
        nint atB = 0;
        foreach (Axis given in axes)
        {
            if (given.Extent == 1)
                continue;
            Axis axis = AxisOrder.Forwards(given, ref atC, ref atA, ref atB);
            switch (AxisOrder.KindOf(axis))
            {
                case AxisKind.Batch:
                    batch[batches++] = axis;
                    break;
                case AxisKind.Row:
                    rows[rowCount++] = axis;
                    break;
                case AxisKind.Column:
                    columns[columnCount++] = axis;
                    break;
                case AxisKind.Sum when axis.A == 0 && axis.B == 0:
                    scale *= T.CreateTruncating(axis.Extent);
                    break;
                default:
                    sums[sumCount++] = axis;
                    break;
            }
        }
        batch = batch[..batches];
        rows = rows[..rowCount];
        columns = columns[..columnCount];
        sums = sums[..sumCount];
        a += atA;
        b += atB;
        if (Orientation.IsAcross(rows, columns, sums, Width<T>()))
        {
            Orientation.Exchange(batch, rows, columns, sums);
            Span<Axis> oldRows = rows;
            rows = columns;
            columns = oldRows;
            T* oldA = a;
            a = b;
            b = oldA;
        }
        var problem = new Problem<T>
        {
            C = c + atC,
            A = a,
            B = b,
            Scale = scale,
            Batch = new Loops(AxisOrder.Normalize(batch)),
            Rows = new Loops(AxisOrder.Normalize(rows)),
            Columns = new Loops(AxisOrder.Normalize(columns)),
            Sums = new Loops(AxisOrder.Normalize(sums)),
        };
        Run(in problem);
    }

    private static void Run<T>(in Problem<T> problem)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            Run<T, Lanes512<T>>(in problem);
        else if (Vector256.IsHardwareAccelerated)
            Run<T, Lanes256<T>>(in problem);
        else
            Run<T, Lanes128<T>>(in problem);
    }

    private static void Run<T, V>(in Problem<T> problem)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : unmanaged, ILanes<V, T>
    {
        if (!VectorProduct<T, V>.TryRun(in problem))
            TiledProduct<T, V>.Run(in problem);
    }

    private static int Width<T>()
        where T : unmanaged =>
        Vector512.IsHardwareAccelerated ? Lanes512<T>.Count
        : Vector256.IsHardwareAccelerated ? Lanes256<T>.Count
        : Lanes128<T>.Count;
}
