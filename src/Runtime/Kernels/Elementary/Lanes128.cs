using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NeuralGen.CompilerServices.V1;

/// <summary>128 bits of lanes.</summary>
internal readonly struct Lanes128<T>(Vector128<T> value) : ILanes<Lanes128<T>, T>
    where T : unmanaged
{
    /// <summary>The vector.</summary>
    public readonly Vector128<T> Value = value;

    public static implicit operator Lanes128<T>(Vector128<T> x) => new(x);

    public static implicit operator Vector128<T>(Lanes128<T> x) => x.Value;

    public static Lanes128<T> operator +(Lanes128<T> x, Lanes128<T> y) => new(x.Value + y.Value);

    public static Lanes128<T> operator -(Lanes128<T> x, Lanes128<T> y) => new(x.Value - y.Value);

    public static Lanes128<T> operator *(Lanes128<T> x, Lanes128<T> y) => new(x.Value * y.Value);

    public static Lanes128<T> operator /(Lanes128<T> x, Lanes128<T> y) => new(x.Value / y.Value);

    public static Lanes128<T> operator -(Lanes128<T> x) => new(-x.Value);

    public static Lanes128<T> operator &(Lanes128<T> x, Lanes128<T> y) => new(x.Value & y.Value);

    public static Lanes128<T> operator |(Lanes128<T> x, Lanes128<T> y) => new(x.Value | y.Value);

    public static Lanes128<T> operator ^(Lanes128<T> x, Lanes128<T> y) => new(x.Value ^ y.Value);

    public static Lanes128<T> operator ~(Lanes128<T> x) => new(~x.Value);

    public static int Count => Vector128<T>.Count;

    public static unsafe Lanes128<T> Load(T* source) => new(Vector128.Load(source));

    public static unsafe void Store(Lanes128<T> x, T* destination) => Vector128.Store(x.Value, destination);

    public static T Sum(Lanes128<T> x) => Vector128.Sum(x.Value);

    public static Lanes128<T> Of(T value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> OfBits(long bits) =>
        typeof(T) == typeof(float)
            ? new(Vector128.Create((int)bits).As<int, T>())
            : new(Vector128.Create(bits).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Fma(Lanes128<T> a, Lanes128<T> b, Lanes128<T> c) =>
        typeof(T) == typeof(float)
            ? new(Vector128.FusedMultiplyAdd(a.Value.AsSingle(), b.Value.AsSingle(), c.Value.AsSingle()).As<float, T>())
            : new(
                Vector128.FusedMultiplyAdd(a.Value.AsDouble(), b.Value.AsDouble(), c.Value.AsDouble()).As<double, T>()
            );

    public static Lanes128<T> Sqrt(Lanes128<T> x) => new(Vector128.Sqrt(x.Value));

    public static Lanes128<T> Abs(Lanes128<T> x) => new(Vector128.Abs(x.Value));

    // Where an operand is NaN the instructions return the second one, or NaN.
    public static Lanes128<T> Clamp(Lanes128<T> x, Lanes128<T> low, Lanes128<T> high) =>
        new(Vector128.MinNative(high.Value, Vector128.MaxNative(low.Value, x.Value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Round(Lanes128<T> x) =>
        typeof(T) == typeof(float)
            ? new(Vector128.Round(x.Value.AsSingle()).As<float, T>())
            : new(Vector128.Round(x.Value.AsDouble()).As<double, T>());

    public static Lanes128<T> Less(Lanes128<T> x, Lanes128<T> y) => new(Vector128.LessThan(x.Value, y.Value));

    public static Lanes128<T> Equal(Lanes128<T> x, Lanes128<T> y) => new(Vector128.Equals(x.Value, y.Value));

    public static Lanes128<T> Select(Lanes128<T> mask, Lanes128<T> x, Lanes128<T> y) =>
        new(Vector128.ConditionalSelect(mask.Value, x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes128<T> mask) => Vector128.AsByte(mask.Value) != Vector128<byte>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Scale(Lanes128<T> x, Lanes128<T> n)
    {
        if (Avx512F.VL.IsSupported)
            return typeof(T) == typeof(float)
                ? new(Avx512F.VL.Scale(x.Value.AsSingle(), n.Value.AsSingle()).As<float, T>())
                : new(Avx512F.VL.Scale(x.Value.AsDouble(), n.Value.AsDouble()).As<double, T>());
        return TwoStepScale.Apply<Lanes128<T>, T>(x, n);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> AddBits(Lanes128<T> x, Lanes128<T> y) =>
        typeof(T) == typeof(float)
            ? new((x.Value.AsInt32() + y.Value.AsInt32()).As<int, T>())
            : new((x.Value.AsInt64() + y.Value.AsInt64()).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> SubtractBits(Lanes128<T> x, Lanes128<T> y) =>
        typeof(T) == typeof(float)
            ? new((x.Value.AsInt32() - y.Value.AsInt32()).As<int, T>())
            : new((x.Value.AsInt64() - y.Value.AsInt64()).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> ShiftBitsRight(Lanes128<T> x, int count) =>
        typeof(T) == typeof(float)
            ? new((x.Value.AsInt32() >> count).As<int, T>())
            : new((x.Value.AsInt64() >> count).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> ShiftBitsLeft(Lanes128<T> x, int count) =>
        typeof(T) == typeof(float)
            ? new((x.Value.AsInt32() << count).As<int, T>())
            : new((x.Value.AsInt64() << count).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> FromInteger(Lanes128<T> bits) =>
        typeof(T) == typeof(float)
            ? new(Vector128.ConvertToSingle(bits.Value.AsInt32()).As<float, T>())
            : new(Vector128.ConvertToDouble(bits.Value.AsInt64()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> ToInteger(Lanes128<T> x) =>
        typeof(T) == typeof(float)
            ? new(Vector128.ConvertToInt32(x.Value.AsSingle()).As<int, T>())
            : new(Vector128.ConvertToInt64(x.Value.AsDouble()).As<long, T>());

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Lanes128<T> Map<F>(Lanes128<T> x)
        where F : IScalarFunction<T>
    {
        Vector128<T> result = x.Value;
        for (int i = 0; i < Vector128<T>.Count; i++)
            result = result.WithElement(i, F.Invoke(x.Value.GetElement(i)));
        return new(result);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Lanes128<T> Map<F>(Lanes128<T> x, Lanes128<T> y)
        where F : IScalarFunction2<T>
    {
        Vector128<T> result = x.Value;
        for (int i = 0; i < Vector128<T>.Count; i++)
            result = result.WithElement(i, F.Invoke(x.Value.GetElement(i), y.Value.GetElement(i)));
        return new(result);
    }
}
