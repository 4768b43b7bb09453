using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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

    public static int Count => Vector512<T>.Count;

    public static unsafe Lanes512<T> Load(T* source) => new(Vector512.Load(source));

    public static unsafe void Store(Lanes512<T> x, T* destination) => Vector512.Store(x.Value, destination);

    public static T Sum(Lanes512<T> x) => Vector512.Sum(x.Value);

    public static Lanes512<T> Of(T value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Fma(Lanes512<T> a, Lanes512<T> b, Lanes512<T> c) =>
        typeof(T) == typeof(float)
            ? new(Vector512.FusedMultiplyAdd(a.Value.AsSingle(), b.Value.AsSingle(), c.Value.AsSingle()).As<float, T>())
            : new(
                Vector512.FusedMultiplyAdd(a.Value.AsDouble(), b.Value.AsDouble(), c.Value.AsDouble()).As<double, T>()
            );

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
