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
    public void What_fits_is_counted(string name, int n, int m, double slope) =>
        Assert.Equal(slope, Program.Value.Call("P", "Gradient", name, n, m));

    [Theory]
    [InlineData("Flat", 65536, 65537)]
    [InlineData("Flat", 32768, 65536)]
    [InlineData("Flat", -32769, 65536)]
    [InlineData("Rows", 65536, 65537)]
    [InlineData("Rows", 32768, 65536)]
    [InlineData("Down", 65536, 65537)]
    public void What_does_not_is_told(string name, int n, int m)
    {
        var failure = Assert.Throws<OverflowException>(() => Program.Value.Call("P", "Gradient", name, n, m));

        Assert.Contains("is more than an int has room for", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>The array has the last element, or the call fails as it should; below there is none.</summary>
    [Fact]
    public void What_leads_through_an_array_needs_no_check()
    {
        Assert.Throws<ArgumentException>(() => Program.Value.Call("P", "Gradient", "Inside", 65536, 65537));
        Assert.Equal([2, 1, 0, 0], new[] { "Flat", "Inside", "Area", "Wide" }.Select(Checks));
    }

    private static int Checks(string method) =>
        Program
            .Value.Generated.Where(f => f.Text.Contains($"Method = \"P.{method}\"", StringComparison.Ordinal))
            .Sum(f => f.Text.Split("Guard.ThrowOverflow").Length - 1);
}
