using System;
using System.Linq;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Emission;

/// <summary>A loop's bound that overflows an int is no silent other number of iterations.</summary>
public class BoundOverflowTests
{
    private const string Source = """
        using System;
        using NeuralGen;
        static partial class P
        {
            [Differentiable]
            static double Flat(double[] x, int n, int m)
            {
                double s = 0;
                for (int k = 0; k < n * m; k++)
                    s += x[0];
                return s;
            }

            [Differentiable]
            static double Rows(double[] x, int n, int m)
            {
                double s = 0;
                for (int i = 0; i < n; i++)
                    for (int k = i * m; k < (i + 1) * m; k++)
                        s += x[0] * k;
                return s;
            }

            [Differentiable]
            static double Down(double[] x, int n, int m)
            {
                double s = 0;
                for (int k = n * m; k > 0; k--)
                    s += x[0];
                return s;
            }

            [Differentiable]
            static double Wide(double[] x, int n, int m)
            {
                double s = 0;
                for (long k = 1; k < (long)n * m; k *= 65536)
                    s += x[0];
                for (long k = (long)n * m; k < (long)n * m + 3; k++)
                    s += x[0];
                return s;
            }

            [Differentiable]
            static double Inside(double[] x, int n, int m)
            {
                double s = 0;
                for (int k = 0; k < n * m; k++)
                    s += x[k] * x[k];
                return s;
            }

            [Differentiable]
            static double Area(double[,] x)
            {
                double s = 0;
                for (int k = 0; k < x.GetLength(0) * x.GetLength(1); k++)
                    s += x[0, 0];
                return s;
            }

            [Differentiable]
            static double Early(double[] x, int n)
            {
                if (n > 46340)
                    return x[0] * 9;
                double s = 0;
                for (int k = 0; k < n * n; k++)
                    s += x[0];
                return s;
            }

            [Differentiable]
            static double Guarded(double[] x, int n, int m)
            {
                if (n < 0 || n > 1000 || m < 0 || m > 1000)
                    throw new ArgumentOutOfRangeException(nameof(n));
                double s = 0;
                for (int k = 0; k < n * m; k++)
                    s += x[0];
                return s;
            }

            [Differentiable]
            static double Data(double[] x, int n, int m)
            {
                double s = x[0];
                if (x[1] > 0)
                    for (int k = 0; k < n * m * m; k++)
                    {
                        s += x[0];
                        if (k > 9) break;
                    }
                return s;
            }

            [Differentiable]
            static double Indexed(double[] x, int[] limits, int m)
            {
                double s = 0;
                for (int i = 0; i < limits[0]; i++)
                    for (int j = 0; j < limits[1]; j += 1 << 16)
                        for (int k = j * m; k < j * m + 2; k++)
                            s += x[0];
                return s;
            }

            [Differentiable]
            static double Chosen(double[] x, int n, bool isLong)
            {
                double Sum()
                {
                    double s = 0;
                    for (int k = 0; k < n * n; k++)
                        s += x[0];
                    return s;
                }

                return isLong ? Sum() : x[0];
            }

            [Differentiable]
            static double Segments(double[] x, int n, int m)
            {
                double s = x[0];
                [Checkpoint]
                double Step(double v, int i)
                {
                    for (int k = 0; k < i * m; k++)
                        v += Math.Sin(x[0]) * 0;
                    return v + x[0];
                }

                for (int i = 0; i < n; i++)
                    s = Step(s, i * 30000);
                return s;
            }

            [Differentiable]
            static double Lag(double[] x, int[] limits, int m)
            {
                double s = 0;
                for (int i = 0; i < limits[0]; i++)
                    for (int k = 0; k + i * m < 6; k++)
                        s += x[0];
                return s;
            }

            [Differentiable]
            static double Strided(double[] x, int n, int m)
            {
                double s = 0;
                for (int i = m; i < n; i++)
                {
                    for (int k = i * 40000; k < i * 40000 + 3; k++)
                        s += x[0];
                    if (i * 60000 > 0)
                        s += x[0];
                }
                return s;
            }

            [Differentiable]
            static double Sum(double[] x, int n, int m)
            {
                double s = 0;
                for (int i = n; i < n + m; i += 3)
                    s += x[0];
                return s;
            }

            [Differentiable]
            static double Wave(double[] x, int n, int m)
            {
                double s = 0;
                for (int i = 0; i < n; i++)
                    s += x[0] * ((i + n + m) % n);
                return s;
            }

            [Differentiable]
            static double Round(double[] x, int n, int m)
            {
                double s = 0;
                for (int i = 0; i < 3; i++)
                    s += x[0] * (unchecked(i + n + m) % 5);
                return s;
            }

            [Differentiable]
            static double Stencil(double[] x, int n, int m)
            {
                double s = 0;
                for (int i = 0; i < n; i++)
                    for (int j = n - 1; j >= 0; j--)
                        if (i + 1 < n && j - 1 >= 0 || n - 1 - j > i)
                            s += x[0] * (n - i);
                return s;
            }

            [Differentiable]
            static double Cast(double[] x, int n, int m)
            {
                long product = (long)n * m;
                double s = 0;
                for (long i = 0; i < product; i += 1L << 40)
                    s += checked(x[(int)(i % 6)] * (int)(product + i));
                return s;
            }

            static double Gradient(string name, int n, int m)
            {
                double[] x = { 2, 0, 0, 0, 0, 0 };
                double[] g = new double[x.Length];
                _ = name switch
                {
                    "Flat" => FlatGradient(x, n, m, g),
                    "Rows" => RowsGradient(x, n, m, g),
                    "Down" => DownGradient(x, n, m, g),
                    "Wide" => WideGradient(x, n, m, g),
                    "Early" => EarlyGradient(x, n, g),
                    "Guarded" => GuardedGradient(x, n, m, g),
                    "Data" => DataGradient(x, n, m, g),
                    "Taken" => DataGradient([2, 1], n, m, g),
                    "Indexed" => IndexedGradient(x, new[] { n, 65537 }, m, g),
                    "Lag" => LagGradient(x, new[] { n }, m, g),
                    "Strided" => StridedGradient(x, n, m, g),
                    "Chosen" => ChosenGradient(x, n, m > 0, g),
                    "Sum" => SumGradient(x, n, m, g),
                    "Wave" => WaveGradient(x, n, m, g),
                    "Round" => RoundGradient(x, n, m, g),
                    "Stencil" => StencilGradient(x, n, m, g),
                    "Cast" => CastGradient(x, n, m, g),
                    "Segments" => SegmentsGradient(x, n, m, g),
                    _ => InsideGradient(x, n, m, g),
                };
                return g[0];
            }
        }
        """;

