using System.Numerics;

namespace NeuralGen.CompilerServices.V1;

/// <summary>
/// A vector of doubles of 128, 256 or 512 bits. The less frequent elementary functions are written once over it; as
/// every operation here works lane by lane and rounds alike at every width, so do the functions: a lane's result
/// depends on nothing but the lane's arguments. Masks are vectors whose lanes have all bits set or none.
/// </summary>
internal interface IDoubles<V>
    : IAdditionOperators<V, V, V>,
        ISubtractionOperators<V, V, V>,
        IMultiplyOperators<V, V, V>,
        IDivisionOperators<V, V, V>,
        IUnaryNegationOperators<V, V>,
        IBitwiseOperators<V, V, V>
    where V : unmanaged, IDoubles<V>
{
    /// <summary>The value in every lane.</summary>
    static abstract V Of(double value);

    /// <summary>The bit pattern in every lane.</summary>
    static abstract V OfBits(long bits);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract V Fma(V a, V b, V c);

    /// <summary>x without its sign.</summary>
    static abstract V Abs(V x);

    /// <summary>Between two bounds; NaN stays.</summary>
    static abstract V Clamp(V x, V low, V high);

    /// <summary>To the nearest integer, ties to even.</summary>
    static abstract V Round(V x);

    /// <summary>x &lt; y; false for NaN.</summary>
    static abstract V Less(V x, V y);

    /// <summary>x = y; false for NaN.</summary>
    static abstract V Equal(V x, V y);

    /// <summary>Where the mask is set, x, elsewhere y.</summary>
    static abstract V Select(V mask, V x, V y);

    /// <summary>Whether the mask is set in any lane.</summary>
    static abstract bool Any(V mask);

    /// <summary>x·2ⁿ for an integral n, rounded once.</summary>
    static abstract V Scale(V x, V n);

    /// <summary>The lanes' bits, as integers, added.</summary>
    static abstract V AddBits(V x, V y);

    /// <summary>The lanes' bits, as integers, subtracted.</summary>
    static abstract V SubtractBits(V x, V y);

    /// <summary>The lanes' bits shifted right, the sign bit being repeated.</summary>
    static abstract V ShiftBitsRight(V x, int count);

    /// <summary>The lanes' bits shifted left.</summary>
    static abstract V ShiftBitsLeft(V x, int count);

    /// <summary>The floating-point value of the lanes' bits as integers.</summary>
    static abstract V FromInteger(V bits);

    /// <summary>eˣ.</summary>
    static abstract V Exp(V x);

    /// <summary>eˣ - 1.</summary>
    static abstract V Expm1(V x);

    /// <summary>eʳ - 1 for |r| ≤ ln 2 / 2.</summary>
    static abstract V Expm1OfReduced(V r);

    /// <summary>The natural logarithm.</summary>
    static abstract V Log(V x);

    /// <summary>A scalar function lane by lane.</summary>
    static abstract V Map<F>(V x)
        where F : IScalarFunction<double>;
}
