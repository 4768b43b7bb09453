using System;
using System.Linq;
using Xunit;

namespace NeuralGen.Generator.Tests.RealPrograms;

/// <summary>
/// A call under Heston's stochastic volatility by Monte Carlo, full truncation, with the same random numbers at each evaluation: the pathwise
/// sensitivities are the gradient.
/// </summary>
public class Heston
{
    private const string Source = """
        public static partial class Pricing
        {
            [Differentiable]
            public static double Call(
                double spot, double strike, double rate, double variance, double speed, double mean, double volatility, double correlation,
                [NoGrad] double time, int steps, [NoGrad] Tensor<double> normals)
            {
                double dt = time / steps;
                double root = Math.Sqrt(dt);
                double across = Math.Sqrt(1 - correlation * correlation);
                double sum = 0;
                for (int p = 0; p < normals.Dim(0); p++)
                {
                    double x = Math.Log(spot);
                    double v = variance;
                    for (int t = 0; t < steps; t++)
                    {
                        double first = normals[p, t, 0];
                        double second = correlation * first + across * normals[p, t, 1];
                        double positive = Math.Max(v, 0);
                        double deviation = Math.Sqrt(positive);
                        x += (rate - 0.5 * positive) * dt + deviation * root * first;
                        v += speed * (mean - positive) * dt + volatility * deviation * root * second;
                    }
                    sum += Math.Max(Math.Exp(x) - strike, 0);
                }
                return Math.Exp(-rate * time) * sum / normals.Dim(0);
            }
        }
        """;

    [Theory]
    [InlineData(50, 12, 0.6)]
    [InlineData(20, 5, 0.05)]
    public void Pathwise_sensitivities(int paths, int steps, double volatility)
    {
        Tensor<double> normals = Tensor<double>.Wrap(Numbers.Normal(1, paths * steps * 2), paths, steps, 2);

        RealProgram price = RealProgram.Check(
            Source,
            "Call",
            100.0,
            95.0,
            0.02,
            0.04,
            1.5,
            0.06,
            volatility,
            -0.7,
            1.0,
            steps,
            normals
        );

        // A call is homogeneous in spot and strike, and the strike's derivative is the discounted probability of exercise.
        Numbers.Close(price.Result, (100 * price.Gradient("spot")[0]) + (95 * price.Gradient("strike")[0]));
        double exercised = -price.Gradient("strike")[0] * Math.Exp(0.02) * paths;
        Numbers.Close(Math.Round(exercised), exercised, 1e-9);
    }

    [Fact]
    public void Without_volatility_of_variance_it_is_the_geometric_brownian_path()
    {
        Tensor<double> normals = Tensor<double>.Wrap(Numbers.Normal(2, 40), 10, 2, 2);

        RealProgram price = RealProgram.Check(
            Source,
            "Call",
            100.0,
            40.0,
            0.02,
            0.04,
            0.0,
            0.0,
            0.1,
            0.0,
            1.0,
            2,
            normals
        );

        double delta = Enumerable
            .Range(0, 10)
            .Average(p =>
            {
                double v = 0.04;
                double x = 0;
                for (int t = 0; t < 2; t++)
                {
                    double deviation = Math.Sqrt(Math.Max(v, 0));
                    x += ((0.02 - (0.5 * Math.Max(v, 0))) * 0.5) + (deviation * Math.Sqrt(0.5) * normals[p, t, 0]);
                    v += 0.1 * deviation * Math.Sqrt(0.5) * normals[p, t, 1];
                }

                return 100 * Math.Exp(x) > 40 ? Math.Exp(x - 0.02) : 0;
            });
        Numbers.Close(delta, price.Gradient("spot")[0]);
    }
}
