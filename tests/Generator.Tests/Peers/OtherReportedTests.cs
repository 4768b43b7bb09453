using System;
using System.Linq;
using NeuralGen.Generator.Tests.RealPrograms;
using Xunit;

namespace NeuralGen.Generator.Tests.Peers;

/// <summary>Programs that users of Dex, Warp, Swift and jax-mps were given wrong gradients for: see <see cref="ReportedProgram"/>.</summary>
public class OtherReportedTests
{
    /// <summary>Dex #842: the inner loop ends at the outer one's index.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(69)]
    public void Triangular_loops(int n)
    {
        double[] x = Numbers.Uniform(1, n);
        RealProgram program = ReportedProgram.Check(
            """
            [Differentiable]
            public static double M(double[] x)
            {
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    double below = 0;
                    for (int j = 0; j <= i; j++)
                        below += x[j] * x[i];
                    for (int j = i + 1; j < x.Length; j++)
                        below -= x[j];
                    sum += below * (i + 1);
                }
                return sum;
            }
            """,
            x
        );
        double Element(int k) =>
            Enumerable.Range(0, n).Sum(i => (i + 1) * ((k <= i ? x[i] : -1) + (k == i ? x[..(i + 1)].Sum() : 0)));
        Numbers.Close([.. Enumerable.Range(0, n).Select(Element)], program.Gradient("x"));
    }

    /// <summary>Warp #1293: two loops, one in the other, with bounds from arrays.</summary>
    [Fact]
    public void Nested_loops_with_bounds_from_arrays() =>
        ReportedProgram.Check(
            """
            [Differentiable]
            public static double M(double[] values, double[] x, int[] start, int[] column)
            {
                double sum = 0;
                for (int row = 0; row + 1 < start.Length; row++)
                {
                    double y = 1;
                    for (int e = start[row]; e < start[row + 1]; e++)
                    {
                        double angle = 0;
                        for (int k = start[row]; k <= e; k++)
                            angle += values[k] * x[column[k]];
                        y *= Math.Cos(angle);
                    }
                    sum += y;
                }
                return sum;
            }
            """,
            Numbers.Uniform(1, 9),
            Numbers.Uniform(2, 5),
            (int[])[0, 3, 3, 4, 9],
            (int[])[0, 2, 4, 1, 0, 1, 2, 3, 4]
        );

    /// <summary>Swift #78264: a product in a loop whose condition stands at its end.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 2)]
    public void A_loop_whose_condition_stands_at_its_end(double bound, int factors)
    {
        RealProgram program = ReportedProgram.Check(
            """
            [Differentiable]
            public static double M(double x, [NoGrad] double bound)
            {
                double result = 1;
                do
                {
                    double factor = x;
                    result = result * factor;
                } while (result < bound);
                return result;
            }
            """,
            3.0,
            bound
        );
        Numbers.Close(factors * Math.Pow(3, factors - 1), program.Gradient("x")[0]);
    }

    /// <summary>jax-mps #195: a condition that alternates in a long loop.</summary>
    [Fact]
    public void An_alternating_condition()
    {
        RealProgram program = ReportedProgram.Check(
            """
            [Differentiable]
            public static double M(double x)
            {
                for (int i = 0; i < 130; i++)
                {
                    if (i % 2 == 0)
                        x += 0.01;
                    else
                        x *= 1.001;
                }
                return x;
            }
            """,
            1.0
        );
        Numbers.Close(Math.Pow(1.001, 65), program.Gradient("x")[0]);
    }
}
