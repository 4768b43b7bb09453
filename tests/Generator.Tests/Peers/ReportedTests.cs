using System;
using System.Linq;
using NeuralGen.Generator.Tests.RealPrograms;
using Xunit;

namespace NeuralGen.Generator.Tests.Peers;

/// <summary>
/// Programs that users of other tools were given wrong gradients for, without a word. Written anew in the loop language; each is checked
/// against differences, scheduled and unscheduled, and against what the report says is right.
/// </summary>
public class ReportedTests
{
    /// <summary>Slang #13000: the input's gradient of dense layers written as nested loops.</summary>
    [Theory]
    [InlineData(2, 32, 3)]
    [InlineData(5, 7, 19)]
    public void Dense_layers_as_nested_loops(int inputs, int hidden, int outputs) =>
        Check(
            """
            [Differentiable]
            public static double M(double[] x, Tensor<double> w1, double[] b1, Tensor<double> w2, Tensor<double> w3)
            {
                int n = b1.Length;
                var h = new double[n];
                for (int i = 0; i < n; i++)
                {
                    h[i] = b1[i];
                    for (int j = 0; j < x.Length; j++)
                        h[i] += w1[i, j] * x[j];
                    h[i] = Math.Tanh(h[i]);
                }
                var g = new double[n];
                for (int i = 0; i < n; i++)
                {
                    double sum = 0;
                    for (int j = 0; j < n; j++)
                        sum += w2[i, j] * h[j];
                    g[i] = Math.Tanh(sum);
                }
                double loss = 0;
                for (int i = 0; i < w3.Dim(0); i++)
                {
                    double sum = 0;
                    for (int j = 0; j < n; j++)
                        sum += w3[i, j] * g[j];
                    loss += sum * sum;
                }
                return loss;
            }
            """,
            Numbers.Uniform(1, inputs),
            Numbers.Tensor(2, hidden, inputs),
            Numbers.Uniform(3, hidden),
            Numbers.Tensor(4, hidden, hidden),
            Numbers.Tensor(5, outputs, hidden)
        );

