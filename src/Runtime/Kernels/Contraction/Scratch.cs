using System;
using System.Runtime.CompilerServices;

namespace NeuralGen.CompilerServices.V1;

/// <summary>A buffer of the current thread, pinned and aligned to cache lines, grown and never shrunk.</summary>
internal static unsafe class Scratch
{
    private const int Alignment = 64;

    [ThreadStatic]
    private static byte[]? t_buffer;

    /// <summary>At least so many bytes, of any content, until the thread asks again.</summary>
    public static byte* Get(nint bytes)
    {
        byte[]? buffer = t_buffer;
        if (buffer is null || buffer.Length < bytes + Alignment)
            t_buffer = buffer = GC.AllocateUninitializedArray<byte>(checked((int)(bytes + Alignment)), pinned: true);
        var address = (nint)Unsafe.AsPointer(ref buffer[0]);
        return (byte*)((address + Alignment - 1) & ~(Alignment - 1));
    }
}
