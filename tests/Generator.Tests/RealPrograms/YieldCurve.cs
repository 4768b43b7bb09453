using System.Linq;
using Xunit;

namespace NeuralGen.Generator.Tests.RealPrograms;

/// <summary>
/// A discount curve from par swap rates, year by year, and the value of cash flows on it: the gradient is the sensitivity to each quoted rate,
/// through the bootstrap.
/// </summary>
public class YieldCurve
{
    private const string Source = """
        public static partial class Curve
        {
            [Differentiable]
            public static double Value(double[] rates, double[] flows)
            {
                var discount = new double[rates.Length];
                double annuity = 0;
                for (int i = 0; i < rates.Length; i++)
                {
                    discount[i] = (1 - rates[i] * annuity) / (1 + rates[i]);
                    annuity += discount[i];
                }
                double value = 0;
                for (int i = 0; i < flows.Length; i++)
                    value += flows[i] * discount[i];
                return value;
            }
        }
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    public void Sensitivities_through_the_bootstrap(int years)
    {
        double[] rates = Numbers.Uniform(1, years, 0.01, 0.04);
        double[] flows = Numbers.Uniform(2, years, -1, 10);

        RealProgram program = RealProgram.Check(Source, "Value", rates, flows);

        double[] discount = program.Gradient("flows");
        Numbers.Close(program.Result, discount.Zip(flows, (d, f) => d * f).Sum());

        // Each swap is worth par: rate · annuity + final discount = 1. Its derivatives are a triangular system, solved here for each rate.
        double[] expected =
        [
            .. Enumerable
                .Range(0, years)
                .Select(k =>
                {
                    double[] change = new double[years];
                    double value = 0;
                    for (int i = 0; i < years; i++)
                    {
                        double fixedLeg = (i == k ? discount[..(i + 1)].Sum() : 0) + (rates[i] * change[..i].Sum());
                        change[i] = -fixedLeg / (1 + rates[i]);
                        value += flows[i] * change[i];
                    }

                    return value;
                }),
        ];
        Numbers.Close(expected, program.Gradient("rates"));
    }

    [Fact]
    public void A_par_swap_moves_with_its_own_rate_alone()
    {
        double[] rates = Numbers.Uniform(3, 8, 0.01, 0.04);
        double[] flows = [.. Enumerable.Repeat(rates[5], 5), 1 + rates[5], 0, 0];

        RealProgram program = RealProgram.Check(Source, "Value", rates, flows);

        Numbers.Close(1, program.Result);
        double annuity = program.Gradient("flows")[..6].Sum();
        Numbers.Close([0, 0, 0, 0, 0, -annuity, 0, 0], program.Gradient("rates"));
    }
}
