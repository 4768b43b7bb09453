using System;
using System.Linq;
using System.Runtime.InteropServices;
using NeuralGen.CompilerServices.V1;

namespace NeuralGen.Benchmarks.Kernels;

/// <summary>Matrix products against OpenBLAS, in every layout, square and lopsided, on one thread and on all.</summary>
internal static unsafe class GemmBenchmark
{
    private static readonly (int M, int N, int K)[] s_sizes =
    [
        (64, 64, 64),
        (128, 128, 128),
        (256, 256, 256),
        (512, 512, 512),
        (1024, 1024, 1024),
        (128, 512, 784),
        (128, 512, 512),
        (128, 10, 512),
        (512, 10, 128),
        (8, 512, 512),
        (512, 512, 8),
        (1, 512, 512),
        (16, 16, 16),
    ];

    public static void Run(string[] options)
    {
        if (!OpenBlas.TryLoad(out string name))
        {
            Console.WriteLine("skipped: libopenblas.so.0 is not installed (Debian: libopenblas0)");
            return;
        }
        Console.WriteLine($"peer: {name}");
        Console.WriteLine("threads type   layout    m     n     k    ratio   GFLOP/s  of peak  kept     bytes");
        string filter = options.FirstOrDefault() ?? "";
        foreach (int threads in new[] { 1, Environment.ProcessorCount }.Distinct())
        foreach ((int m, int n, int k) in s_sizes)
        foreach (string layout in new[] { "NN", "TN", "NT", "TT" })
        {
            Report<float>(filter, threads, layout, m, n, k);
            if (m == n && threads == 1 && layout != "TT")
                Report<double>(filter, threads, layout, m, n, k);
        }
    }

    private static void Report<T>(string filter, int threads, string layout, int m, int n, int k)
        where T : unmanaged
    {
        string title = $"{threads, 7} {typeof(T).Name, -6} {layout} {m, 8} {n, 5} {k, 5}";
        if (!string.Join(' ', title.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Contains(filter))
            return;
        Parallelism.MaxThreads = threads;
        OpenBlas.SetThreads(threads);
        bool transA = layout[0] == 'T';
        bool transB = layout[1] == 'T';
        T* a = Matrix<T>(m * k);
        T* b = Matrix<T>(k * n);
        T* c = Matrix<T>(m * n);
        Axis[] axes =
        [
            new(m, n, transA ? 1 : k, 0),
            new(n, 1, 0, transB ? k : 1),
            new(k, 0, transA ? m : 1, transB ? 1 : n),
        ];
        int opA = transA ? 112 : 111;
        int opB = transB ? 112 : 111;
        int lda = transA ? m : k;
        int ldb = transB ? k : n;
        Action ours;
        Action peer;
        if (typeof(T) == typeof(float))
        {
            var (fa, fb, fc) = ((nint)a, (nint)b, (nint)c);
            ours = () => Contraction.Accumulate(ref *(float*)fc, in *(float*)fa, in *(float*)fb, 1, axes);
            peer = () =>
                OpenBlas.Multiply(101, opA, opB, m, n, k, 1f, (float*)fa, lda, (float*)fb, ldb, 1f, (float*)fc, n);
        }
        else
        {
            var (da, db, dc) = ((nint)a, (nint)b, (nint)c);
            ours = () => Contraction.Accumulate(ref *(double*)dc, in *(double*)da, in *(double*)db, 1, axes);
            peer = () =>
                OpenBlas.Multiply(101, opA, opB, m, n, k, 1.0, (double*)da, lda, (double*)db, ldb, 1.0, (double*)dc, n);
        }
        DuelResult result = Duel.Run(ours, peer);
        double rate = 2.0 * m * n * k / result.Seconds * 1e-9;
        double peak = Enumerable.Range(0, 9).Max(_ => PeakProbe.Measure()) * threads * sizeof(float) / sizeof(T);
        Console.WriteLine(
            $"{title} {result.Ratio, 8:F2} {rate, 9:F1} {rate / peak, 8:P0}  {result.Kept, -8} {result.Bytes}"
        );
        NativeMemory.AlignedFree(a);
        NativeMemory.AlignedFree(b);
        NativeMemory.AlignedFree(c);
    }

    private static T* Matrix<T>(int count)
        where T : unmanaged
    {
        var result = (T*)NativeMemory.AlignedAlloc((nuint)(count * sizeof(T)), 64);
        var random = new Random(count);
        for (int i = 0; i < count; i++)
        {
            if (typeof(T) == typeof(float))
                ((float*)result)[i] = random.NextSingle() * 1e-3f;
            else
                ((double*)result)[i] = random.NextDouble() * 1e-3;
        }
        return result;
    }
}
