namespace NeuralGen.CompilerServices.V1;

// Vector functions of which single precision takes the double form.

internal readonly struct Exp2Of : IDoubleFunction
{
    public static V Invoke<V>(V x)
        where V : unmanaged, ILanes<V, double> => DoubleExponentials.Exp2(x);
}

internal readonly struct SinhOf : IDoubleFunction
{
    public static V Invoke<V>(V x)
        where V : unmanaged, ILanes<V, double> => DoubleExponentials.Sinh(x);
}

internal readonly struct CoshOf : IDoubleFunction
{
    public static V Invoke<V>(V x)
        where V : unmanaged, ILanes<V, double> => DoubleExponentials.Cosh(x);
}

internal readonly struct Log1pOf : IDoubleFunction
{
    public static V Invoke<V>(V x)
        where V : unmanaged, ILanes<V, double> => DoubleLogarithms.Log1p(x);
}

internal readonly struct Log2Of : IDoubleFunction
{
    public static V Invoke<V>(V x)
        where V : unmanaged, ILanes<V, double> => DoubleLogarithms.Log2(x);
}

internal readonly struct Log10Of : IDoubleFunction
{
    public static V Invoke<V>(V x)
        where V : unmanaged, ILanes<V, double> => DoubleLogarithms.Log10(x);
}

internal readonly struct SinOf : IDoubleFunction
{
    public static V Invoke<V>(V x)
        where V : unmanaged, ILanes<V, double> => DoubleTrigonometry.Sin(x);
}

internal readonly struct CosOf : IDoubleFunction
{
    public static V Invoke<V>(V x)
        where V : unmanaged, ILanes<V, double> => DoubleTrigonometry.Cos(x);
}

internal readonly struct TanOf : IDoubleFunction
{
    public static V Invoke<V>(V x)
        where V : unmanaged, ILanes<V, double> => DoubleTrigonometry.Tan(x);
}

internal readonly struct ErfOf : IDoubleFunction
{
    public static V Invoke<V>(V x)
        where V : unmanaged, ILanes<V, double> => ErrorFunction.Erf(x);
}

internal readonly struct GeluOf : IDoubleFunction
{
    public static V Invoke<V>(V x)
        where V : unmanaged, ILanes<V, double> => ErrorFunction.Gelu(x);
}

internal readonly struct GeluDerivativeOf : IDoubleFunction
{
    public static V Invoke<V>(V x)
        where V : unmanaged, ILanes<V, double> => ErrorFunction.GeluDerivative(x);
}
