using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NeuralGen.CompilerServices.V1;

/// <summary>512 bits of lanes.</summary>
internal readonly struct Lanes512<T>(Vector512<T> value) : ILanes<Lanes512<T>, T>
    where T : unmanaged
{
    /// <summary>The vector.</summary>
    public readonly Vector512<T> Value = value;

    public static implicit operator Lanes512<T>(Vector512<T> x) => new(x);

    public static implicit operator Vector512<T>(Lanes512<T> x) => x.Value;

    public static Lanes512<T> operator +(Lanes512<T> x, Lanes512<T> y) => new(x.Value + y.Value);

    public static Lanes512<T> operator -(Lanes512<T> x, Lanes512<T> y) => new(x.Value - y.Value);

    public static Lanes512<T> operator *(Lanes512<T> x, Lanes512<T> y) => new(x.Value * y.Value);

    public static Lanes512<T> operator /(Lanes512<T> x, Lanes512<T> y) => new(x.Value / y.Value);

    public static Lanes512<T> operator -(Lanes512<T> x) => new(-x.Value);

    public static Lanes512<T> operator &(Lanes512<T> x, Lanes512<T> y) => new(x.Value & y.Value);

    public static Lanes512<T> operator |(Lanes512<T> x, Lanes512<T> y) => new(x.Value | y.Value);

    public static Lanes512<T> operator ^(Lanes512<T> x, Lanes512<T> y) => new(x.Value ^ y.Value);

    public static Lanes512<T> operator ~(Lanes512<T> x) => new(~x.Value);

    public static int Count => Vector512<T>.Count;

    public static unsafe Lanes512<T> Load(T* source) => new(Vector512.Load(source));

    public static unsafe void Store(Lanes512<T> x, T* destination) => Vector512.Store(x.Value, destination);

    public static T Sum(Lanes512<T> x) => Vector512.Sum(x.Value);

    public static Lanes512<T> Of(T value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> OfBits(long bits) =>
        typeof(T) == typeof(float)
            ? new(Vector512.Create((int)bits).As<int, T>())
            : new(Vector512.Create(bits).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Fma(Lanes512<T> a, Lanes512<T> b, Lanes512<T> c) =>
        typeof(T) == typeof(float)
            ? new(Vector512.FusedMultiplyAdd(a.Value.AsSingle(), b.Value.AsSingle(), c.Value.AsSingle()).As<float, T>())
            : new(
                Vector512.FusedMultiplyAdd(a.Value.AsDouble(), b.Value.AsDouble(), c.Value.AsDouble()).As<double, T>()
            );

    public static Lanes512<T> Sqrt(Lanes512<T> x) => new(Vector512.Sqrt(x.Value));

    public static Lanes512<T> Abs(Lanes512<T> x) => new(Vector512.Abs(x.Value));

    // Where an operand is NaN the instructions return the second one, or NaN.
    public static Lanes512<T> Clamp(Lanes512<T> x, Lanes512<T> low, Lanes512<T> high) =>
        new(Vector512.MinNative(high.Value, Vector512.MaxNative(low.Value, x.Value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Round(Lanes512<T> x) =>
        typeof(T) == typeof(float)
            ? new(Vector512.Round(x.Value.AsSingle()).As<float, T>())
            : new(Vector512.Round(x.Value.AsDouble()).As<double, T>());

    public static Lanes512<T> Less(Lanes512<T> x, Lanes512<T> y) => new(Vector512.LessThan(x.Value, y.Value));

    public static Lanes512<T> Equal(Lanes512<T> x, Lanes512<T> y) => new(Vector512.Equals(x.Value, y.Value));

    public static Lanes512<T> Select(Lanes512<T> mask, Lanes512<T> x, Lanes512<T> y) =>
        new(Vector512.ConditionalSelect(mask.Value, x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes512<T> mask) => Vector512.AsByte(mask.Value) != Vector512<byte>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Scale(Lanes512<T> x, Lanes512<T> n)
    {
        if (Avx512F.IsSupported)
            return typeof(T) == typeof(float)
                ? new(Avx512F.Scale(x.Value.AsSingle(), n.Value.AsSingle()).As<float, T>())
                : new(Avx512F.Scale(x.Value.AsDouble(), n.Value.AsDouble()).As<double, T>());
        return TwoStepScale.Apply<Lanes512<T>, T>(x, n);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> AddBits(Lanes512<T> x, Lanes512<T> y) =>
        typeof(T) == typeof(float)
            ? new((x.Value.AsInt32() + y.Value.AsInt32()).As<int, T>())
            : new((x.Value.AsInt64() + y.Value.AsInt64()).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> SubtractBits(Lanes512<T> x, Lanes512<T> y) =>
        typeof(T) == typeof(float)
            ? new((x.Value.AsInt32() - y.Value.AsInt32()).As<int, T>())
            : new((x.Value.AsInt64() - y.Value.AsInt64()).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> ShiftBitsRight(Lanes512<T> x, int count) =>
        typeof(T) == typeof(float)
            ? new((x.Value.AsInt32() >> count).As<int, T>())
            : new((x.Value.AsInt64() >> count).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> ShiftBitsLeft(Lanes512<T> x, int count) =>
        typeof(T) == typeof(float)
            ? new((x.Value.AsInt32() << count).As<int, T>())
            : new((x.Value.AsInt64() << count).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> FromInteger(Lanes512<T> bits) =>
        typeof(T) == typeof(float)
            ? new(Vector512.ConvertToSingle(bits.Value.AsInt32()).As<float, T>())
            : new(Vector512.ConvertToDouble(bits.Value.AsInt64()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> ToInteger(Lanes512<T> x) =>
        typeof(T) == typeof(float)
            ? new(Vector512.ConvertToInt32(x.Value.AsSingle()).As<int, T>())
            : new(Vector512.ConvertToInt64(x.Value.AsDouble()).As<long, T>());

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Lanes512<T> Map<F>(Lanes512<T> x)
        where F : IScalarFunction<T> =>
        new(
            Vector512.Create(Lanes256<T>.Map<F>(x.Value.GetLower()).Value, Lanes256<T>.Map<F>(x.Value.GetUpper()).Value)
        );

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Lanes512<T> Map<F>(Lanes512<T> x, Lanes512<T> y)
        where F : IScalarFunction2<T> =>
        new(
            Vector512.Create(
                Lanes256<T>.Map<F>(x.Value.GetLower(), y.Value.GetLower()).Value,
                Lanes256<T>.Map<F>(x.Value.GetUpper(), y.Value.GetUpper()).Value
            )
        );
}
