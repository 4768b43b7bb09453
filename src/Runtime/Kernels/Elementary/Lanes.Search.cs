using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NeuralGen.CompilerServices.V1;

public static partial class Lanes
{
    /// <summary>The index of the first of <paramref name="count"/> elements that equals the value; else <paramref name="nowhere"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long FirstPosition(ref readonly float start, nint count, float value, long nowhere)
    {
        ref float x = ref Unsafe.AsRef(in start);
        nint i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<float> wanted = Vector512.Create(value);
            for (; i <= count - Vector512<float>.Count; i += Vector512<float>.Count)
            {
                ulong equal = Vector512
                    .Equals(Vector512.LoadUnsafe(ref x, (nuint)i), wanted)
                    .ExtractMostSignificantBits();
                if (equal != 0)
                {
                    return i + System.Numerics.BitOperations.TrailingZeroCount(equal);
                }
            }
        }
        else
        {
            Vector128<float> wanted = Vector128.Create(value);
            for (; i <= count - Vector128<float>.Count; i += Vector128<float>.Count)
            {
                uint equal = Vector128
                    .Equals(Vector128.LoadUnsafe(ref x, (nuint)i), wanted)
                    .ExtractMostSignificantBits();
                if (equal != 0)
                {
                    return i + System.Numerics.BitOperations.TrailingZeroCount(equal);
                }
            }
        }

        for (; i < count; i++)
        {
            if (Unsafe.Add(ref x, i) == value)
            {
                return i;
            }
        }

        return nowhere;
    }

    /// <inheritdoc cref="FirstPosition(ref readonly float, nint, float, long)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long FirstPosition(ref readonly double start, nint count, double value, long nowhere)
    {
        ref double x = ref Unsafe.AsRef(in start);
        nint i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<double> wanted = Vector512.Create(value);
            for (; i <= count - Vector512<double>.Count; i += Vector512<double>.Count)
            {
                ulong equal = Vector512
                    .Equals(Vector512.LoadUnsafe(ref x, (nuint)i), wanted)
                    .ExtractMostSignificantBits();
                if (equal != 0)
                {
                    return i + System.Numerics.BitOperations.TrailingZeroCount(equal);
                }
            }
        }
        else
        {
            Vector128<double> wanted = Vector128.Create(value);
            for (; i <= count - Vector128<double>.Count; i += Vector128<double>.Count)
            {
                uint equal = Vector128
                    .Equals(Vector128.LoadUnsafe(ref x, (nuint)i), wanted)
                    .ExtractMostSignificantBits();
                if (equal != 0)
                {
                    return i + System.Numerics.BitOperations.TrailingZeroCount(equal);
                }
            }
        }

        for (; i < count; i++)
        {
            if (Unsafe.Add(ref x, i) == value)
            {
                return i;
            }
        }

        return nowhere;
    }
}
