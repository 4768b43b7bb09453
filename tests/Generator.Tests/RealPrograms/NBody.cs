using System;
using System.Linq;
using Xunit;

namespace NeuralGen.Generator.Tests.RealPrograms;

/// <summary>Bodies that attract each other, moved by the leapfrog method, in place.</summary>
public class NBody
{
    private const string Source = """
        public static partial class Gravity
        {
            private static void Kick(Tensor<double> x, Tensor<double> v, double[] masses, double step)
            {
                for (int i = 0; i < masses.Length; i++)
                    for (int j = 0; j < masses.Length; j++)
                    {
                        if (i != j)
                        {
                            double square = 0.01;
                            for (int d = 0; d < 3; d++)
                                square += (x[j, d] - x[i, d]) * (x[j, d] - x[i, d]);
                            double pull = step * masses[j] / (square * Math.Sqrt(square));
                            for (int d = 0; d < 3; d++)
                                v[i, d] += pull * (x[j, d] - x[i, d]);
                        }
                    }
            }

            private static double Energy(Tensor<double> x, Tensor<double> v, double[] masses)
            {
                double energy = 0;
                for (int i = 0; i < masses.Length; i++)
                {
                    for (int d = 0; d < 3; d++)
                        energy += 0.5 * masses[i] * v[i, d] * v[i, d];
                    for (int j = 0; j < i; j++)
                    {
                        double square = 0.01;
                        for (int d = 0; d < 3; d++)
                            square += (x[j, d] - x[i, d]) * (x[j, d] - x[i, d]);
                        energy -= masses[i] * masses[j] / Math.Sqrt(square);
                    }
                }
                return energy;
            }

            [Differentiable]
            public static double EnergyAfter(Tensor<double> x, Tensor<double> v, double[] masses, [NoGrad] double step, int steps)
            {
                Kick(x, v, masses, 0.5 * step);
                for (int t = 0; t < steps; t++)
                {
                    for (int i = 0; i < masses.Length; i++)
                        for (int d = 0; d < 3; d++)
                            x[i, d] += step * v[i, d];
                    Kick(x, v, masses, t + 1 < steps ? step : 0.5 * step);
                }
                double energy = Energy(x, v, masses);
                return energy;
            }

            [Differentiable]
            public static double Distance(Tensor<double> x, Tensor<double> v, double[] masses, [NoGrad] double step, int steps)
            {
                for (int t = 0; t < steps; t++)
                {
                    Kick(x, v, masses, step);
                    for (int i = 0; i < masses.Length; i++)
                        for (int d = 0; d < 3; d++)
                            x[i, d] += step * v[i, d];
                }
                double square = 0;
                for (int d = 0; d < 3; d++)
                    square += (x[0, d] - x[1, d]) * (x[0, d] - x[1, d]);
                return square;
            }
        }
        """;

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 1)]
    [InlineData(4, 10)]
    public void Energy(int bodies, int steps)
    {
        Tensor<double> x = Numbers.Tensor(1, bodies, 3);
        Tensor<double> v = Numbers.Tensor(2, bodies, 3);
        double[] masses = Numbers.Uniform(3, bodies, 0.5, 1);

        RealProgram program = RealProgram.Check(Source, "EnergyAfter", x, v, masses, 1e-3, steps);

        // The method conserves the energy to the second order: so its gradient is near that at the start.
        double[] momenta = [.. v.ToArray().Select((u, i) => u * masses[i / 3])];
        Numbers.Close(momenta, program.Gradient("v"), 1e-3);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 25)]
    [InlineData(5, 7)]
    public void Distance(int bodies, int steps)
    {
        RealProgram program = RealProgram.Check(
            Source,
            "Distance",
            Numbers.Tensor(1, bodies, 3),
            Numbers.Tensor(2, bodies, 3),
            Numbers.Uniform(3, bodies, 0.5, 1),
            0.05,
            steps
        );

        // Moving everything changes no distance.
        for (int d = 0; d < 3; d++)
        {
            Numbers.Close(0, program.Gradient("x").Where((_, i) => i % 3 == d).Sum());
        }
    }
}
