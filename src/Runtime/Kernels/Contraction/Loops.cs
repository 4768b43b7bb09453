using System;

namespace NeuralGen.CompilerServices.V1;

/// <summary>
/// Loops of one kind, outermost first, and the offsets of their flattened index. Merged down to one loop an offset
/// is a product; else the index is taken apart, or a table is made for a block of them.
/// </summary>
internal readonly ref struct Loops
{
    private readonly ReadOnlySpan<Axis> _axes;

    /// <summary>Takes the axes; none is one iteration.</summary>
    public Loops(ReadOnlySpan<Axis> axes)
    {
        _axes = axes;
        Count = 1;
        foreach (Axis axis in axes)
            Count = checked(Count * axis.Extent);
    }

    /// <summary>The product of the extents.</summary>
    public nint Count { get; }

    /// <summary>Whether every offset is the index times a stride.</summary>
    public bool IsSingle => _axes.Length <= 1;

    /// <summary>The innermost loop, which for an empty set does not move.</summary>
    public Axis Inner => _axes.IsEmpty ? default : _axes[^1];

    /// <summary>The offsets at an index, as the strides of an axis.</summary>
    public Axis At(nint index)
    {
        nint c = 0;
        nint a = 0;
        nint b = 0;
        for (int i = _axes.Length - 1; i >= 0; i--)
        {
            Axis axis = _axes[i];
            nint digit = index;
            if (i > 0)
            {
                nint rest = index / axis.Extent;
                digit = index - rest * axis.Extent;
                index = rest;
            }
            c += digit * axis.C;
            a += digit * axis.A;
            b += digit * axis.B;
        }
        return new Axis(index, c, a, b);
    }

    /// <summary>The offsets in one operand at a run of indices.</summary>
    public unsafe void Fill(nint start, int count, Operand operand, nint* offsets)
    {
        Axis inner = Inner;
        nint step = inner.In(operand);
        for (int i = 0; i < count; )
        {
            nint run = IsSingle ? count : inner.Extent - (start + i) % inner.Extent;
            int end = run < count - i ? i + (int)run : count;
            nint offset = At(start + i).In(operand);
            for (; i < end; i++, offset += step)
                offsets[i] = offset;
        }
    }
}
