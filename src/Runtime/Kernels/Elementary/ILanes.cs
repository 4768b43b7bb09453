namespace NeuralGen.CompilerServices.V1;

/// <summary>A vector of 128, 256 or 512 bits, for code that is written once for all widths and both precisions.</summary>
internal interface ILanes<V, T>
    where V : unmanaged, ILanes<V, T>
    where T : unmanaged
{
    /// <summary>How many lanes there are.</summary>
    static abstract int Count { get; }

    /// <summary>The lanes from memory, aligned or not.</summary>
    static abstract unsafe V Load(T* source);

    /// <summary>The lanes to memory.</summary>
    static abstract unsafe void Store(V x, T* destination);

    /// <summary>The value in every lane.</summary>
    static abstract V Of(T value);

    /// <summary>The sum of the lanes.</summary>
    static abstract T Sum(V x);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract V Fma(V a, V b, V c);

    /// <summary>x + y.</summary>
    static abstract V operator +(V x, V y);

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
        where V : unmanaged, IDoubles<V>;
}
