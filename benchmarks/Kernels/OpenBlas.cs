using System;
using System.Runtime.InteropServices;

namespace NeuralGen.Benchmarks.Kernels;

/// <summary>The peer for matrix products, where it is installed.</summary>
internal static unsafe partial class OpenBlas
{
    private const string Library = "libopenblas.so.0";

    /// <summary>Whether the library is there. It must be told of AVX-512, or it takes new processors for very old ones.</summary>
    public static bool TryLoad(out string name)
    {
        name = "";
        // The library reads the C environment, which Environment.SetEnvironmentVariable does not change.
        SetEnvironment("OPENBLAS_CORETYPE", "SKYLAKEX", 0);
        if (!NativeLibrary.TryLoad(Library, out _))
            return false;
        name = Marshal.PtrToStringUTF8(GetConfiguration()) ?? "";
        return true;
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);

    [LibraryImport(Library, EntryPoint = "openblas_get_config")]
    private static partial IntPtr GetConfiguration();

    [LibraryImport(Library, EntryPoint = "openblas_set_num_threads")]
    public static partial void SetThreads(int count);

    /// <summary>C = alpha·op(A)·op(B) + beta·C; 101 is row-major, 111 as stored, 112 transposed.</summary>
    [LibraryImport(Library, EntryPoint = "cblas_sgemm")]
    [SuppressGCTransition]
    public static partial void Multiply(
        int order,
        int transA,
        int transB,
        int m,
        int n,
        int k,
        float alpha,
        float* a,
        int lda,
        float* b,
        int ldb,
        float beta,
        float* c,
        int ldc
    );

    /// <summary>The same in double precision.</summary>
    [LibraryImport(Library, EntryPoint = "cblas_dgemm")]
    [SuppressGCTransition]
    public static partial void Multiply(
        int order,
        int transA,
        int transB,
        int m,
        int n,
        int k,
        double alpha,
        double* a,
        int lda,
        double* b,
        int ldb,
        double beta,
        double* c,
        int ldc
    );
}
