using System;
using System.Linq;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NeuralGen.CompilerServices.V1;

namespace NeuralGen.Benchmarks.Kernels;

/// <summary>Elementary functions over an array in the cache, against TensorPrimitives.</summary>
internal static class LanesBenchmark
{
    private const int Length = 4096;

    public static void Run(string[] options)
    {
        string filter = options.FirstOrDefault() ?? "";
        Console.WriteLine("type   function    ratio   ns/element  kept");
        float[] x = Enumerable.Range(0, Length).Select(i => i * (8f / Length) - 4 + 1e-3f).ToArray();
        float[] positive = x.Select(v => MathF.Abs(v) + 1e-3f).ToArray();
        var y = new float[Length];
        void Single(string name, Action ours, Action peer) => Report(filter, "float", name, ours, peer);
        Single("Exp", () => Map512Exp(x, y), () => TensorPrimitives.Exp(x, y));
        Single("Log", () => Map512Log(positive, y), () => TensorPrimitives.Log(positive, y));
        Single("Tanh", () => Map512Tanh(x, y), () => TensorPrimitives.Tanh(x, y));
        Single("Sigmoid", () => Map512Sigmoid(x, y), () => TensorPrimitives.Sigmoid(x, y));
        Single("Softplus", () => Map512Softplus(x, y), () => TensorPrimitives.Exp(x, y));
        Single("Sin", () => Map512Sin(x, y), () => TensorPrimitives.Sin(x, y));
        Single("Gelu", () => Map512Gelu(x, y), () => TensorPrimitives.Exp(x, y));
        double[] xd = x.Select(v => (double)v).ToArray();
        double[] positiveD = positive.Select(v => (double)v).ToArray();
        var yd = new double[Length];
        void Double(string name, Action ours, Action peer) => Report(filter, "double", name, ours, peer);
        Double("Exp", () => Map512Exp(xd, yd), () => TensorPrimitives.Exp(xd, yd));
        Double("Log", () => Map512Log(positiveD, yd), () => TensorPrimitives.Log(positiveD, yd));
        Double("Tanh", () => Map512Tanh(xd, yd), () => TensorPrimitives.Tanh(xd, yd));
        Double("Sigmoid", () => Map512Sigmoid(xd, yd), () => TensorPrimitives.Sigmoid(xd, yd));
        Double("Sin", () => Map512Sin(xd, yd), () => TensorPrimitives.Sin(xd, yd));
    }

    private static void Report(string filter, string type, string name, Action ours, Action peer)
    {
        if (!$"{type} {name}".Contains(filter))
            return;
        DuelResult result = Duel.Run(ours, peer, 0.3);
        Console.WriteLine(
            $"{type, -6} {name, -10} {result.Ratio, 6:F2} {result.Seconds / Length * 1e9, 12:F3}  {result.Kept}"
        );
    }

