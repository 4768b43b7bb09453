using System.Runtime.Intrinsics;

namespace NeuralGen.CompilerServices.V1;

/// <summary>8 doubles.</summary>
internal readonly struct Doubles512(Vector512<double> value) : IDoubles<Doubles512>
{
    /// <summary>The vector.</summary>
    public readonly Vector512<double> Value = value;

    public static implicit operator Doubles512(Vector512<double> x) => new(x);

    public static implicit operator Vector512<double>(Doubles512 x) => x.Value;

    public static Doubles512 operator +(Doubles512 x, Doubles512 y) => new(x.Value + y.Value);

    public static Doubles512 operator -(Doubles512 x, Doubles512 y) => new(x.Value - y.Value);

    public static Doubles512 operator *(Doubles512 x, Doubles512 y) => new(x.Value * y.Value);

    public static Doubles512 operator /(Doubles512 x, Doubles512 y) => new(x.Value / y.Value);

    public static Doubles512 operator &(Doubles512 x, Doubles512 y) => new(x.Value & y.Value);

    public static Doubles512 operator |(Doubles512 x, Doubles512 y) => new(x.Value | y.Value);

    public static Doubles512 operator ^(Doubles512 x, Doubles512 y) => new(x.Value ^ y.Value);

    public static Doubles512 operator -(Doubles512 x) => new(-x.Value);

    public static Doubles512 operator ~(Doubles512 x) => new(~x.Value);

    public static Doubles512 Of(double value) => new(Vector512.Create(value));

    public static Doubles512 OfBits(long bits) => new(Vector512.AsDouble(Vector512.Create(bits)));

    public static Doubles512 Fma(Doubles512 a, Doubles512 b, Doubles512 c) =>
        new(Vector512.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    public static Doubles512 Abs(Doubles512 x) => new(Vector512.Abs(x.Value));

    // Where an operand is NaN the instructions return the second one, or NaN.
    public static Doubles512 Clamp(Doubles512 x, Doubles512 low, Doubles512 high) =>
        new(Vector512.MinNative(high.Value, Vector512.MaxNative(low.Value, x.Value)));

    public static Doubles512 Round(Doubles512 x) => new(Vector512.Round(x.Value));

    public static Doubles512 Less(Doubles512 x, Doubles512 y) => new(Vector512.LessThan(x.Value, y.Value));

    public static Doubles512 Equal(Doubles512 x, Doubles512 y) => new(Vector512.Equals(x.Value, y.Value));

    public static Doubles512 Select(Doubles512 mask, Doubles512 x, Doubles512 y) =>
        new(Vector512.ConditionalSelect(mask.Value, x.Value, y.Value));

    public static bool Any(Doubles512 mask) => Vector512.AsInt64(mask.Value) != Vector512<long>.Zero;

    public static Doubles512 Scale(Doubles512 x, Doubles512 n) => new(Lanes.Scale(x.Value, n.Value));

    public static Doubles512 AddBits(Doubles512 x, Doubles512 y) =>
        new(Vector512.AsDouble(Vector512.AsInt64(x.Value) + Vector512.AsInt64(y.Value)));

    public static Doubles512 SubtractBits(Doubles512 x, Doubles512 y) =>
        new(Vector512.AsDouble(Vector512.AsInt64(x.Value) - Vector512.AsInt64(y.Value)));

    public static Doubles512 ShiftBitsRight(Doubles512 x, int count) =>
        new(Vector512.AsDouble(Vector512.AsInt64(x.Value) >> count));

    public static Doubles512 ShiftBitsLeft(Doubles512 x, int count) =>
        new(Vector512.AsDouble(Vector512.AsInt64(x.Value) << count));

    public static Doubles512 FromInteger(Doubles512 bits) =>
        new(Vector512.ConvertToDouble(Vector512.AsInt64(bits.Value)));

    public static Doubles512 Exp(Doubles512 x) => new(Lanes.Exp(x.Value));

    public static Doubles512 Expm1(Doubles512 x) => new(Lanes.Expm1(x.Value));

    public static Doubles512 Expm1OfReduced(Doubles512 r) => new(Lanes.Expm1OfReduced(r.Value));

    public static Doubles512 Log(Doubles512 x) => new(Lanes.Log(x.Value));

    public static Doubles512 Map<F>(Doubles512 x)
        where F : IScalarFunction<double> => new(Lanes512<double>.Map<F>(x.Value));
}
