using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuralGen.CompilerServices.V1;

/// <summary>
/// A vector times a matrix, C[j] += scale·Σₖ A[k]·B[k, j]: B is read once, so nothing is packed. Every element is
/// summed in the same order wherever the columns are cut.
/// </summary>
internal unsafe ref struct VectorProduct<T, V> : IBody
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : unmanaged, ILanes<V, T>
{
    private readonly Problem<T> _problem;
    private readonly nint _unit;
    private readonly bool _dots;
    private Axis _at;

    private VectorProduct(in Problem<T> problem, bool dots)
    {
        _problem = problem;
        _dots = dots;
        _unit = dots ? 4 : 8 * V.Count;
    }

    /// <summary>Runs the problem if it is of this kind and its matrix lies along the columns or along the sum.</summary>
    public static bool TryRun(in Problem<T> problem)
    {
        if (problem.Rows.Count != 1 || !problem.Columns.IsSingle || !problem.Sums.IsSingle)
            return false;
        Axis column = problem.Columns.Inner;
        Axis sum = problem.Sums.Inner;
        bool along = column.B == 1 && column.C == 1;
        bool dots = sum.A == 1 && sum.B == 1;
        if (!along && !dots)
            return false;
        var body = new VectorProduct<T, V>(in problem, !along);
        nint units = (problem.Columns.Count - 1) / body._unit + 1;
        double work = problem.Work / problem.Batch.Count;
        // Chunks of some 100 000 multiplications.
        var grain = (nint)Math.Max(1, 100_000 / (work / units));
        for (nint batch = 0; batch < problem.Batch.Count; batch++)
        {
            body._at = problem.Batch.At(batch);
            if (work < Partition.LeastWork)
                body.Run(0, units);
            else
                Workers.Run(ref body, units, grain);
        }
        return true;
    }

    /// <summary>Runs some units of columns.</summary>
    public readonly void Run(nint start, nint end)
    {
        Axis column = _problem.Columns.Inner;
        Axis sum = _problem.Sums.Inner;
        nint first = start * _unit;
        nint count = Math.Min(end * _unit, _problem.Columns.Count) - first;
        nint depth = _problem.Sums.Count;
        T* a = _problem.A + _at.A;
        T* b = _problem.B + _at.B + first * column.B;
        T* c = _problem.C + _at.C + first * column.C;
        if (_dots)
            VectorKernels<T, V>.Dots(a, b, column.B, depth, c, column.C, count, _problem.Scale);
        else
            VectorKernels<T, V>.Along(a, sum.A, b, sum.B, depth, c, count, _problem.Scale);
    }
}
