using NeuralGen.Generator.Tests.RealPrograms;
using Xunit;

namespace NeuralGen.Generator.Tests.Peers;

/// <summary>Programs that users of Slang and slangpy were given wrong gradients for: see <see cref="ReportedProgram"/>.</summary>
public class SlangReportedTests
{
    /// <summary>Slang #13000: the input's gradient of dense layers written as nested loops.</summary>
    [Theory]
    [InlineData(2, 32, 3)]
    [InlineData(5, 7, 19)]
    public void Dense_layers_as_nested_loops(int inputs, int hidden, int outputs) =>
        ReportedProgram.Check(
            """
            [Differentiable]
            public static double M(double[] x, Tensor<double> w1, double[] b1, Tensor<double> w2, Tensor<double> w3)
            {
                int n = b1.Length;
                var h = new double[n];
                for (int i = 0; i < n; i++)
                {
                    h[i] = b1[i];
                    for (int j = 0; j < x.Length; j++)
                        h[i] += w1[i, j] * x[j];
                    h[i] = Math.Tanh(h[i]);
                }
                var g = new double[n];
                for (int i = 0; i < n; i++)
                {
                    double sum = 0;
                    for (int j = 0; j < n; j++)
                        sum += w2[i, j] * h[j];
                    g[i] = Math.Tanh(sum);
                }
                double loss = 0;
                for (int i = 0; i < w3.Dim(0); i++)
                {
                    double sum = 0;
                    for (int j = 0; j < n; j++)
                        sum += w3[i, j] * g[j];
                    loss += sum * sum;
                }
                return loss;
            }
            """,
            Numbers.Uniform(1, inputs),
            Numbers.Tensor(2, hidden, inputs),
            Numbers.Uniform(3, hidden),
            Numbers.Tensor(4, hidden, hidden),
            Numbers.Tensor(5, outputs, hidden)
        );

    /// <summary>slangpy #1055: a loop with weights from the data, and a result of several components.</summary>
    [Fact]
    public void An_edge_aware_filter() =>
        ReportedProgram.Check(
            """
            private static void Filter(Tensor<double> image, int at, double sharpness, double[] color)
            {
                double weights = 0;
                for (int k = -2; k <= 2; k++)
                {
                    double difference = 0;
                    for (int c = 0; c < 3; c++)
                        difference += (image[at + k, c] - image[at, c]) * (image[at + k, c] - image[at, c]);
                    double weight = Math.Exp(-sharpness * difference);
                    weights += weight;
                    for (int c = 0; c < 3; c++)
                        color[c] += weight * image[at + k, c];
                }
                for (int c = 0; c < 3; c++)
                    color[c] /= weights;
            }

            [Differentiable]
            public static double M(Tensor<double> image, double sharpness)
            {
                double sum = 0;
                for (int p = 2; p < image.Dim(0) - 2; p++)
                {
                    var color = new double[3];
                    Filter(image, p, sharpness, color);
                    for (int c = 0; c < 3; c++)
                        sum += (c + 1) * color[c] * color[c];
                }
                return sum;
            }
            """,
            Numbers.Tensor(1, 37, 3),
            1.7
        );
}
