using System;
using Xunit;

namespace NeuralGen.Generator.Tests.RealPrograms;

/// <summary>Predators and prey, integrated by the classical Runge–Kutta method, fitted to observations.</summary>
public class LotkaVolterra
{
    private const string Source = """
        public static partial class Ecology
        {
            private static double Prey(double x, double y, double alpha, double beta) => alpha * x - beta * x * y;

            private static double Predators(double x, double y, double gamma, double delta) => delta * x * y - gamma * y;

            [Differentiable]
            public static double Misfit(
                double x, double y, double alpha, double beta, double gamma, double delta, [NoGrad] double step, int steps, [NoGrad] double[] observed)
            {
                double loss = 0;
                for (int t = 0; t < steps; t++)
                {
                    double x1 = Prey(x, y, alpha, beta);
                    double y1 = Predators(x, y, gamma, delta);
                    double x2 = Prey(x + 0.5 * step * x1, y + 0.5 * step * y1, alpha, beta);
                    double y2 = Predators(x + 0.5 * step * x1, y + 0.5 * step * y1, gamma, delta);
                    double x3 = Prey(x + 0.5 * step * x2, y + 0.5 * step * y2, alpha, beta);
                    double y3 = Predators(x + 0.5 * step * x2, y + 0.5 * step * y2, gamma, delta);
                    double x4 = Prey(x + step * x3, y + step * y3, alpha, beta);
                    double y4 = Predators(x + step * x3, y + step * y3, gamma, delta);
                    x += step / 6 * (x1 + 2 * x2 + 2 * x3 + x4);
                    y += step / 6 * (y1 + 2 * y2 + 2 * y3 + y4);
                    loss += (x - observed[t]) * (x - observed[t]);
                }
                return loss;
            }

            // What the exact solution conserves.
            [Differentiable]
            public static double Invariant(
                double x, double y, double alpha, double beta, double gamma, double delta, [NoGrad] double step, int steps)
            {
                double[] state = new double[] { x, y };
                for (int t = 0; t < steps; t++)
                {
                    var k = new Tensor<double>(4, 2);
                    for (int s = 0; s < 4; s++)
                    {
                        double h = s == 0 ? 0 : s == 3 ? step : 0.5 * step;
                        int before = Math.Max(s - 1, 0);
                        double u = state[0] + h * k[before, 0];
                        double v = state[1] + h * k[before, 1];
                        k[s, 0] = Prey(u, v, alpha, beta);
                        k[s, 1] = Predators(u, v, gamma, delta);
                    }
                    for (int i = 0; i < 2; i++)
                        state[i] += step / 6 * (k[0, i] + 2 * k[1, i] + 2 * k[2, i] + k[3, i]);
                }
                return delta * state[0] - gamma * Math.Log(state[0]) + beta * state[1] - alpha * Math.Log(state[1]);
            }
        }
        """;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(200)]
    public void Misfit(int steps) =>
        RealProgram.Check(Source, "Misfit", 1.5, 0.7, 1.1, 0.4, 0.9, 0.3, 0.05, steps, Numbers.Uniform(1, steps, 0, 3));

    [Fact]
    public void The_invariants_gradient_is_that_at_the_start()
    {
        (double x, double y, double alpha, double beta, double gamma, double delta) = (1.5, 0.7, 1.1, 0.4, 0.9, 0.3);

        RealProgram program = RealProgram.Check(Source, "Invariant", x, y, alpha, beta, gamma, delta, 0.01, 300);

        Numbers.Close(delta - (gamma / x), program.Gradient("x")[0], 1e-7);
        Numbers.Close(beta - (alpha / y), program.Gradient("y")[0], 1e-7);
        Numbers.Close(-Math.Log(y), program.Gradient("alpha")[0], 1e-7);
        Numbers.Close(y, program.Gradient("beta")[0], 1e-7);
        Numbers.Close(-Math.Log(x), program.Gradient("gamma")[0], 1e-7);
        Numbers.Close(x, program.Gradient("delta")[0], 1e-7);
    }
}
