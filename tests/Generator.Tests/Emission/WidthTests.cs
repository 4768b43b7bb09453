using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Emission;

/// <summary>Loops on vectors against the user's own loops, at the lengths around every width, in Debug and in Release.</summary>
public class WidthTests
{
    private const string Source = """
        using System;
        using NeuralGen;

        namespace P
        {
            public static partial class M
            {
                [Differentiable]
                public static void Map(ReadOnlySpan<float> x, float[] y, float a)
                {
                    for (int i = 0; i < x.Length; i++)
                        y[i] = a * x[i] + (x[i] > 0 ? x[i] * x[i] : a - x[i]) / (1 + x[i] * x[i]);
                }

                [Differentiable]
                public static float Sum(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
                {
                    float s = 0;
                    for (int i = 0; i < x.Length; i++)
                        s += x[i] * y[i] - x[i];
                    return s;
                }

                [Differentiable]
                public static float Largest(ReadOnlySpan<float> x)
                {
                    float m = float.NegativeInfinity;
                    for (int i = 0; i < x.Length; i++)
                        m = MathF.Max(m, x[i]);
                    return m;
                }

                [Differentiable]
                public static void Broadcast(Tensor<float> X, Tensor<float> B, Tensor<float> Y)
                {
                    for (int n = 0; n < X.Dim(0); n++)
                        for (int i = 0; i < X.Dim(1); i++)
                            Y[n, i] = Activation.Sigmoid(X[n, i] + B[i]);
                }

                public static float[] RunMap(float[] x, bool own)
                {
                    var y = new float[x.Length];
                    if (own) Map(x, y, 1.25f); else MapForward(x, y, 1.25f);
                    return y;
                }

                public static float[] MapGradient(float[] x, float[] yGrad)
                {
                    var y = new float[x.Length];
                    var residuals = new MapResiduals();
                    MapForward(x, y, 1.25f, residuals);
                    var xGrad = new float[x.Length];
                    float aGrad = 0;
                    MapBackward(x, y, 1.25f, residuals, xGrad, yGrad, ref aGrad);
                    return [.. xGrad, aGrad];
                }

                public static float RunSum(float[] x, float[] y, bool own) => own ? Sum(x, y) : SumForward(x, y);

                public static float[] SumGradients(float[] x, float[] y)
                {
                    var xGrad = new float[x.Length];
                    var yGrad = new float[x.Length];
                    float s = SumGradient(x, y, xGrad, yGrad);
                    return [.. xGrad, .. yGrad, s];
                }

                public static float RunLargest(float[] x, bool own) => own ? Largest(x) : LargestForward(x);

                public static float[] LargestGradients(float[] x)
                {
                    var xGrad = new float[x.Length];
                    LargestGradient(x, xGrad);
                    return xGrad;
                }

                public static float[] RunBroadcast(float[] x, float[] b, bool own)
                {
                    var X = Tensor<float>.Wrap(x, b.Length == 0 ? 0 : x.Length / b.Length, b.Length);
                    var Y = new Tensor<float>(X.Dim(0), b.Length);
                    if (own) Broadcast(X, Tensor<float>.Wrap(b, b.Length), Y);
                    else BroadcastForward(X, Tensor<float>.Wrap(b, b.Length), Y);
                    return Y.AsSpan().ToArray();
                }
            }
        }
        """;

    public static TheoryData<int> Lengths => [0, 1, 3, 4, 7, 8, 15, 16, 17, 31, 33, 100];

    private static readonly Lazy<Compiled> s_release = new(() => Compiler.Compile(Source));

    private static readonly Lazy<Compiled> s_debug = new(() =>
        Compiler.Compile(Source, new Strictness { Optimization = OptimizationLevel.Debug })
    );

    private static Compiled[] Builds => [s_release.Value, s_debug.Value];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_map_equals_the_loop(int length)
    {
        float[] x = Numbers(length, 1);
        foreach (Compiled build in Builds)
        {
            var run = build.Delegate<Func<float[], bool, float[]>>("P.M", "RunMap");
            Assert.Equal(run(x, true), run(x, false));
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void The_gradient_of_a_map_equals_the_formula(int length)
    {
        float[] x = Numbers(length, 1);
        float[] seed = Numbers(length, 2);
        const double a = 1.25;
        double[] xGrad = x.Select(
                (v, i) =>
                {
                    double u = v > 0 ? (double)v * v : a - v;
                    double du = v > 0 ? 2.0 * v : -1;
                    double d = 1 + ((double)v * v);
                    return seed[i] * (a + (du / d) - (u * 2 * v / (d * d)));
                }
            )
            .ToArray();
        double aGrad = x.Select((v, i) => seed[i] * (v + (v > 0 ? 0 : 1 / (1 + ((double)v * v))))).Sum();
        foreach (Compiled build in Builds)
        {
            Close([.. xGrad, aGrad], build.Delegate<Func<float[], float[], float[]>>("P.M", "MapGradient")(x, seed));
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_sum_and_its_gradient(int length)
    {
        float[] x = Numbers(length, 1);
        float[] y = Numbers(length, 2);
        double sum = x.Zip(y, (a, b) => ((double)a * b) - a).Sum();
        double[] gradients = [.. y.Select(v => v - 1.0), .. x.Select(v => (double)v), sum];
        foreach (Compiled build in Builds)
        {
            Close([sum], [build.Delegate<Func<float[], float[], bool, float>>("P.M", "RunSum")(x, y, false)]);
            Close(gradients, build.Delegate<Func<float[], float[], float[]>>("P.M", "SumGradients")(x, y));
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_maximum_and_its_gradient(int length)
    {
        float[] x = Numbers(length, 3);
        int first = length == 0 ? -1 : Array.IndexOf(x, x.Max());
        foreach (Compiled build in Builds)
        {
            var run = build.Delegate<Func<float[], bool, float>>("P.M", "RunLargest");
            Assert.Equal(run(x, true), run(x, false));
            float[] gradient = length == 0 ? [] : build.Delegate<Func<float[], float[]>>("P.M", "LargestGradients")(x);
            Assert.Equal(x.Select((_, i) => i == first ? 1f : 0f), gradient);
        }
    }

    [Fact]
    public void A_NaN_is_the_maximum_wherever_it_stands()
    {
        for (int at = 0; at < 40; at++)
        {
            float[] x = Numbers(40, 3);
            x[at] = float.NaN;
            foreach (Compiled build in Builds)
            {
                Assert.Equal(float.NaN, build.Delegate<Func<float[], bool, float>>("P.M", "RunLargest")(x, false));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_broadcast_equals_the_loop(int length)
    {
        float[] x = Numbers(3 * length, 1);
        float[] b = Numbers(length, 2);
        foreach (Compiled build in Builds)
        {
            var run = build.Delegate<Func<float[], float[], bool, float[]>>("P.M", "RunBroadcast");
            Close(run(x, b, true).Select(v => (double)v).ToArray(), run(x, b, false));
        }
    }

    private static float[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 4) - 2)).ToArray();
    }

    private static void Close(double[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= 2e-5 * (1 + Math.Abs(expected[i])),
                $"{i}: {expected[i]}, {actual[i]}"
            );
        }
    }
}
