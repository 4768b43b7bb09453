using System;
using System.Linq;
using Xunit;

namespace NeuralGen.Generator.Tests.RealPrograms;

/// <summary>The four-parameter logistic curve of an assay, fitted by least squares; one dose is zero.</summary>
public class DoseResponse
{
    private const string Source = """
        public static partial class Assay
        {
            private static double Response(double dose, double top, double bottom, double middle, double slope) =>
                dose == 0 ? bottom : bottom + (top - bottom) / (1 + Math.Pow(dose / middle, -slope));

            [Differentiable]
            public static double Misfit(
                [NoGrad] ReadOnlySpan<double> doses, [NoGrad] ReadOnlySpan<double> responses, double top, double bottom, double middle, double slope)
            {
                double sum = 0;
                for (int i = 0; i < doses.Length; i++)
                {
                    double error = responses[i] - Response(doses[i], top, bottom, middle, slope);
                    sum += error * error;
                }
                return sum;
            }
        }
        """;

    [Fact]
    public void Least_squares()
    {
        double[] doses = [0, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000];
        double[] responses = Numbers.Uniform(1, doses.Length, 0, 1);
        (double top, double bottom, double middle, double slope) = (0.95, 0.1, 2.5, 1.3);

        RealProgram program = RealProgram.Check(Source, "Misfit", doses, responses, top, bottom, middle, slope);

        double[] expected = new double[4];
        foreach ((double dose, double response) in doses.Zip(responses))
        {
            // Of the share z = (dose / middle)^slope / (1 + (dose / middle)^slope).
            double odds = Math.Pow(dose / middle, slope);
            double z = odds / (1 + odds);
            double error = -2 * (response - (bottom + ((top - bottom) * z)));
            double spread = (top - bottom) * z * (1 - z);
            expected[0] += error * z;
            expected[1] += error * (1 - z);
            expected[2] -= error * spread * slope / middle;
            expected[3] += error * (dose == 0 ? 0 : spread * Math.Log(dose / middle));
        }

        string[] names = ["top", "bottom", "middle", "slope"];
        Numbers.Close(expected, [.. names.Select(name => program.Gradient(name)[0])]);
    }
}
