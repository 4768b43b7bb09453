using System.Linq;
using Xunit;

namespace NeuralGen.Generator.Tests.RealPrograms;

/// <summary>Causal attention with several heads: each position attends to itself and to those before it.</summary>
public class Attention
{
    private const string Source = """
        public static partial class Transformer
        {
            [Differentiable]
            public static double Loss(
                Tensor<double> x, Tensor<double> query, Tensor<double> key, Tensor<double> value, Tensor<double> mix, [NoGrad] Tensor<double> target)
            {
                int length = x.Dim(0), width = x.Dim(1), heads = query.Dim(0), size = query.Dim(2);
                var q = new Tensor<double>(heads, length, size);
                var k = new Tensor<double>(heads, length, size);
                var v = new Tensor<double>(heads, length, size);
                for (int h = 0; h < heads; h++)
                    for (int i = 0; i < length; i++)
                        for (int d = 0; d < size; d++)
                            for (int e = 0; e < width; e++)
                            {
                                q[h, i, d] += x[i, e] * query[h, e, d];
                                k[h, i, d] += x[i, e] * key[h, e, d];
                                v[h, i, d] += x[i, e] * value[h, e, d];
                            }

                double scale = 1 / Math.Sqrt(size);
                var mixed = new Tensor<double>(length, width);
                for (int h = 0; h < heads; h++)
                    for (int i = 0; i < length; i++)
                    {
                        var weight = new double[length];
                        double largest = double.NegativeInfinity;
                        for (int j = 0; j <= i; j++)
                        {
                            for (int d = 0; d < size; d++)
                                weight[j] += q[h, i, d] * k[h, j, d];
                            weight[j] *= scale;
                            largest = Math.Max(largest, weight[j]);
                        }
                        double sum = 0;
                        for (int j = 0; j <= i; j++)
                        {
                            weight[j] = Math.Exp(weight[j] - largest);
                            sum += weight[j];
                        }
                        for (int d = 0; d < size; d++)
                        {
                            double attended = 0;
                            for (int j = 0; j <= i; j++)
                                attended += weight[j] / sum * v[h, j, d];
                            for (int e = 0; e < width; e++)
                                mixed[i, e] += attended * mix[h, d, e];
                        }
                    }

                double loss = 0;
                for (int i = 0; i < length; i++)
                    for (int e = 0; e < width; e++)
                    {
                        double error = x[i, e] + mixed[i, e] - target[i, e];
                        loss += error * error;
                    }
                return loss;
            }
        }
        """;

    [Theory]
    [InlineData(1, 4, 1, 2)]
    [InlineData(6, 5, 2, 3)]
    public void Causal(int length, int width, int heads, int size)
    {
        RealProgram program = RealProgram.Check(
            Source,
            "Loss",
            Numbers.Tensor(1, length, width),
            Numbers.Tensor(2, heads, width, size),
            Numbers.Tensor(3, heads, width, size),
            Numbers.Tensor(4, heads, width, size),
            Numbers.Tensor(5, heads, size, width),
            Numbers.Tensor(6, length, width)
        );

        // Alone, a position attends to itself, whatever the query.
        Assert.Equal(length > 1, program.Gradient("query").Any(g => System.Math.Abs(g) > 1e-12));
    }
}
