using System.Runtime.CompilerServices;

namespace NeuralGen.CompilerServices.V1;

/// <summary>
/// x·2ⁿ where the hardware has no instruction for it: by two powers of two, neither of which overflows. For x of
/// about 1 only the second product can round, so the result is that of the instruction, denormal or not.
/// </summary>
internal static class TwoStepScale
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V, T>(V x, V n)
        where V : unmanaged, ILanes<V, T>
        where T : unmanaged
    {
        int mantissa = typeof(T) == typeof(float) ? 23 : 52;
        V bias = V.OfBits(typeof(T) == typeof(float) ? 127 : 1023);
        V whole = V.ToInteger(n);
        V half = V.ShiftBitsRight(whole, 1);
        V rest = V.SubtractBits(whole, half);
        return x * V.ShiftBitsLeft(V.AddBits(half, bias), mantissa) * V.ShiftBitsLeft(V.AddBits(rest, bias), mantissa);
    }
}
