using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NeuralGen.CompilerServices.V1;

/// <summary>256 bits of lanes.</summary>
internal readonly struct Lanes256<T>(Vector256<T> value) : ILanes<Lanes256<T>, T>
    where T : unmanaged
{
    /// <summary>The vector.</summary>
    public readonly Vector256<T> Value = value;

    public static implicit operator Lanes256<T>(Vector256<T> x) => new(x);

    public static implicit operator Vector256<T>(Lanes256<T> x) => x.Value;

    public static Lanes256<T> operator +(Lanes256<T> x, Lanes256<T> y) => new(x.Value + y.Value);

    public static Lanes256<T> operator -(Lanes256<T> x, Lanes256<T> y) => new(x.Value - y.Value);

    public static Lanes256<T> operator *(Lanes256<T> x, Lanes256<T> y) => new(x.Value * y.Value);

    public static Lanes256<T> operator /(Lanes256<T> x, Lanes256<T> y) => new(x.Value / y.Value);

    public static Lanes256<T> operator -(Lanes256<T> x) => new(-x.Value);

    public static Lanes256<T> operator &(Lanes256<T> x, Lanes256<T> y) => new(x.Value & y.Value);

    public static Lanes256<T> operator |(Lanes256<T> x, Lanes256<T> y) => new(x.Value | y.Value);

    public static Lanes256<T> operator ^(Lanes256<T> x, Lanes256<T> y) => new(x.Value ^ y.Value);

    public static Lanes256<T> operator ~(Lanes256<T> x) => new(~x.Value);

    public static int Count => Vector256<T>.Count;

    public static unsafe Lanes256<T> Load(T* source) => new(Vector256.Load(source));

    public static unsafe void Store(Lanes256<T> x, T* destination) => Vector256.Store(x.Value, destination);

    public static T Sum(Lanes256<T> x) => Vector256.Sum(x.Value);

    public static Lanes256<T> Of(T value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> OfBits(long bits) =>
        typeof(T) == typeof(float)
            ? new(Vector256.Create((int)bits).As<int, T>())
            : new(Vector256.Create(bits).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Fma(Lanes256<T> a, Lanes256<T> b, Lanes256<T> c) =>
        typeof(T) == typeof(float)
            ? new(Vector256.FusedMultiplyAdd(a.Value.AsSingle(), b.Value.AsSingle(), c.Value.AsSingle()).As<float, T>())
            : new(
                Vector256.FusedMultiplyAdd(a.Value.AsDouble(), b.Value.AsDouble(), c.Value.AsDouble()).As<double, T>()
            );

    public static Lanes256<T> Sqrt(Lanes256<T> x) => new(Vector256.Sqrt(x.Value));

    public static Lanes256<T> Abs(Lanes256<T> x) => new(Vector256.Abs(x.Value));

    // Where an operand is NaN the instructions return the second one, or NaN.
    public static Lanes256<T> Clamp(Lanes256<T> x, Lanes256<T> low, Lanes256<T> high) =>
        new(Vector256.MinNative(high.Value, Vector256.MaxNative(low.Value, x.Value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Round(Lanes256<T> x) =>
        typeof(T) == typeof(float)
            ? new(Vector256.Round(x.Value.AsSingle()).As<float, T>())
            : new(Vector256.Round(x.Value.AsDouble()).As<double, T>());

    public static Lanes256<T> Less(Lanes256<T> x, Lanes256<T> y) => new(Vector256.LessThan(x.Value, y.Value));

    public static Lanes256<T> Equal(Lanes256<T> x, Lanes256<T> y) => new(Vector256.Equals(x.Value, y.Value));

    public static Lanes256<T> Select(Lanes256<T> mask, Lanes256<T> x, Lanes256<T> y) =>
        new(Vector256.ConditionalSelect(mask.Value, x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes256<T> mask) => Vector256.AsByte(mask.Value) != Vector256<byte>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Scale(Lanes256<T> x, Lanes256<T> n)
    {
        if (Avx512F.VL.IsSupported)
            return typeof(T) == typeof(float)
                ? new(Avx512F.VL.Scale(x.Value.AsSingle(), n.Value.AsSingle()).As<float, T>())
                : new(Avx512F.VL.Scale(x.Value.AsDouble(), n.Value.AsDouble()).As<double, T>());
        return TwoStepScale.Apply<Lanes256<T>, T>(x, n);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> AddBits(Lanes256<T> x, Lanes256<T> y) =>
        typeof(T) == typeof(float)
            ? new((x.Value.AsInt32() + y.Value.AsInt32()).As<int, T>())
            : new((x.Value.AsInt64() + y.Value.AsInt64()).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> SubtractBits(Lanes256<T> x, Lanes256<T> y) =>
        typeof(T) == typeof(float)
            ? new((x.Value.AsInt32() - y.Value.AsInt32()).As<int, T>())
            : new((x.Value.AsInt64() - y.Value.AsInt64()).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> ShiftBitsRight(Lanes256<T> x, int count) =>
        typeof(T) == typeof(float)
            ? new((x.Value.AsInt32() >> count).As<int, T>())
            : new((x.Value.AsInt64() >> count).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> ShiftBitsLeft(Lanes256<T> x, int count) =>
        typeof(T) == typeof(float)
            ? new((x.Value.AsInt32() << count).As<int, T>())
            : new((x.Value.AsInt64() << count).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> FromInteger(Lanes256<T> bits) =>
        typeof(T) == typeof(float)
            ? new(Vector256.ConvertToSingle(bits.Value.AsInt32()).As<float, T>())
            : new(Vector256.ConvertToDouble(bits.Value.AsInt64()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> ToInteger(Lanes256<T> x) =>
        typeof(T) == typeof(float)
            ? new(Vector256.ConvertToInt32(x.Value.AsSingle()).As<int, T>())
            : new(Vector256.ConvertToInt64(x.Value.AsDouble()).As<long, T>());

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Lanes256<T> Map<F>(Lanes256<T> x)
        where F : IScalarFunction<T> =>
        new(
            Vector256.Create(Lanes128<T>.Map<F>(x.Value.GetLower()).Value, Lanes128<T>.Map<F>(x.Value.GetUpper()).Value)
        );

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Lanes256<T> Map<F>(Lanes256<T> x, Lanes256<T> y)
        where F : IScalarFunction2<T> =>
        new(
            Vector256.Create(
                Lanes128<T>.Map<F>(x.Value.GetLower(), y.Value.GetLower()).Value,
                Lanes128<T>.Map<F>(x.Value.GetUpper(), y.Value.GetUpper()).Value
            )
        );
}
