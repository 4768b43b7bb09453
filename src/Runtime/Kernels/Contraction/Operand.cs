using System.Runtime.CompilerServices;

namespace NeuralGen.CompilerServices.V1;

/// <summary>One of the three arrays of a contraction.</summary>
internal enum Operand
{
    /// <summary>The sum.</summary>
    C,

    /// <summary>The first factor.</summary>
    A,

    /// <summary>The second factor.</summary>
    B,
}

/// <summary>Access to an axis by operand.</summary>
internal static class Operands
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint In(this Axis axis, Operand operand) =>
        operand switch
        {
            Operand.C => axis.C,
            Operand.A => axis.A,
            _ => axis.B,
        };
}
