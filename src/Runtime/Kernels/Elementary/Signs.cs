using System.Runtime.CompilerServices;

namespace NeuralGen.CompilerServices.V1;

internal static class Signs
{
    /// <summary>±1 where x is neither zero nor NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sign<V, T>(V x)
        where V : unmanaged, ILanes<V, T>
        where T : unmanaged
    {
        V one = V.OfBits(typeof(T) == typeof(float) ? 0x3F800000 : 0x3FF0000000000000);
        V zero = V.OfBits(0);
        V result = V.Select(V.Less(zero, x), one, x);
        return V.Select(V.Less(x, zero), -one, result);
    }
}
