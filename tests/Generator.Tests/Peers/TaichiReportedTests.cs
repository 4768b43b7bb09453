using System;
using System.Linq;
using NeuralGen.Generator.Tests.RealPrograms;
using Xunit;

namespace NeuralGen.Generator.Tests.Peers;

/// <summary>Programs that users of Taichi were given wrong gradients for: see <see cref="ReportedProgram"/>.</summary>
public class TaichiReportedTests
{
    /// <summary>Taichi #2505: a value that is overwritten by a function of itself.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(75)]
    public void A_field_that_is_overwritten_by_itself(int n)
    {
        (double[] theta, double[] x) = (Numbers.Uniform(1, n, 0, 6), Numbers.Uniform(2, n));
        RealProgram program = ReportedProgram.Check(
            """
            [Differentiable]
            public static double M(double[] theta, double[] x)
            {
                for (int i = 0; i < x.Length; i++)
                    x[i] = Math.Cos(theta[i]) * x[i];
                double loss = 0;
                for (int i = 0; i < x.Length; i++)
                    loss += x[i];
                return loss;
            }
            """,
            theta,
            x
        );
        Numbers.Close([.. theta.Zip(x, (t, v) => -Math.Sin(t) * v)], program.Gradient("theta"));
        Numbers.Close([.. theta.Select(Math.Cos)], program.Gradient("x"));
    }

    /// <summary>Taichi #8356: every element of one array is added to every element of the other.</summary>
    [Theory]
    [InlineData(5, 3)]
    [InlineData(71, 66)]
    public void An_array_added_to_each_element_of_another(int n, int m)
    {
        RealProgram program = ReportedProgram.Check(
            """
            [Differentiable]
            public static double M(double[] x, double[] y)
            {
                for (int i = 0; i < x.Length; i++)
                    for (int j = 0; j < y.Length; j++)
                        x[i] += y[j];
                double loss = 0;
                for (int i = 0; i < x.Length; i++)
                    loss += x[i];
                return loss;
            }
            """,
            Numbers.Uniform(1, n),
            Numbers.Uniform(2, m)
        );
        Numbers.Close([.. Enumerable.Repeat(1.0, n)], program.Gradient("x"));
        Numbers.Close([.. Enumerable.Repeat((double)n, m)], program.Gradient("y"));
    }

    /// <summary>Taichi #4412 and #3003: a local that accumulates in an inner loop, and two inner loops in one.</summary>
    [Fact]
    public void Inner_loops_that_add_the_same_again()
    {
        RealProgram program = ReportedProgram.Check(
            """
            [Differentiable]
            public static double M(double[] a, double x)
            {
                double f = 0;
                for (int i = 0; i < a.Length; i++)
                {
                    double p = a[i];
                    double q = 0;
                    for (int j = 0; j < 5; j++)
                        q += p;
                    f += q;
                }
                double y = 0;
                for (int j = 0; j < 2; j++)
                {
                    for (int i = 0; i < 3; i++)
                        y += x;
                    for (int i = 0; i < 3; i++)
                        y += x;
                }
                return f + y;
            }
            """,
            Numbers.Uniform(1, 67),
            0.3
        );
        Assert.All(program.Gradient("a"), g => Numbers.Close(5, g));
        Numbers.Close(12, program.Gradient("x")[0]);
    }
}