    // Loops as the generator writes them; Softplus and Gelu have no peer and are set against its Exp.

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Map512Exp(float[] x, float[] y)
    {
        ref float from = ref MemoryMarshal.GetArrayDataReference(x);
        ref float to = ref MemoryMarshal.GetArrayDataReference(y);
        for (nuint i = 0; i < Length; i += (nuint)Vector512<float>.Count)
            Lanes.Exp(Vector512.LoadUnsafe(ref from, i)).StoreUnsafe(ref to, i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Map512Log(float[] x, float[] y)
    {
        ref float from = ref MemoryMarshal.GetArrayDataReference(x);
        ref float to = ref MemoryMarshal.GetArrayDataReference(y);
        for (nuint i = 0; i < Length; i += (nuint)Vector512<float>.Count)
            Lanes.Log(Vector512.LoadUnsafe(ref from, i)).StoreUnsafe(ref to, i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Map512Tanh(float[] x, float[] y)
    {
        ref float from = ref MemoryMarshal.GetArrayDataReference(x);
        ref float to = ref MemoryMarshal.GetArrayDataReference(y);
        for (nuint i = 0; i < Length; i += (nuint)Vector512<float>.Count)
            Lanes.Tanh(Vector512.LoadUnsafe(ref from, i)).StoreUnsafe(ref to, i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Map512Sigmoid(float[] x, float[] y)
    {
        ref float from = ref MemoryMarshal.GetArrayDataReference(x);
        ref float to = ref MemoryMarshal.GetArrayDataReference(y);
        for (nuint i = 0; i < Length; i += (nuint)Vector512<float>.Count)
            Lanes.Sigmoid(Vector512.LoadUnsafe(ref from, i)).StoreUnsafe(ref to, i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Map512Softplus(float[] x, float[] y)
    {
        ref float from = ref MemoryMarshal.GetArrayDataReference(x);
        ref float to = ref MemoryMarshal.GetArrayDataReference(y);
        for (nuint i = 0; i < Length; i += (nuint)Vector512<float>.Count)
            Lanes.Softplus(Vector512.LoadUnsafe(ref from, i)).StoreUnsafe(ref to, i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Map512Sin(float[] x, float[] y)
    {
        ref float from = ref MemoryMarshal.GetArrayDataReference(x);
        ref float to = ref MemoryMarshal.GetArrayDataReference(y);
        for (nuint i = 0; i < Length; i += (nuint)Vector512<float>.Count)
            Lanes.Sin(Vector512.LoadUnsafe(ref from, i)).StoreUnsafe(ref to, i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Map512Gelu(float[] x, float[] y)
    {
        ref float from = ref MemoryMarshal.GetArrayDataReference(x);
        ref float to = ref MemoryMarshal.GetArrayDataReference(y);
        for (nuint i = 0; i < Length; i += (nuint)Vector512<float>.Count)
            Lanes.Gelu(Vector512.LoadUnsafe(ref from, i)).StoreUnsafe(ref to, i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Map512Exp(double[] x, double[] y)
    {
        ref double from = ref MemoryMarshal.GetArrayDataReference(x);
        ref double to = ref MemoryMarshal.GetArrayDataReference(y);
        for (nuint i = 0; i < Length; i += (nuint)Vector512<double>.Count)
            Lanes.Exp(Vector512.LoadUnsafe(ref from, i)).StoreUnsafe(ref to, i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Map512Log(double[] x, double[] y)
    {
        ref double from = ref MemoryMarshal.GetArrayDataReference(x);
        ref double to = ref MemoryMarshal.GetArrayDataReference(y);
        for (nuint i = 0; i < Length; i += (nuint)Vector512<double>.Count)
            Lanes.Log(Vector512.LoadUnsafe(ref from, i)).StoreUnsafe(ref to, i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Map512Tanh(double[] x, double[] y)
    {
        ref double from = ref MemoryMarshal.GetArrayDataReference(x);
        ref double to = ref MemoryMarshal.GetArrayDataReference(y);
        for (nuint i = 0; i < Length; i += (nuint)Vector512<double>.Count)
            Lanes.Tanh(Vector512.LoadUnsafe(ref from, i)).StoreUnsafe(ref to, i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Map512Sigmoid(double[] x, double[] y)
    {
        ref double from = ref MemoryMarshal.GetArrayDataReference(x);
        ref double to = ref MemoryMarshal.GetArrayDataReference(y);
        for (nuint i = 0; i < Length; i += (nuint)Vector512<double>.Count)
            Lanes.Sigmoid(Vector512.LoadUnsafe(ref from, i)).StoreUnsafe(ref to, i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Map512Sin(double[] x, double[] y)
    {
        ref double from = ref MemoryMarshal.GetArrayDataReference(x);
        ref double to = ref MemoryMarshal.GetArrayDataReference(y);
        for (nuint i = 0; i < Length; i += (nuint)Vector512<double>.Count)
            Lanes.Sin(Vector512.LoadUnsafe(ref from, i)).StoreUnsafe(ref to, i);
    }
}
