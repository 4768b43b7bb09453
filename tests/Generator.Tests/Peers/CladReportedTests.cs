using System.Linq;
using NeuralGen.Generator.Tests.RealPrograms;
using Xunit;

namespace NeuralGen.Generator.Tests.Peers;

/// <summary>Programs that users of Clad were given wrong gradients for: see <see cref="ReportedProgram"/>.</summary>
public class CladReportedTests
{
    /// <summary>Clad #1865: a divisor inside a loop that accumulates, written in place.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(70)]
    public void A_divisor_inside_an_accumulating_loop(int n)
    {
        RealProgram program = ReportedProgram.Check(
            """
            [Differentiable]
            public static double M(double[] p, int n)
            {
                double a = p[0], s = 0;
                for (int i = 0; i < n; i++) { double x = i + 1.0; s += 1.0 / (x + a * a); }
                return s;
            }
            """,
            (double[])[0.7],
            n
        );
        double[] divisors = [.. Enumerable.Range(1, n).Select(x => x + 0.49)];
        Numbers.Close(-1.4 * divisors.Sum(d => 1 / (d * d)), program.Gradient("p")[0]);
    }

    /// <summary>Clad #387: a callee that changes the array it is given.</summary>
    [Fact]
    public void A_callee_that_mutates_an_array()
    {
        RealProgram program = ReportedProgram.Check(
            """
            private static double Modify(double[] a, int n)
            {
                a[0] += 5 * a[n - 1];
                return 1;
            }

            [Differentiable]
            public static double M(double[] a, int n)
            {
                double unused = Modify(a, n);
                return a[0];
            }
            """,
            (double[])[1, 2],
            2
        );
        Numbers.Close([1, 5], program.Gradient("a"));
    }

    /// <summary>Clad #1573: array parameters of a callee under other names, constants among them.</summary>
    [Fact]
    public void Arrays_under_other_names()
    {
        RealProgram program = ReportedProgram.Check(
            """
            private static void Interpolate(double[] c, double[] sum, double[] difference, double[] result)
            {
                double x = c[0];
                result[0] += x * (difference[0] + x * sum[0]);
            }

            [Differentiable]
            public static double M(double[] p)
            {
                var c = new double[] { p[0] };
                var result = new double[1];
                var sum = new double[] { 3 };
                var difference = new double[] { 4 };
                Interpolate(c, sum, difference, result);
                return result[0];
            }
            """,
            (double[])[2]
        );
        Numbers.Close(16, program.Gradient("p")[0]);
    }

    /// <summary>Clad #1086: a filled array whose elements are multiplied by their position, zero included.</summary>
    [Fact]
    public void An_element_that_is_multiplied_by_zero()
    {
        RealProgram program = ReportedProgram.Check(
            """
            [Differentiable]
            public static double M(double x, double y)
            {
                var a = new double[3];
                for (int i = 0; i < 3; i++)
                    a[i] = x;
                for (int i = 0; i < 3; i++)
                    a[i] *= i;
                double sum = 0;
                foreach (double v in a)
                    sum += v;
                return sum + a[0] * y;
            }
            """,
            3.0,
            4.0
        );
        Numbers.Close(3, program.Gradient("x")[0]);
        Numbers.Close(0, program.Gradient("y")[0]);
    }

    /// <summary>Clad #746: a loop that a break leaves, in whose middle the result is computed.</summary>
    [Fact]
    public void A_loop_that_a_break_leaves()
    {
        RealProgram program = ReportedProgram.Check(
            """
            [Differentiable]
            public static double M(double u, double v)
            {
                double result = 0;
                for (int c = 0; ; c++)
                {
                    result = u * v;
                    if (c == 1)
                        break;
                }
                return result;
            }
            """,
            3.0,
            5.0
        );
        Numbers.Close(5, program.Gradient("u")[0]);
        Numbers.Close(3, program.Gradient("v")[0]);
    }
}
