using System;
using System.Linq;
using Xunit;

namespace NeuralGen.Generator.Tests.RealPrograms;

/// <summary>
/// The Gaussian mixture of ADBench: the log-likelihood of points under K Gaussians with full covariances, each given by the logarithms of
/// the diagonal of its inverse Cholesky factor and by the rest of it, columns one after another; and the Wishart prior on them.
/// </summary>
public class GaussianMixture
{
    private const string Source = """
        public static partial class Mixture
        {
            private static double LogSumExp(double[] x)
            {
                double largest = x[0];
                for (int i = 1; i < x.Length; i++)
                    largest = Math.Max(largest, x[i]);
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                    sum += Math.Exp(x[i] - largest);
                return Math.Log(sum) + largest;
            }

            [Differentiable]
            public static double LogLikelihood(
                double[] alphas, Tensor<double> means, Tensor<double> factors, [NoGrad] Tensor<double> points, [NoGrad] double gamma, int m)
            {
                int k = alphas.Length;
                int d = means.Dim(1);
                var logDeterminants = new double[k];
                var diagonals = new Tensor<double>(k, d);
                for (int c = 0; c < k; c++)
                    for (int i = 0; i < d; i++)
                    {
                        logDeterminants[c] += factors[c, i];
                        diagonals[c, i] = Math.Exp(factors[c, i]);
                    }

                double likelihood = 0;
                for (int n = 0; n < points.Dim(0); n++)
                {
                    var terms = new double[k];
                    for (int c = 0; c < k; c++)
                    {
                        var q = new double[d];
                        for (int i = 0; i < d; i++)
                            q[i] = diagonals[c, i] * (points[n, i] - means[c, i]);
                        for (int j = 0; j < d; j++)
                        {
                            int column = d + j * (2 * d - j - 1) / 2;
                            for (int i = j + 1; i < d; i++)
                                q[i] += factors[c, column + i - j - 1] * (points[n, j] - means[c, j]);
                        }
                        double squares = 0;
                        for (int i = 0; i < d; i++)
                            squares += q[i] * q[i];
                        terms[c] = alphas[c] + logDeterminants[c] - 0.5 * squares;
                    }
                    likelihood += LogSumExp(terms);
                }

                double prior = 0;
                for (int c = 0; c < k; c++)
                {
                    double frobenius = 0;
                    for (int i = 0; i < d; i++)
                        frobenius += diagonals[c, i] * diagonals[c, i];
                    for (int i = d; i < factors.Dim(1); i++)
                        frobenius += factors[c, i] * factors[c, i];
                    prior += 0.5 * gamma * gamma * frobenius - m * logDeterminants[c];
                }

                return likelihood - points.Dim(0) * LogSumExp(alphas) + prior;
            }
        }
        """;

    [Theory]
    [InlineData(1, 1, 3)]
    [InlineData(2, 3, 7)]
    [InlineData(5, 4, 20)]
    [InlineData(3, 9, 4)]
    public void Log_likelihood(int k, int d, int n)
    {
        double[] alphas = Numbers.Uniform(1, k);
        Tensor<double> means = Numbers.Tensor(2, k, d);
        Tensor<double> factors = Numbers.Tensor(3, k, d + (d * (d - 1) / 2));
        Tensor<double> points = Numbers.Tensor(4, n, d);

        RealProgram program = RealProgram.Check(Source, "LogLikelihood", alphas, means, factors, points, 0.7, 2);

        // The weights' gradient is the sum of the responsibilities less n times the mixture's proportions.
        Numbers.Close(0, program.Gradient("alphas").Sum());
        double[] proportions = [.. alphas.Select(a => Math.Exp(a) / alphas.Sum(Math.Exp))];
        double[] expected = [.. proportions.Select(p => -n * p)];
        for (int p = 0; p < n; p++)
        {
            double[] densities = [.. Enumerable.Range(0, k).Select(c => Density(c, p))];
            for (int c = 0; c < k; c++)
            {
                expected[c] += densities[c] / densities.Sum();
            }
        }

        Numbers.Close(expected, program.Gradient("alphas"));

        double Density(int c, int p)
        {
            double[] x = [.. Enumerable.Range(0, d).Select(i => points[p, i] - means[c, i])];
            double[] q = [.. x.Select((v, i) => Math.Exp(factors[c, i]) * v)];
            int next = d;
            for (int j = 0; j < d; j++)
            {
                for (int i = j + 1; i < d; i++)
                {
                    q[i] += factors[c, next++] * x[j];
                }
            }

            double determinant = Enumerable.Range(0, d).Sum(i => factors[c, i]);
            return Math.Exp(alphas[c] + determinant - (0.5 * q.Sum(v => v * v)));
        }
    }
}
