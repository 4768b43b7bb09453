using System;
using System.Linq;

namespace NeuralGen.Benchmarks.Scalar;

/// <summary>
/// The user's own loops against the generated forward pass, on one thread. What holds for a user's project in a Debug build
/// is measured by building this one in Debug: the runtime is optimized in every configuration.
/// </summary>
internal static class ScalarBenchmark
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    public static void Run(string[] options)
    {
        string filter = options.FirstOrDefault() ?? "";
        Parallelism.MaxThreads = 1;
        Console.WriteLine($"{Configuration} build, one thread; ratio: the user's method over the generated one");
        Console.WriteLine("method                       ratio   generated µs  kept");
        void Duels(string name, Action generated, Action user)
        {
            if (!name.Contains(filter, StringComparison.OrdinalIgnoreCase))
                return;
            DuelResult result = Duel.Run(generated, user);
            Console.WriteLine($"{name, -26} {result.Ratio, 7:F1} {result.Seconds * 1e6, 14:F2}  {result.Kept}");
        }

        Dense(Duels, 64, 64, 64);
        Dense(Duels, 32, 784, 128);
        Softmax(Duels, 64, 10);
        Softmax(Duels, 64, 1000);
        Maps(Duels, 4096);
    }

    private static void Dense(Action<string, Action, Action> duels, int batch, int inputs, int outputs)
    {
        Tensor<float> x = Values(batch, inputs);
        Tensor<float> a = Values(inputs, outputs);
        Tensor<float> b = Values(outputs);
        var y = new Tensor<float>(batch, outputs);
        var residuals = new Nests.DenseSigmoidResiduals();
        duels(
            $"dense-sigmoid {batch}x{inputs}x{outputs}",
            () => Nests.DenseSigmoidForward(x, a, b, y, residuals),
            () => Nests.DenseSigmoid(x, a, b, y)
        );
    }

    private static void Softmax(Action<string, Action, Action> duels, int batch, int classes)
    {
        Tensor<float> x = Values(batch, classes);
        int[] labels = [.. Enumerable.Range(0, batch).Select(i => i % classes)];
        var residuals = new Nests.SoftmaxCrossEntropyResiduals();
        duels(
            $"cross-entropy {batch}x{classes}",
            () => Nests.SoftmaxCrossEntropyForward(x, labels, residuals),
            () => Nests.SoftmaxCrossEntropy(x, labels)
        );
    }

    private static void Maps(Action<string, Action, Action> duels, int length)
    {
        float[] x = Values(length).ToArray();
        float[] g = Values(length).ToArray();
        var y = new float[length];
        var blend = new Nests.BlendResiduals();
        var tanh = new Nests.TanhResiduals();
        duels($"blend {length}", () => Nests.BlendForward(x, g, y, blend), () => Nests.Blend(x, g, y));
        duels($"tanh {length}", () => Nests.TanhForward(x, y, tanh), () => Nests.Tanh(x, y));
    }

    private static Tensor<float> Values(params int[] shape)
    {
        var values = new Tensor<float>(shape);
        var random = new Random(values.Length);
        foreach (ref float value in values.AsSpan())
            value = random.NextSingle() * 2 - 1;
        return values;
    }
}
