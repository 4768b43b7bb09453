using System.Runtime.Intrinsics;

namespace NeuralGen.CompilerServices.V1;

/// <summary>4 doubles.</summary>
internal readonly struct Doubles256(Vector256<double> value) : IDoubles<Doubles256>
{
    /// <summary>The vector.</summary>
    public readonly Vector256<double> Value = value;

    public static implicit operator Doubles256(Vector256<double> x) => new(x);

    public static implicit operator Vector256<double>(Doubles256 x) => x.Value;

    public static Doubles256 operator +(Doubles256 x, Doubles256 y) => new(x.Value + y.Value);

    public static Doubles256 operator -(Doubles256 x, Doubles256 y) => new(x.Value - y.Value);

    public static Doubles256 operator *(Doubles256 x, Doubles256 y) => new(x.Value * y.Value);

    public static Doubles256 operator /(Doubles256 x, Doubles256 y) => new(x.Value / y.Value);

    public static Doubles256 operator &(Doubles256 x, Doubles256 y) => new(x.Value & y.Value);

    public static Doubles256 operator |(Doubles256 x, Doubles256 y) => new(x.Value | y.Value);

    public static Doubles256 operator ^(Doubles256 x, Doubles256 y) => new(x.Value ^ y.Value);

    public static Doubles256 operator -(Doubles256 x) => new(-x.Value);

    public static Doubles256 operator ~(Doubles256 x) => new(~x.Value);

    public static Doubles256 Of(double value) => new(Vector256.Create(value));

    public static Doubles256 OfBits(long bits) => new(Vector256.AsDouble(Vector256.Create(bits)));

    public static Doubles256 Fma(Doubles256 a, Doubles256 b, Doubles256 c) =>
        new(Vector256.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    public static Doubles256 Abs(Doubles256 x) => new(Vector256.Abs(x.Value));

    // Where an operand is NaN the instructions return the second one, or NaN.
    public static Doubles256 Clamp(Doubles256 x, Doubles256 low, Doubles256 high) =>
        new(Vector256.MinNative(high.Value, Vector256.MaxNative(low.Value, x.Value)));

    public static Doubles256 Round(Doubles256 x) => new(Vector256.Round(x.Value));

    public static Doubles256 Less(Doubles256 x, Doubles256 y) => new(Vector256.LessThan(x.Value, y.Value));

    public static Doubles256 Equal(Doubles256 x, Doubles256 y) => new(Vector256.Equals(x.Value, y.Value));

    public static Doubles256 Select(Doubles256 mask, Doubles256 x, Doubles256 y) =>
        new(Vector256.ConditionalSelect(mask.Value, x.Value, y.Value));

    public static bool Any(Doubles256 mask) => Vector256.AsInt64(mask.Value) != Vector256<long>.Zero;

    public static Doubles256 Scale(Doubles256 x, Doubles256 n) => new(Lanes.Scale(x.Value, n.Value));

    public static Doubles256 AddBits(Doubles256 x, Doubles256 y) =>
        new(Vector256.AsDouble(Vector256.AsInt64(x.Value) + Vector256.AsInt64(y.Value)));

    public static Doubles256 SubtractBits(Doubles256 x, Doubles256 y) =>
        new(Vector256.AsDouble(Vector256.AsInt64(x.Value) - Vector256.AsInt64(y.Value)));

    public static Doubles256 ShiftBitsRight(Doubles256 x, int count) =>
        new(Vector256.AsDouble(Vector256.AsInt64(x.Value) >> count));

    public static Doubles256 ShiftBitsLeft(Doubles256 x, int count) =>
        new(Vector256.AsDouble(Vector256.AsInt64(x.Value) << count));

    public static Doubles256 FromInteger(Doubles256 bits) =>
        new(Vector256.ConvertToDouble(Vector256.AsInt64(bits.Value)));

    public static Doubles256 Exp(Doubles256 x) => new(Lanes.Exp(x.Value));

    public static Doubles256 Expm1(Doubles256 x) => new(Lanes.Expm1(x.Value));

    public static Doubles256 Expm1OfReduced(Doubles256 r) => new(Lanes.Expm1OfReduced(r.Value));

    public static Doubles256 Log(Doubles256 x) => new(Lanes.Log(x.Value));

    public static Doubles256 Map<F>(Doubles256 x)
        where F : IScalarFunction<double> => new(Lanes256<double>.Map<F>(x.Value));
}
