using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuralGen.CompilerServices.V1;

/// <summary>The contraction as plain loops, in the order given: for problems too small to gain from anything else.</summary>
internal static class StridedLoops
{
    /// <summary>The whole nest.</summary>
    public static void Run<T>(ref T c, ref readonly T a, ref readonly T b, T scale, ReadOnlySpan<Axis> axes)
        where T : unmanaged, INumberBase<T>
    {
        foreach (Axis axis in axes)
        {
            if (axis.Extent <= 0)
                return;
        }
        Nested(ref c, ref Unsafe.AsRef(in a), ref Unsafe.AsRef(in b), scale, axes);
    }

    private static void Nested<T>(ref T c, ref T a, ref T b, T scale, ReadOnlySpan<Axis> axes)
        where T : unmanaged, INumberBase<T>
    {
        if (axes.IsEmpty)
        {
            c += scale * a * b;
            return;
        }
        Axis axis = axes[0];
        if (axes.Length == 1)
        {
            Innermost(ref c, ref a, ref b, scale, axis);
            return;
        }
        for (nint i = 0; i < axis.Extent; i++)
        {
            Nested(
                ref Unsafe.Add(ref c, i * axis.C),
                ref Unsafe.Add(ref a, i * axis.A),
                ref Unsafe.Add(ref b, i * axis.B),
                scale,
                axes[1..]
            );
        }
    }

    private static void Innermost<T>(ref T c, ref T a, ref T b, T scale, Axis axis)
        where T : unmanaged, INumberBase<T>
    {
        if (axis.C == 0)
        {
            T sum = T.Zero;
            for (nint i = 0; i < axis.Extent; i++)
                sum += Unsafe.Add(ref a, i * axis.A) * Unsafe.Add(ref b, i * axis.B);
            if (axis.Extent > 0)
                c += scale * sum;
            return;
        }
        for (nint i = 0; i < axis.Extent; i++)
            Unsafe.Add(ref c, i * axis.C) += scale * Unsafe.Add(ref a, i * axis.A) * Unsafe.Add(ref b, i * axis.B);
    }
}
