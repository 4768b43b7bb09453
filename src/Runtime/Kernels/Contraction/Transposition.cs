using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NeuralGen.CompilerServices.V1;

/// <summary>Squares of 128-bit rows, transposed in registers.</summary>
internal static unsafe class Transposition
{
    /// <summary>4×4 or, in double precision, 2×2 elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Square<T>(T* from, nint fromRow, T* to, nint toRow)
        where T : unmanaged
    {
        if (sizeof(T) == 4)
            Square((float*)from, fromRow, (float*)to, toRow);
        else
            Square((double*)from, fromRow, (double*)to, toRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Square(float* from, nint fromRow, float* to, nint toRow)
    {
        Vector128<float> r0 = Vector128.Load(from);
        Vector128<float> r1 = Vector128.Load(from + fromRow);
        Vector128<float> r2 = Vector128.Load(from + fromRow * 2);
        Vector128<float> r3 = Vector128.Load(from + fromRow * 3);
        Vector128<float> low02 = ZipLow(r0, r2);
        Vector128<float> low13 = ZipLow(r1, r3);
        Vector128<float> high02 = ZipHigh(r0, r2);
        Vector128<float> high13 = ZipHigh(r1, r3);
        ZipLow(low02, low13).Store(to);
        ZipHigh(low02, low13).Store(to + toRow);
        ZipLow(high02, high13).Store(to + toRow * 2);
        ZipHigh(high02, high13).Store(to + toRow * 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Square(double* from, nint fromRow, double* to, nint toRow)
    {
        Vector128<double> r0 = Vector128.Load(from);
        Vector128<double> r1 = Vector128.Load(from + fromRow);
        Vector128.Create(r0.GetLower(), r1.GetLower()).Store(to);
        Vector128.Create(r0.GetUpper(), r1.GetUpper()).Store(to + toRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ZipLow(Vector128<float> x, Vector128<float> y) =>
        Sse.IsSupported ? Sse.UnpackLow(x, y)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(x, y)
        : Vector128.Create(x[0], y[0], x[1], y[1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ZipHigh(Vector128<float> x, Vector128<float> y) =>
        Sse.IsSupported ? Sse.UnpackHigh(x, y)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(x, y)
        : Vector128.Create(x[2], y[2], x[3], y[3]);
}
