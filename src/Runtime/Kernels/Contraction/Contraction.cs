using System;
using System.ComponentModel;

namespace NeuralGen.CompilerServices.V1;

/// <summary>Loop nests of the form C[…] += scale · A[…] · B[…] with affine indices.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Contraction
{
    /// <summary>
    /// For every point of the rectangle that <paramref name="axes"/> span, adds scale·A·B to C. The references are
    /// to the elements at the point 0; strides may be zero or negative. An axis along which only C and A move is
    /// one of the rows (m), only C and B of the columns (n), all three of the batch; along an axis on which C
    /// stands still (k) the products are summed up. The caller proves that points which differ in m, n or batch
    /// have different elements of C, and that C overlaps neither A nor B.
    /// </summary>
    public static void Accumulate(
        ref float c,
        ref readonly float a,
        ref readonly float b,
        float scale,
        ReadOnlySpan<Axis> axes
    ) => Engine.Run(ref c, in a, in b, scale, axes);

    /// <inheritdoc cref="Accumulate(ref float, ref readonly float, ref readonly float, float, ReadOnlySpan{Axis})"/>
    public static void Accumulate(
        ref double c,
        ref readonly double a,
        ref readonly double b,
        double scale,
        ReadOnlySpan<Axis> axes
    ) => Engine.Run(ref c, in a, in b, scale, axes);
}
