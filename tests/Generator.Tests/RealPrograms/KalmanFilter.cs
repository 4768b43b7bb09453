using System;
using Xunit;

namespace NeuralGen.Generator.Tests.RealPrograms;

/// <summary>The likelihood of observations of a position, by the Kalman filter of a body that moves at nearly constant speed.</summary>
public class KalmanFilter
{
    private const string Source = """
        public static partial class Filter
        {
            [Differentiable]
            public static double NegativeLogLikelihood(Tensor<double> f, Tensor<double> q, double[] h, double r, double[] x, Tensor<double> p, double[] observed)
            {
                int n = x.Length;
                double loss = 0;
                for (int t = 0; t < observed.Length; t++)
                {
                    // Predict: x = F x, P = F P Fᵀ + Q.
                    var predicted = new double[n];
                    var product = new Tensor<double>(n, n);
                    var covariance = new Tensor<double>(n, n);
                    for (int i = 0; i < n; i++)
                        for (int j = 0; j < n; j++)
                        {
                            predicted[i] += f[i, j] * x[j];
                            for (int k = 0; k < n; k++)
                                product[i, j] += f[i, k] * p[k, j];
                        }
                    for (int i = 0; i < n; i++)
                        for (int j = 0; j < n; j++)
                        {
                            covariance[i, j] = q[i, j];
                            for (int k = 0; k < n; k++)
                                covariance[i, j] += product[i, k] * f[j, k];
                        }

                    // Correct by what is observed.
                    double innovation = observed[t];
                    double variance = r;
                    var gain = new double[n];
                    for (int i = 0; i < n; i++)
                    {
                        innovation -= h[i] * predicted[i];
                        for (int j = 0; j < n; j++)
                            gain[i] += covariance[i, j] * h[j];
                        variance += h[i] * gain[i];
                    }
                    loss += 0.5 * (Math.Log(2 * Math.PI * variance) + innovation * innovation / variance);
                    for (int i = 0; i < n; i++)
                        x[i] = predicted[i] + gain[i] / variance * innovation;
                    for (int i = 0; i < n; i++)
                        for (int j = 0; j < n; j++)
                            p[i, j] = covariance[i, j] - gain[i] * gain[j] / variance;
                }
                return loss;
            }
        }
        """;

    [Theory]
    [InlineData(2, 1)]
    [InlineData(2, 30)]
    [InlineData(4, 6)]
    public void Likelihood(int n, int steps)
    {
        (Tensor<double> f, Tensor<double> q, Tensor<double> p) = (
            Numbers.Tensor(1, n, n),
            Numbers.Tensor(2, n, n),
            Numbers.Tensor(3, n, n)
        );
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                f[i, j] = (0.1 * f[i, j]) + (i == j || j == i + 1 ? 1 : 0);
                (q[i, j], p[i, j]) = (i == j ? 0.1 + (q[i, j] * q[i, j]) : 0, i == j ? 1 + p[i, j] : 0);
            }
        }

        double[] h = [1, .. new double[n - 1]];
        double[] observed = Numbers.Uniform(4, steps);
        double[] x = Numbers.Uniform(5, n);

        RealProgram program = RealProgram.Check(Source, "NegativeLogLikelihood", f, q, h, 0.5, x, p, observed);

        if (steps == 1)
        {
            // One observation is a Gaussian: mean h F x, variance h (F P Fᵀ + Q) hᵀ + r.
            (double mean, double variance) = (0, 0.5 + q[0, 0]);
            for (int j = 0; j < n; j++)
            {
                mean += f[0, j] * x[j];
                variance += f[0, j] * f[0, j] * p[j, j];
            }

            double e = observed[0] - mean;
            Numbers.Close(0.5 * (Math.Log(2 * Math.PI * variance) + (e * e / variance)), program.Result);
            Numbers.Close(e / variance, program.Gradient("observed")[0]);
            Numbers.Close(0.5 * ((1 / variance) - (e * e / variance / variance)), program.Gradient("r")[0]);
            Numbers.Close(-e / variance * f[0, 1], program.Gradient("x")[1]);
        }
    }
}
