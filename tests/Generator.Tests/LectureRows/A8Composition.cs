using System;
using System.Linq;
using NeuralGen.Generator.Tests.Harness;
using Xunit;
using static NeuralGen.Generator.Tests.LectureRows.Lecture;

namespace NeuralGen.Generator.Tests.LectureRows;

/// <summary>A graph of objects with fprop and bprop, called in order and in reverse.</summary>
public class A8Composition
{
    private const string Source = """
                [Differentiable]
                public static void Layer(Tensor<float> X, Tensor<float> W, Tensor<float> Y)
                {
                    for (int n = 0; n < X.Dim(0); n++)
                        for (int i = 0; i < W.Dim(1); i++)
                        {
                            float u = 0;
                            for (int j = 0; j < W.Dim(0); j++)
                                u += X[n, j] * W[j, i];
                            Y[n, i] = MathF.Tanh(u);
                        }
                }
        """;

    [Fact]
    public void Layers_in_order_and_in_reverse()
    {
        Compiled row = Verify(Source);
        const int batch = 4;
        int[] widths = [7, 9, 17, 3];
        Tensor<double>[] weights = [.. Enumerable.Range(0, 3).Select(l => Random(l, widths[l], widths[l + 1]))];
        Tensor<double>[] values =
        [
            .. widths.Select((w, l) => l == 0 ? Random(9, batch, w) : Tensor<double>.Parameter(batch, w)),
        ];
        object[] residuals = [.. weights.Select(_ => row.New("Lectures.Row+LayerResiduals"))];
        double[] seed = Random(10, batch, widths[^1]).ToArray();

        for (int l = 0; l < weights.Length; l++)
        {
            row.Call("Lectures.Row", "LayerForward", values[l], weights[l], values[l + 1], residuals[l]);
        }

        seed.CopyTo(values[^1].Grad!.AsSpan());
        for (int l = weights.Length - 1; l >= 0; l--)
        {
            row.Call("Lectures.Row", "LayerBackward", values[l], weights[l], values[l + 1], residuals[l]);
        }

        // Whatever weight is moved, the end moves by its gradient.
        foreach (Tensor<double> weight in weights)
        {
            for (int k = 0; k < weight.Length; k += 5)
            {
                double slope = Slope(weight, k, () => Pairing(row, values, weights, seed));
                Assert.Equal(slope, weight.Grad!.AsSpan()[k], 1e-8);
            }
        }
    }

    private static double Pairing(Compiled row, Tensor<double>[] values, Tensor<double>[] weights, double[] seed)
    {
        for (int l = 0; l < weights.Length; l++)
        {
            row.Call("Lectures.Row", "Layer", values[l], weights[l], values[l + 1]);
        }

        return values[^1].ToArray().Zip(seed, (y, s) => y * s).Sum();
    }

    private static double Slope(Tensor<double> at, int k, Func<double> function)
    {
        const double step = 1e-5;
        double center = at.AsSpan()[k];
        at.AsSpan()[k] = center + step;
        double above = function();
        at.AsSpan()[k] = center - step;
        double below = function();
        at.AsSpan()[k] = center;
        return (above - below) / (2 * step);
    }
}