    private static readonly Lazy<Compiled> Program = new(() => Compiler.Compile(Source));

    [Theory]
    [InlineData("Flat", 2, 3, 6)]
    [InlineData("Flat", 65536, 0, 0)]
    [InlineData("Flat", -32768, 65536, 0)]
    [InlineData("Rows", 2, 3, 15)]
    [InlineData("Rows", 0, 65536, 0)]
    [InlineData("Down", 2, 3, 6)]
    [InlineData("Wide", 65536, 65536, 5)]
    [InlineData("Inside", 2, 3, 4)]
    [InlineData("Early", 3, 0, 9)]
    [InlineData("Early", 46341, 0, 9)]
    [InlineData("Early", 65536, 0, 9)]
    [InlineData("Guarded", 2, 3, 6)]
    [InlineData("Data", 2, 3, 1)]
    [InlineData("Data", int.MaxValue, int.MaxValue, 1)]
    [InlineData("Taken", 2, 2, 9)]
    [InlineData("Taken", 0, int.MaxValue, 1)]
    [InlineData("Indexed", 2, 3, 8)]
    [InlineData("Indexed", 0, int.MaxValue, 0)]
    [InlineData("Chosen", 3, 1, 9)]
    [InlineData("Chosen", 65536, 0, 1)]
    [InlineData("Lag", 3, 2, 12)]
    [InlineData("Lag", 3, -2, 24)]
    [InlineData("Lag", 1, int.MaxValue, 6)]
    [InlineData("Strided", 35791, 35790, 4)]
    [InlineData("Segments", 2, 0, 3)]
    [InlineData("Segments", 2, 1, 3)]
    [InlineData("Segments", 1, 80000, 2)]
    [InlineData("Sum", 2, 7, 3)]
    [InlineData("Sum", int.MaxValue - 9, 7, 3)]
    [InlineData("Sum", int.MinValue, 3, 1)]
    [InlineData("Wave", 3, 2, 3)]
    [InlineData("Wave", 0, int.MaxValue, 0)]
    [InlineData("Round", int.MaxValue, 1, -6)]
    [InlineData("Stencil", 2, 0, 4)]
    [InlineData("Stencil", int.MinValue, 0, 0)]
    [InlineData("Cast", 3, 5, 15)]
    [InlineData("Cast", 46341, 46340, 46341.0 * 46340)]
    [InlineData("Cast", 65536, -65536, 0)]
    public void What_fits_is_counted(string name, int n, int m, double slope) =>
        Assert.Equal(slope, Program.Value.Call("P", "Gradient", name, n, m));

