using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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

    public static int Count => Vector256<T>.Count;

    public static unsafe Lanes256<T> Load(T* source) => new(Vector256.Load(source));

    public static unsafe void Store(Lanes256<T> x, T* destination) => Vector256.Store(x.Value, destination);

    public static T Sum(Lanes256<T> x) => Vector256.Sum(x.Value);

    public static Lanes256<T> Of(T value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Fma(Lanes256<T> a, Lanes256<T> b, Lanes256<T> c) =>
        typeof(T) == typeof(float)
            ? new(Vector256.FusedMultiplyAdd(a.Value.AsSingle(), b.Value.AsSingle(), c.Value.AsSingle()).As<float, T>())
            : new(
                Vector256.FusedMultiplyAdd(a.Value.AsDouble(), b.Value.AsDouble(), c.Value.AsDouble()).As<double, T>()
            );

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
