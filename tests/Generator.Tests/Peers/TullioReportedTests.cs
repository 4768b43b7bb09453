using System;
using NeuralGen.Generator.Tests.RealPrograms;
using Xunit;

namespace NeuralGen.Generator.Tests.Peers;

/// <summary>Programs that users of Tullio were given wrong gradients for: see <see cref="ReportedProgram"/>.</summary>
public class TullioReportedTests
{
    /// <summary>Tullio #85: shifted indices, whose gradients meet in one element.</summary>
    [Theory]
    [InlineData(3, 4)]
    [InlineData(40, 70)]
    public void Shifted_indices_that_meet(int rows, int columns)
    {
        Tensor<double> x = Numbers.Tensor(1, rows, columns);
        RealProgram program = ReportedProgram.Check(
            """
            [Differentiable]
            public static double M(Tensor<double> x)
            {
                double total = 0;
                for (int i = 0; i + 1 < x.Dim(0); i++)
                    for (int j = 0; j + 1 < x.Dim(1); j++)
                    {
                        double down = x[i, j] - x[i + 1, j];
                        double right = x[i, j] - x[i, j + 1];
                        total += Math.Sqrt(down * down + right * right);
                    }
                return total;
            }
            """,
            x
        );

        double[] expected = new double[rows * columns];
        for (int i = 0; i + 1 < rows; i++)
        {
            for (int j = 0; j + 1 < columns; j++)
            {
                (double down, double right) = (x[i, j] - x[i + 1, j], x[i, j] - x[i, j + 1]);
                double root = Math.Sqrt((down * down) + (right * right));
                expected[(i * columns) + j] += (down + right) / root;
                expected[((i + 1) * columns) + j] -= down / root;
                expected[(i * columns) + j + 1] -= right / root;
            }
        }

        Numbers.Close(expected, program.Gradient("x"));
    }

    /// <summary>Tullio #70: a minimum over two indices, with a factor that changes its sign.</summary>
    [Theory]
    [InlineData(2, 4)]
    [InlineData(9, 70)]
    public void A_minimum_over_two_indices(int n, int m) =>
        ReportedProgram.Check(
            """
            [Differentiable]
            public static double M(Tensor<double> w, Tensor<double> k, double[] weights)
            {
                double sum = 0;
                for (int m = 0; m < w.Dim(1); m++)
                {
                    double f = double.PositiveInfinity;
                    for (int j = 0; j < w.Dim(0); j++)
                        for (int u = 0; u < k.Dim(1); u++)
                            f = Math.Min(f, w[j, m] * (u == 3 ? 1 : -1) * (k[j, u] - k[m, u]) * (k[j, u] - k[m, u]));
                    sum += weights[m] * f;
                }
                return sum;
            }
            """,
            Numbers.Tensor(1, n, n),
            Numbers.Tensor(2, n, m),
            Numbers.Uniform(3, n)
        );

    /// <summary>Tullio #153: the weights of a locally connected layer are read at shifted positions too.</summary>
    [Fact]
    public void Locally_connected_weights() =>
        ReportedProgram.Check(
            """
            [Differentiable]
            public static double M(Tensor<double> x, Tensor<double> w, Tensor<double> seed)
            {
                double sum = 0;
                for (int s = 0; s < seed.Dim(0); s++)
                    for (int t = 0; t < seed.Dim(1); t++)
                    {
                        double c = 0;
                        for (int i = 0; i < w.Dim(2); i++)
                            for (int j = 0; j < w.Dim(3); j++)
                                c += x[s + i, t + j] * w[s + i, t + j, i, j];
                        sum += c * seed[s, t];
                    }
                return sum;
            }
            """,
            Numbers.Tensor(1, 8, 40),
            Numbers.Tensor(2, 8, 40, 3, 2),
            Numbers.Tensor(3, 6, 39)
        );
}