    /// <summary>Clad #1865: a divisor inside a loop that accumulates, written in place.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(70)]
    public void A_divisor_inside_an_accumulating_loop(int n)
    {
        RealProgram program = Check(
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
        RealProgram program = Check(
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
        RealProgram program = Check(
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
        RealProgram program = Check(
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

    /// <summary>Taichi #2505: a value that is overwritten by a function of itself.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(75)]
    public void A_field_that_is_overwritten_by_itself(int n)
    {
        (double[] theta, double[] x) = (Numbers.Uniform(1, n, 0, 6), Numbers.Uniform(2, n));
        RealProgram program = Check(
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
        RealProgram program = Check(
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
        RealProgram program = Check(
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

    /// <summary>Tullio #85: shifted indices, whose gradients meet in one element.</summary>
    [Theory]
    [InlineData(3, 4)]
    [InlineData(40, 70)]
    public void Shifted_indices_that_meet(int rows, int columns)
    {
        Tensor<double> x = Numbers.Tensor(1, rows, columns);
        RealProgram program = Check(
            """
            [Differentiable]
            public static double M(Tensor<double> x)
            {
                double total = 0;
                for (int i = 0; i + 1 < x.Dim(0); i++)
                    for (int j = 0; j + 1 < x.Dim(1); j++)
                    {
                        double down = x[i, j] - x[i + 1, j];
                        double right = x[i, j] - x[i, j + 1];
                        total += Math.Sqrt(down * down + right * right);
                    }
                return total;
            }
            """,
            x
        );

        double[] expected = new double[rows * columns];
        for (int i = 0; i + 1 < rows; i++)
        {
            for (int j = 0; j + 1 < columns; j++)
            {
                (double down, double right) = (x[i, j] - x[i + 1, j], x[i, j] - x[i, j + 1]);
                double root = Math.Sqrt((down * down) + (right * right));
                expected[(i * columns) + j] += (down + right) / root;
                expected[((i + 1) * columns) + j] -= down / root;
                expected[(i * columns) + j + 1] -= right / root;
            }
        }

        Numbers.Close(expected, program.Gradient("x"));
    }

    /// <summary>Tullio #70: a minimum over two indices, with a factor that changes its sign.</summary>
    [Theory]
    [InlineData(2, 4)]
    [InlineData(9, 70)]
    public void A_minimum_over_two_indices(int n, int m) =>
        Check(
            """
            [Differentiable]
            public static double M(Tensor<double> w, Tensor<double> k, double[] weights)
            {
                double sum = 0;
                for (int m = 0; m < w.Dim(1); m++)
                {
                    double f = double.PositiveInfinity;
                    for (int j = 0; j < w.Dim(0); j++)
                        for (int u = 0; u < k.Dim(1); u++)
                            f = Math.Min(f, w[j, m] * (u == 3 ? 1 : -1) * (k[j, u] - k[m, u]) * (k[j, u] - k[m, u]));
                    sum += weights[m] * f;
                }
                return sum;
            }
            """,
            Numbers.Tensor(1, n, n),
            Numbers.Tensor(2, n, m),
            Numbers.Uniform(3, n)
        );

    /// <summary>Tullio #153: the weights of a locally connected layer are read at shifted positions too.</summary>
    [Fact]
    public void Locally_connected_weights() =>
        Check(
            """
            [Differentiable]
            public static double M(Tensor<double> x, Tensor<double> w, Tensor<double> seed)
            {
                double sum = 0;
                for (int s = 0; s < seed.Dim(0); s++)
                    for (int t = 0; t < seed.Dim(1); t++)
                    {
                        double c = 0;
                        for (int i = 0; i < w.Dim(2); i++)
                            for (int j = 0; j < w.Dim(3); j++)
                                c += x[s + i, t + j] * w[s + i, t + j, i, j];
                        sum += c * seed[s, t];
                    }
                return sum;
            }
            """,
            Numbers.Tensor(1, 8, 40),
            Numbers.Tensor(2, 8, 40, 3, 2),
            Numbers.Tensor(3, 6, 39)
        );

    /// <summary>Dex #842: the inner loop ends at the outer one's index.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(69)]
    public void Triangular_loops(int n)
    {
        double[] x = Numbers.Uniform(1, n);
        RealProgram program = Check(
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
        Check(
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
        RealProgram program = Check(
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

    /// <summary>Clad #746: a loop that a break leaves, in whose middle the result is computed.</summary>
    [Fact]
    public void A_loop_that_a_break_leaves()
    {
        RealProgram program = Check(
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

    /// <summary>jax-mps #195: a condition that alternates in a long loop.</summary>
    [Fact]
    public void An_alternating_condition()
    {
        RealProgram program = Check(
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

    /// <summary>slangpy #1055: a loop with weights from the data, and a result of several components.</summary>
    [Fact]
    public void An_edge_aware_filter() =>
        Check(
            """
            private static void Filter(Tensor<double> image, int at, double sharpness, double[] color)
            {
                double weights = 0;
                for (int k = -2; k <= 2; k++)
                {
                    double difference = 0;
                    for (int c = 0; c < 3; c++)
                        difference += (image[at + k, c] - image[at, c]) * (image[at + k, c] - image[at, c]);
                    double weight = Math.Exp(-sharpness * difference);
                    weights += weight;
                    for (int c = 0; c < 3; c++)
                        color[c] += weight * image[at + k, c];
                }
                for (int c = 0; c < 3; c++)
                    color[c] /= weights;
            }

            [Differentiable]
            public static double M(Tensor<double> image, double sharpness)
            {
                double sum = 0;
                for (int p = 2; p < image.Dim(0) - 2; p++)
                {
                    var color = new double[3];
                    Filter(image, p, sharpness, color);
                    for (int c = 0; c < 3; c++)
                        sum += (c + 1) * color[c] * color[c];
                }
                return sum;
            }
            """,
            Numbers.Tensor(1, 37, 3),
            1.7
        );

    private static RealProgram Check(string members, params object[] values) =>
        RealProgram.Check($"public static partial class P\n{{\n{members}\n}}", "M", values);
}