    [Theory]
    [InlineData("Flat", 65536, 65537)]
    [InlineData("Flat", 32768, 65536)]
    [InlineData("Flat", -32769, 65536)]
    [InlineData("Rows", 65536, 65537)]
    [InlineData("Rows", 32768, 65536)]
    [InlineData("Down", 65536, 65537)]
    [InlineData("Early", -46341, 0)]
    [InlineData("Taken", 2, 46341)]
    [InlineData("Taken", 65536, 65536)]
    [InlineData("Indexed", 1, 65536)]
    [InlineData("Chosen", 65536, 1)]
    [InlineData("Lag", 3, int.MaxValue)]
    [InlineData("Lag", 2, -int.MaxValue)]
    [InlineData("Lag", 2, 5 - int.MaxValue)]
    [InlineData("Strided", 35793, 35792)]
    [InlineData("Strided", 60001, 60000)]
    [InlineData("Segments", 2, 80000)]
    [InlineData("Sum", int.MaxValue - 5, 6)]
    [InlineData("Sum", int.MaxValue - 5, 5)]
    [InlineData("Sum", int.MinValue, -1)]
    [InlineData("Wave", 3, int.MaxValue - 4)]
    [InlineData("Cast", 46341, 46341)]
    public void What_does_not_is_told(string name, int n, int m)
    {
        var failure = Assert.Throws<OverflowException>(() => Program.Value.Call("P", "Gradient", name, n, m));

        Assert.Contains("is more than an int has room for", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Beyond_64_bits_too() =>
        Assert.Throws<OverflowException>(() =>
            Program.Value.Call("P", "Gradient", "Taken", int.MaxValue, int.MaxValue)
        );

    /// <summary>The array has the last element, or the call fails as it should; below there is none.</summary>
    [Fact]
    public void What_leads_through_an_array_needs_no_check()
    {
        Assert.Throws<ArgumentException>(() => Program.Value.Call("P", "Gradient", "Inside", 65536, 65537));
        Assert.Equal([2, 1, 0, 0], new[] { "Flat", "Inside", "Area", "Wide" }.Select(Checks));
        Assert.Equal([0, 0], new[] { "Stencil", "Round" }.Select(Checks));
    }

    /// <summary>On entry, with what the loop is under; where data decide, where it stands.</summary>
    [Fact]
    public void It_is_checked_where_the_loop_is_reached()
    {
        Assert.Equal([0, 0, 0], new[] { "Flat", "Early", "Strided" }.Select(InPlace));
        Assert.True(InPlace("Data") > 0 && InPlace("Lag") > 0 && InPlace("Chosen") > 0);
        Assert.Equal([0, 0, 0], new[] { "Data", "Lag", "Chosen" }.Select(Checks));
        Assert.Contains("OverflowException", Text("Data"), StringComparison.Ordinal);
    }

    private static int Checks(string method) => Text(method).Split("Guard.ThrowOverflow").Length - 1;

    private static int InPlace(string method) => Text(method).Split("Subscript.Int").Length - 1;

    private static string Text(string method) =>
        string.Concat(
            Program
                .Value.Generated.Where(f => f.Text.Contains($"Method = \"P.{method}\"", StringComparison.Ordinal))
                .Select(f => f.Text)
        );
}
