using System.Numerics;

namespace NeuralGen.CompilerServices.V1;

/// <summary>
/// A vector of 128, 256 or 512 bits. The elementary functions are written once over it; as every operation here
/// works lane by lane and rounds alike at every width, so do the functions: a lane's result depends on nothing but
/// the lane's arguments. Masks are vectors whose lanes have all bits set or none.
/// </summary>
internal interface ILanes<V, T>
    : IAdditionOperators<V, V, V>,
        ISubtractionOperators<V, V, V>,
        IMultiplyOperators<V, V, V>,
        IDivisionOperators<V, V, V>,
        IUnaryNegationOperators<V, V>,
        IBitwiseOperators<V, V, V>
    where V : unmanaged, ILanes<V, T>
    where T : unmanaged
{
    /// <summary>How many lanes there are.</summary>
    static abstract int Count { get; }

    /// <summary>The lanes from memory, aligned or not.</summary>
    static abstract unsafe V Load(T* source);

    /// <summary>The lanes to memory.</summary>
    static abstract unsafe void Store(V x, T* destination);

    /// <summary>The sum of the lanes.</summary>
    static abstract T Sum(V x);

    /// <summary>The value in every lane.</summary>
    static abstract V Of(T value);

    /// <summary>The bit pattern, as a signed integer of the lane's size, in every lane.</summary>
    static abstract V OfBits(long bits);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract V Fma(V a, V b, V c);

    /// <summary>The square root.</summary>
    static abstract V Sqrt(V x);

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

    /// <summary>x·2ⁿ for an integral n, |n| at most twice the exponent range, rounded once.</summary>
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

    /// <summary>The bits of the integer that an integral lane is.</summary>
    static abstract V ToInteger(V x);

    /// <summary>A scalar function lane by lane.</summary>
    static abstract V Map<F>(V x)
        where F : IScalarFunction<T>;

    /// <summary>A scalar function of two arguments lane by lane.</summary>
    static abstract V Map<F>(V x, V y)
        where F : IScalarFunction2<T>;
}

/// <summary>A scalar function, as a type so that it is bound when the code is compiled.</summary>
internal interface IScalarFunction<T>
{
    static abstract T Invoke(T x);
}

/// <summary>A scalar function of two arguments.</summary>
internal interface IScalarFunction2<T>
{
    static abstract T Invoke(T x, T y);
}

/// <summary>A vector function in double precision.</summary>
internal interface IDoubleFunction
{
    static abstract V Invoke<V>(V x)
        where V : unmanaged, ILanes<V, double>;
}
