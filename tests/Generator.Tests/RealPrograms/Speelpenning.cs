using System.Linq;
using Xunit;

namespace NeuralGen.Generator.Tests.RealPrograms;

/// <summary>Speelpenning's product: the gradient is the product of the other factors, also where factors are 0.</summary>
public class Speelpenning
{
    private const string Source = """
        public static partial class Program
        {
            [Differentiable]
            public static double Product(double[] x)
            {
                double product = 1;
                for (int i = 0; i < x.Length; i++)
                    product *= x[i];
                return product;
            }
        }
        """;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_gradient_is_the_product_of_the_others(int zeros)
    {
        double[] x = Numbers.Uniform(1, 12, 0.5, 1.5);
        for (int i = 0; i < zeros; i++)
        {
            x[(5 * i) + 1] = 0;
        }

        RealProgram program = RealProgram.Check(Source, "Product", x);

        Numbers.Close(
            [.. x.Select((_, i) => x.Where((_, k) => k != i).Aggregate(1.0, (p, v) => p * v))],
            program.Gradient("x")
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Of_nothing_and_of_one_factor(int length) =>
        RealProgram.Check(Source, "Product", Numbers.Uniform(2, length));
}
