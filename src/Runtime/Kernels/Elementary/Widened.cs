using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NeuralGen.CompilerServices.V1;

/// <summary>Single-precision vectors through a function in double precision, which leaves one rounding.</summary>
internal static class Widened
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector128<float> Apply<F>(Vector128<float> x)
        where F : IDoubleFunction
    {
        (Vector128<double> lower, Vector128<double> upper) = Vector128.Widen(x);
        return Vector128.Narrow(F.Invoke<Doubles128>(lower), F.Invoke<Doubles128>(upper));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector256<float> Apply<F>(Vector256<float> x)
        where F : IDoubleFunction
    {
        (Vector256<double> lower, Vector256<double> upper) = Vector256.Widen(x);
        return Vector256.Narrow(F.Invoke<Doubles256>(lower), F.Invoke<Doubles256>(upper));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector512<float> Apply<F>(Vector512<float> x)
        where F : IDoubleFunction
    {
        (Vector512<double> lower, Vector512<double> upper) = Vector512.Widen(x);
        return Vector512.Narrow(F.Invoke<Doubles512>(lower), F.Invoke<Doubles512>(upper));
    }
}
