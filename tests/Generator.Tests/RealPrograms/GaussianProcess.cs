using System;
using System.Linq;
using Xunit;

namespace NeuralGen.Generator.Tests.RealPrograms;

/// <summary>
/// The marginal likelihood of a Gaussian process: a Cholesky factorization in place, a triangular solve, the logarithm of the
/// determinant. Its gradient is the textbook's ½ αᵀK′α − ½ tr(K⁻¹K′).
/// </summary>
public class GaussianProcess
{
    private const string Source = """
        public static partial class Process
        {
            [Differentiable]
            public static double NegativeLogLikelihood([NoGrad] double[] x, double[] y, double amplitude, double length, double noise)
            {
                int n = x.Length;
                var a = new Tensor<double>(n, n);
                for (int i = 0; i < n; i++)
                    for (int j = 0; j <= i; j++)
                    {
                        double distance = (x[i] - x[j]) / length;
                        a[i, j] = amplitude * Math.Exp(-0.5 * distance * distance);
                        if (i == j)
                            a[i, j] += noise;
                    }

                // a becomes its Cholesky factor.
                for (int j = 0; j < n; j++)
                {
                    for (int k = 0; k < j; k++)
                        a[j, j] -= a[j, k] * a[j, k];
                    a[j, j] = Math.Sqrt(a[j, j]);
                    for (int i = j + 1; i < n; i++)
                    {
                        for (int k = 0; k < j; k++)
                            a[i, j] -= a[i, k] * a[j, k];
                        a[i, j] /= a[j, j];
                    }
                }

                var z = new double[n];
                double sum = 0;
                for (int i = 0; i < n; i++)
                {
                    double r = y[i];
                    for (int k = 0; k < i; k++)
                        r -= a[i, k] * z[k];
                    z[i] = r / a[i, i];
                    sum += 0.5 * z[i] * z[i] + Math.Log(a[i, i]);
                }
                return sum;
            }

            [Differentiable]
            public static double LogDeterminant(double[] a, int n)
            {
                var l = new double[n * n];
                double sum = 0;
                for (int i = 0; i < n; i++)
                {
                    for (int j = 0; j < i; j++)
                    {
                        double s = a[i * n + j];
                        for (int k = 0; k < j; k++)
                            s -= l[i * n + k] * l[j * n + k];
                        l[i * n + j] = s / l[j * n + j];
                    }
                    double d = a[i * n + i];
                    for (int k = 0; k < i; k++)
                        d -= l[i * n + k] * l[i * n + k];
                    l[i * n + i] = Math.Sqrt(d);
                    sum += 2 * Math.Log(l[i * n + i]);
                }
                return sum;
            }

            // Solves L x = b and then Lᵀ x = b, in place.
            [Differentiable]
            public static double Solve(Tensor<double> l, double[] b)
            {
                int n = b.Length;
                for (int i = 0; i < n; i++)
                {
                    for (int k = 0; k < i; k++)
                        b[i] -= l[i, k] * b[k];
                    b[i] /= l[i, i];
                }
                for (int i = n - 1; i >= 0; i--)
                {
                    for (int k = i + 1; k < n; k++)
                        b[i] -= l[k, i] * b[k];
                    b[i] /= l[i, i];
                }
                double sum = 0;
                for (int i = 0; i < n; i++)
                    sum += (i + 1) * b[i];
                return sum;
            }
        }
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(13)]
    public void Marginal_likelihood(int n)
    {
        double[] x = Numbers.Uniform(1, n, 0, 5);
        double[] y = Numbers.Uniform(2, n);
        (double amplitude, double length, double noise) = (1.3, 0.8, 0.2);

        RealProgram program = RealProgram.Check(Source, "NegativeLogLikelihood", x, y, amplitude, length, noise);

        double[,] kernel = new double[n, n];
        double[,] byLength = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double d = (x[i] - x[j]) / length;
                double value = amplitude * Math.Exp(-0.5 * d * d);
                kernel[i, j] = value + (i == j ? noise : 0);
                byLength[i, j] = value * d * d / length;
            }
        }

        double[,] inverse = Inverse(kernel);
        double[] alpha = [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Sum(j => inverse[i, j] * y[j]))];
        double trace = 0;
        double form = 0;
        double noiseGrad = 0;
        for (int i = 0; i < n; i++)
        {
            noiseGrad += 0.5 * (inverse[i, i] - (alpha[i] * alpha[i]));
            for (int j = 0; j < n; j++)
            {
                trace += inverse[i, j] * byLength[j, i];
                form += alpha[i] * byLength[i, j] * alpha[j];
            }
        }

        Numbers.Close(alpha, program.Gradient("y"));
        Numbers.Close(noiseGrad, program.Gradient("noise")[0]);
        Numbers.Close(0.5 * (trace - form), program.Gradient("length")[0]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void Log_determinant(int n)
    {
        double[] a = Definite(n);

        RealProgram program = RealProgram.Check(Source, "LogDeterminant", a, n);

        // The lower triangle alone is read: off the diagonal the gradient is that of both halves.
        double[,] inverse = Inverse(Square(a, n));
        double[] expected = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                expected[(i * n) + j] = (i == j ? 1 : 2) * inverse[i, j];
            }
        }

        Numbers.Close(expected, program.Gradient("a"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    public void Triangular_solves_in_place(int n)
    {
        Tensor<double> l = Numbers.Tensor(4, n, n);
        for (int i = 0; i < n; i++)
        {
            l[i, i] += 3;
        }

        RealProgram.Check(Source, "Solve", l, Numbers.Uniform(5, n));
    }

    private static double[] Definite(int n)
    {
        double[] b = Numbers.Uniform(3, n * n);
        return
        [
            .. Enumerable
                .Range(0, n * n)
                .Select(e =>
                    Enumerable.Range(0, n).Sum(k => b[(e / n * n) + k] * b[(e % n * n) + k]) + (e / n == e % n ? 1 : 0)
                ),
        ];
    }

    private static double[,] Square(double[] a, int n)
    {
        double[,] square = new double[n, n];
        Buffer.BlockCopy(a, 0, square, 0, a.Length * sizeof(double));
        return square;
    }

    /// <summary>By elimination without pivots, which definite matrices need not.</summary>
    private static double[,] Inverse(double[,] matrix)
    {
        int n = matrix.GetLength(0);
        double[,] a = (double[,])matrix.Clone();
        double[,] inverse = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            inverse[i, i] = 1;
        }

        for (int p = 0; p < n; p++)
        {
            double pivot = a[p, p];
            for (int j = 0; j < n; j++)
            {
                a[p, j] /= pivot;
                inverse[p, j] /= pivot;
            }

            foreach (int i in Enumerable.Range(0, n).Where(i => i != p))
            {
                double factor = a[i, p];
                for (int j = 0; j < n; j++)
                {
                    a[i, j] -= factor * a[p, j];
                    inverse[i, j] -= factor * inverse[p, j];
                }
            }
        }

        return inverse;
    }
}
