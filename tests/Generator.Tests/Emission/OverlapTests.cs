using System;
using System.Linq;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Emission;

/// <summary>Windows that overlap: several products are added to one element of the input's gradient.</summary>
public class OverlapTests
{
    private static readonly string[] Bodies =
    [
        // Windows next to each other, two steps apart, of every other element, by a number that is known at run time.
        "double s = 0; for (int o = 0; o < 2; o++) for (int i = 0; i < 4; i++) { double u = 0; for (int p = 0; p < 3; p++) u += x[i + p] * y[3 * o + p]; s += u * u; } return s;",
        "double s = 0; for (int o = 0; o < 2; o++) for (int i = 0; i < 3; i++) { double u = 0; for (int p = 0; p < 3; p++) u += x[2 * i + p] * y[3 * o + p]; s += u * u; } return s;",
        "double s = 0; for (int o = 0; o < 2; o++) for (int i = 0; i < 4; i++) { double u = 0; for (int p = 0; p < 3; p++) u += x[i + 2 * p] * y[3 * o + p]; s += u * u; } return s;",
        "int d = n / 4; double s = 0; for (int o = 0; o < 2; o++) for (int i = 0; i < 2; i++) { double u = 0; for (int p = 0; p < 3; p++) u += x[d * i + p] * y[3 * o + p]; s += u * u; } return s;",
        "int d = n - 8; double s = 0; for (int o = 0; o < 2; o++) for (int i = 0; i < 3; i++) { double u = 0; for (int p = 0; p < 3; p++) u += x[d * i + d * p] * y[3 * o + p]; s += u * u; } return s;",
        // Downwards, and as many as are asked for, none too.
        "double s = 0; for (int o = 1; o >= 0; o--) for (int i = n - 4; i >= 0; i--) { double u = 0; for (int p = 2; p >= 0; p--) u += x[i - p + 2] * y[3 * o + p]; s += u * u; } return s;",
        "double s = a; for (int o = 0; o < n - 8; o++) for (int i = 0; i < n; i++) { double u = 0; for (int p = 0; p < 3; p++) u += x[i + p] * y[3 * o + p]; s += u * u; } return s + x[0] * y[0];",
        // Three in one subscript; one element that moves in both axes.
        "double s = 0; for (int o = 0; o < 2; o++) for (int i = 0; i < 2; i++) for (int j = 0; j < 2; j++) { double u = 0; for (int p = 0; p < 3; p++) u += x[i + 2 * j + p] * y[3 * o + p]; s += u * u; } return s;",
        "var m = new double[3, 3]; for (int i = 0; i < 9; i++) m[i / 3, i % 3] = x[i]; double s = 0; for (int o = 0; o < 2; o++) for (int i = 0; i < 2; i++) for (int j = 0; j < 2; j++) { double u = 0; for (int p = 0; p < 2; p++) for (int q = 0; q < 2; q++) u += m[i + p, j + q] * y[4 * o + 2 * p + q]; s += u * u; } return s;",
        // Within a recurrence, twice, and with a forward pass that scatters.
        "double s = a; for (int t = 0; t < 3; t++) { double v = 0; for (int o = 0; o < 2; o++) for (int i = 0; i < 4; i++) { double u = 0; for (int p = 0; p < 3; p++) u += x[i + p] * y[3 * o + p]; v += u * u; } s = Math.Sin(s) + v * s; } return s;",
        "double s = 0; for (int o = 0; o < 2; o++) for (int i = 0; i < 4; i++) { double u = 0; for (int p = 0; p < 3; p++) u += x[i + p] * x[3 * o + p]; s += u * u; } return s;",
        "var z = new double[8]; for (int o = 0; o < 2; o++) for (int i = 0; i < 4; i++) for (int p = 0; p < 3; p++) z[i + p] += x[4 * o + i] * y[3 * o + p]; double s = 0; for (int i = 0; i < 8; i++) s += z[i] * z[i] * (i + 1); return s;",
        "var z = new double[12]; for (int i = 0; i < 12; i++) z[i] = 0.1 * i; for (int o = 0; o < 2; o++) for (int i = 0; i < 4; i++) for (int p = 0; p < 3; p++) z[2 * i + p] -= 2 * x[4 * o + i] * y[3 * o + p]; double s = 0; for (int i = 0; i < 12; i++) s += z[i] * z[i]; return s;",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Mean_what_was_written(string generation) => Meaning.Agree(Bodies, generation);

    [Theory]
    [InlineData("y + p", "x + q")]
    [InlineData("2 * y + 3 * p", "x + q")]
    [InlineData("s * y + p", "s * x + q")]
    public void Every_product_of_a_convolution_is_a_contraction(string row, string column)
    {
        Compiled compiled = Compiler.Compile(
            $$"""
            using NeuralGen;
            public static partial class P
            {
                [Differentiable]
                public static void Conv(Tensor<float> X, Tensor<float> W, int s, Tensor<float> Y)
                {
                    for (int n = 0; n < Y.Dim(0); n++)
                        for (int o = 0; o < W.Dim(0); o++)
                            for (int y = 0; y < Y.Dim(2); y++)
                                for (int x = 0; x < Y.Dim(3); x++)
                                {
                                    float sum = 0;
                                    for (int c = 0; c < W.Dim(1); c++)
                                        for (int p = 0; p < W.Dim(2); p++)
                                            for (int q = 0; q < W.Dim(3); q++)
                                                sum += X[n, c, {{row}}, {{column}}] * W[o, c, p, q];
                                    Y[n, o, y, x] = sum;
                                }
                }
            }
            """
        );
        Assert.Matches(
            @"X\.grad\[n,c,[^\n]*\n *Contraction\.Accumulate\(",
            compiled.Generated.Single().Text.Replace("\r", "", StringComparison.Ordinal)
        );
    }
}
