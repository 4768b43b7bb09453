using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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

    public static int Count => Vector128<T>.Count;

    public static unsafe Lanes128<T> Load(T* source) => new(Vector128.Load(source));

    public static unsafe void Store(Lanes128<T> x, T* destination) => Vector128.Store(x.Value, destination);

    public static T Sum(Lanes128<T> x) => Vector128.Sum(x.Value);

    public static Lanes128<T> Of(T value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Fma(Lanes128<T> a, Lanes128<T> b, Lanes128<T> c) =>
        typeof(T) == typeof(float)
            ? new(Vector128.FusedMultiplyAdd(a.Value.AsSingle(), b.Value.AsSingle(), c.Value.AsSingle()).As<float, T>())
            : new(
                Vector128.FusedMultiplyAdd(a.Value.AsDouble(), b.Value.AsDouble(), c.Value.AsDouble()).As<double, T>()
            );

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
