using System;

namespace NeuralGen.CompilerServices.V1;

/// <summary>Brings axes into a normal form: each kind by itself, running forwards, outermost first, merged where they can be.</summary>
internal static class AxisOrder
{
    /// <summary>Whether an axis belongs to a kind.</summary>
    public static AxisKind KindOf(Axis axis) =>
        axis.C == 0 ? AxisKind.Sum
        : axis.B == 0 ? AxisKind.Row
        : axis.A == 0 ? AxisKind.Column
        : AxisKind.Batch;

    /// <summary>Turns an axis around if it runs backwards, moving the operands' first elements.</summary>
    public static Axis Forwards(Axis axis, ref nint c, ref nint a, ref nint b)
    {
        nint leading =
            axis.C != 0 ? axis.C
            : axis.A != 0 ? axis.A
            : axis.B;
        if (leading >= 0)
            return axis;
        c += (axis.Extent - 1) * axis.C;
        a += (axis.Extent - 1) * axis.A;
        b += (axis.Extent - 1) * axis.B;
        return new Axis(axis.Extent, -axis.C, -axis.A, -axis.B);
    }

    /// <summary>Sorts axes of one kind, the smallest steps innermost, and merges neighbours that walk on as one.</summary>
    public static Span<Axis> Normalize(Span<Axis> axes)
    {
        for (int i = 1; i < axes.Length; i++)
        for (int j = i; j > 0 && Step(axes[j - 1]) < Step(axes[j]); j--)
            (axes[j - 1], axes[j]) = (axes[j], axes[j - 1]);

        int count = 0;
        foreach (Axis axis in axes)
        {
            if (count > 0 && WalksOn(axes[count - 1], axis))
                axes[count - 1] = axis with { Extent = axes[count - 1].Extent * axis.Extent };
            else
                axes[count++] = axis;
        }
        return axes[..count];
    }

    private static nint Step(Axis axis) => axis.C != 0 ? axis.C : Math.Max(Math.Abs(axis.A), Math.Abs(axis.B));

    private static bool WalksOn(Axis outer, Axis inner) =>
        outer.Extent <= nint.MaxValue / inner.Extent
        && outer.C == inner.C * inner.Extent
        && outer.A == inner.A * inner.Extent
        && outer.B == inner.B * inner.Extent;
}

/// <summary>What an axis is to a contraction, by which operands move along it.</summary>
internal enum AxisKind
{
    /// <summary>All three.</summary>
    Batch,

    /// <summary>C and A, or only C.</summary>
    Row,

    /// <summary>C and B.</summary>
    Column,

    /// <summary>Not C.</summary>
    Sum,
}
