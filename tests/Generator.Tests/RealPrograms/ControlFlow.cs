using System;
using System.Linq;
using Xunit;

namespace NeuralGen.Generator.Tests.RealPrograms;

/// <summary>Programs that end when they are done: Newton's method, bisection of a table, adaptive steps, an early answer.</summary>
public class ControlFlow
{
    private const string Source = """
        public static partial class Iterations
        {
            // The roots of x + log x = y by Newton's method, to the last digits.
            [Differentiable]
            public static double Roots(double[] y)
            {
                double sum = 0;
                for (int i = 0; i < y.Length; i++)
                {
                    double x = 1;
                    double step = 1;
                    while (Math.Abs(step) > 1e-13)
                    {
                        step = (x + Math.Log(x) - y[i]) / (1 + 1 / x);
                        x -= step;
                    }
                    sum += (i + 1) * x;
                }
                return sum;
            }

            // A table between whose points lines are drawn; outside, its first and last values.
            [Differentiable]
            public static double Interpolate(double[] at, double[] value, double x)
            {
                if (x <= at[0])
                    return value[0];
                if (x >= at[at.Length - 1])
                    return value[value.Length - 1];
                int low = 0, high = at.Length - 1;
                while (high - low > 1)
                {
                    int middle = (low + high) / 2;
                    if (at[middle] <= x)
                        low = middle;
                    else
                        high = middle;
                }
                double t = (x - at[low]) / (at[high] - at[low]);
                return value[low] + t * (value[high] - value[low]);
            }

            // y′ = −k (y − cos t), with a step that is halved until two halves agree with the whole.
            [Differentiable]
            public static double Adaptive(double y, double k, [NoGrad] double end)
            {
                double t = 0;
                double h = 0.5;
                while (t < end)
                {
                    if (t + h > end)
                        h = end - t;
                    double whole = y + h * (-k * (y - Math.Cos(t)));
                    double half = y + 0.5 * h * (-k * (y - Math.Cos(t)));
                    half += 0.5 * h * (-k * (half - Math.Cos(t + 0.5 * h)));
                    if (Math.Abs(whole - half) > 1e-2)
                    {
                        h *= 0.5;
                        continue;
                    }
                    y = 2 * half - whole;
                    t += h;
                    h *= 1.5;
                }
                return y;
            }

            // The first index at which the sum exceeds the limit decides.
            [Differentiable]
            public static double Exceeding(double[] x, [NoGrad] double limit)
            {
                double sum = 0;
                int i = 0;
                for (; i < x.Length; i++)
                {
                    if (x[i] < 0)
                        continue;
                    sum += x[i] * x[i];
                    if (sum > limit)
                        break;
                }
                return i < x.Length ? sum * x[i] : sum;
            }

            // Packed columns with a running index, as ADBench's reference has them.
            [Differentiable]
            public static double Packed(double[] l, double[] x)
            {
                int next = 0;
                var q = new double[x.Length];
                for (int j = 0; j < x.Length; j++)
                    for (int i = j + 1; i < x.Length; i++)
                    {
                        q[i] += l[next] * x[j];
                        next++;
                    }
                double sum = 0;
                foreach (double v in q)
                    sum += v * v;
                return sum;
            }
        }
        """;

    [Fact]
    public void Newtons_method()
    {
        double[] y = Numbers.Uniform(1, 7, 0, 3);

        RealProgram program = RealProgram.Check(Source, "Roots", y);

        // By the implicit function theorem: x′ = 1 / (1 + 1/x).
        double Solve(double v)
        {
            (double low, double high) = (1e-9, 5);
            for (int i = 0; i < 80; i++)
            {
                double middle = (low + high) / 2;
                (low, high) = middle + Math.Log(middle) < v ? (middle, high) : (low, middle);
            }

            return low;
        }

        Numbers.Close([.. y.Select((v, i) => (i + 1) / (1 + (1 / Solve(v))))], program.Gradient("y"), 1e-9);
    }

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(9, 0)]
    [InlineData(0.3, 1)]
    [InlineData(2.9, 3)]
    public void Interpolation(double x, int segment)
    {
        double[] at = [0, 0.2, 1, 1.5, 4];
        double[] value = Numbers.Uniform(1, 5);

        RealProgram program = RealProgram.Check(Source, "Interpolate", at, value, x);

        double slope = segment == 0 ? 0 : (value[segment + 1] - value[segment]) / (at[segment + 1] - at[segment]);
        Numbers.Close(slope, program.Gradient("x")[0]);
        Numbers.Close(1, program.Gradient("value").Sum());
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(3.0)]
    public void Adaptive_steps(double end) => RealProgram.Check(Source, "Adaptive", 0.3, 2.1, end);

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.5)]
    [InlineData(99.0)]
    public void An_early_end(double limit) => RealProgram.Check(Source, "Exceeding", Numbers.Uniform(2, 9), limit);

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public void A_running_index(int n) =>
        RealProgram.Check(Source, "Packed", Numbers.Uniform(3, n * (n - 1) / 2), Numbers.Uniform(4, n));
}
