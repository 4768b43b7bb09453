using System.Linq;
using Xunit;

namespace NeuralGen.Generator.Tests.RealPrograms;

/// <summary>Rosenbrock's valley: a stencil in which each element is in two terms.</summary>
public class Rosenbrock
{
    private const string Source = """
        public static partial class Program
        {
            [Differentiable]
            public static double Valley(ReadOnlySpan<double> x)
            {
                double sum = 0;
                for (int i = 0; i < x.Length - 1; i++)
                {
                    double a = 1 - x[i];
                    double b = x[i + 1] - x[i] * x[i];
                    sum += a * a + 100 * b * b;
                }
                return sum;
            }
        }
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(37)]
    public void The_gradient_is_the_textbooks(int length)
    {
        double[] x = Numbers.Uniform(1, length);

        RealProgram program = RealProgram.Check(Source, "Valley", x);

        double Element(int i)
        {
            double below = i > 0 ? 200 * (x[i] - (x[i - 1] * x[i - 1])) : 0;
            double above = i + 1 < length ? (-2 * (1 - x[i])) - (400 * x[i] * (x[i + 1] - (x[i] * x[i]))) : 0;
            return below + above;
        }

        Numbers.Close([.. Enumerable.Range(0, length).Select(Element)], program.Gradient("x"));
    }

    [Fact]
    public void At_the_minimum_it_is_zero() =>
        Assert.All(
            RealProgram.Check(Source, "Valley", Enumerable.Repeat(1.0, 10).ToArray()).Gradient("x"),
            g => Assert.Equal(0, g)
        );
}
