using System.Runtime.Intrinsics;

namespace NeuralGen.CompilerServices.V1;

/// <summary>2 doubles.</summary>
internal readonly struct Doubles128(Vector128<double> value) : IDoubles<Doubles128>
{
    /// <summary>The vector.</summary>
    public readonly Vector128<double> Value = value;

    public static implicit operator Doubles128(Vector128<double> x) => new(x);

    public static implicit operator Vector128<double>(Doubles128 x) => x.Value;

    public static Doubles128 operator +(Doubles128 x, Doubles128 y) => new(x.Value + y.Value);

    public static Doubles128 operator -(Doubles128 x, Doubles128 y) => new(x.Value - y.Value);

    public static Doubles128 operator *(Doubles128 x, Doubles128 y) => new(x.Value * y.Value);

    public static Doubles128 operator /(Doubles128 x, Doubles128 y) => new(x.Value / y.Value);

    public static Doubles128 operator &(Doubles128 x, Doubles128 y) => new(x.Value & y.Value);

    public static Doubles128 operator |(Doubles128 x, Doubles128 y) => new(x.Value | y.Value);

    public static Doubles128 operator ^(Doubles128 x, Doubles128 y) => new(x.Value ^ y.Value);

    public static Doubles128 operator -(Doubles128 x) => new(-x.Value);

    public static Doubles128 operator ~(Doubles128 x) => new(~x.Value);

    public static Doubles128 Of(double value) => new(Vector128.Create(value));

    public static Doubles128 OfBits(long bits) => new(Vector128.AsDouble(Vector128.Create(bits)));

    public static Doubles128 Fma(Doubles128 a, Doubles128 b, Doubles128 c) =>
        new(Vector128.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    public static Doubles128 Abs(Doubles128 x) => new(Vector128.Abs(x.Value));

    // Where an operand is NaN the instructions return the second one, or NaN.
    public static Doubles128 Clamp(Doubles128 x, Doubles128 low, Doubles128 high) =>
        new(Vector128.MinNative(high.Value, Vector128.MaxNative(low.Value, x.Value)));

    public static Doubles128 Round(Doubles128 x) => new(Vector128.Round(x.Value));

    public static Doubles128 Less(Doubles128 x, Doubles128 y) => new(Vector128.LessThan(x.Value, y.Value));

    public static Doubles128 Equal(Doubles128 x, Doubles128 y) => new(Vector128.Equals(x.Value, y.Value));

    public static Doubles128 Select(Doubles128 mask, Doubles128 x, Doubles128 y) =>
        new(Vector128.ConditionalSelect(mask.Value, x.Value, y.Value));

    public static bool Any(Doubles128 mask) => Vector128.AsInt64(mask.Value) != Vector128<long>.Zero;

    public static Doubles128 Scale(Doubles128 x, Doubles128 n) => new(Lanes.Scale(x.Value, n.Value));

    public static Doubles128 AddBits(Doubles128 x, Doubles128 y) =>
        new(Vector128.AsDouble(Vector128.AsInt64(x.Value) + Vector128.AsInt64(y.Value)));

    public static Doubles128 SubtractBits(Doubles128 x, Doubles128 y) =>
        new(Vector128.AsDouble(Vector128.AsInt64(x.Value) - Vector128.AsInt64(y.Value)));

    public static Doubles128 ShiftBitsRight(Doubles128 x, int count) =>
        new(Vector128.AsDouble(Vector128.AsInt64(x.Value) >> count));

    public static Doubles128 ShiftBitsLeft(Doubles128 x, int count) =>
        new(Vector128.AsDouble(Vector128.AsInt64(x.Value) << count));

    public static Doubles128 FromInteger(Doubles128 bits) =>
        new(Vector128.ConvertToDouble(Vector128.AsInt64(bits.Value)));

    public static Doubles128 Exp(Doubles128 x) => new(Lanes.Exp(x.Value));

    public static Doubles128 Expm1(Doubles128 x) => new(Lanes.Expm1(x.Value));

    public static Doubles128 Expm1OfReduced(Doubles128 r) => new(Lanes.Expm1OfReduced(r.Value));

    public static Doubles128 Log(Doubles128 x) => new(Lanes.Log(x.Value));

    public static Doubles128 Map<F>(Doubles128 x)
        where F : IScalarFunction<double> => new(Lanes128<double>.Map<F>(x.Value));
}
