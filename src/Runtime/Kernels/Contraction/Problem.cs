namespace NeuralGen.CompilerServices.V1;

/// <summary>A contraction in normal form: operands at their first elements, and the loops of each kind.</summary>
internal unsafe ref struct Problem<T>
    where T : unmanaged
{
    public T* C;
    public T* A;
    public T* B;
    public T Scale;
    public Loops Batch;
    public Loops Rows;
    public Loops Columns;
    public Loops Sums;

    /// <summary>The number of multiplications, approximately.</summary>
    public readonly double Work => (double)Batch.Count * Rows.Count * Columns.Count * Sums.Count;
}
