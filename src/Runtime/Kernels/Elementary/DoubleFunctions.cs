namespace NeuralGen.CompilerServices.V1;

// Vector functions of which single precision takes the double form.

internal readonly struct Exp2Of : IDoubleFunction
{
    public static V Invoke<V>(V x)
        where V : unmanaged, IDoubles<V> => DoubleExponentials.Exp2(x);
}

internal readonly struct SinhOf : IDoubleFunction
{
    public static V Invoke<V>(V x)
        where V : unmanaged, IDoubles<V> => DoubleExponentials.Sinh(x);
}

internal readonly struct CoshOf : IDoubleFunction
{
    public static V Invoke<V>(V x)
        where V : unmanaged, IDoubles<V> => DoubleExponentials.Cosh(x);
}

internal readonly struct Log1pOf : IDoubleFunction
{
    public static V Invoke<V>(V x)
        where V : unmanaged, IDoubles<V> => DoubleLogarithms.Log1p(x);
}

internal readonly struct Log2Of : IDoubleFunction
{
    public static V Invoke<V>(V x)
        where V : unmanaged, IDoubles<V> => DoubleLogarithms.Log2(x);
}

internal readonly struct Log10Of : IDoubleFunction
{
    public static V Invoke<V>(V x)
        where V : unmanaged, IDoubles<V> => DoubleLogarithms.Log10(x);
}

internal readonly struct SinOf : IDoubleFunction
{
    public static V Invoke<V>(V x)
        where V : unmanaged, IDoubles<V> => DoubleTrigonometry.Sin(x);
}

internal readonly struct CosOf : IDoubleFunction
{
    public static V Invoke<V>(V x)
        where V : unmanaged, IDoubles<V> => DoubleTrigonometry.Cos(x);
}

internal readonly struct TanOf : IDoubleFunction
{
    public static V Invoke<V>(V x)
        where V : unmanaged, IDoubles<V> => DoubleTrigonometry.Tan(x);
}

internal readonly struct ErfOf : IDoubleFunction
{
    public static V Invoke<V>(V x)
        where V : unmanaged, IDoubles<V> => ErrorFunction.Erf(x);
}

internal readonly struct GeluOf : IDoubleFunction
{
    public static V Invoke<V>(V x)
        where V : unmanaged, IDoubles<V> => ErrorFunction.Gelu(x);
}

internal readonly struct GeluDerivativeOf : IDoubleFunction
{
    public static V Invoke<V>(V x)
        where V : unmanaged, IDoubles<V> => ErrorFunction.GeluDerivative(x);
}
