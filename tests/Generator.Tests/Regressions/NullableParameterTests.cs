using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Regressions;

/// <summary>Parameters whose type says that they may be null: the generated code says so too, and does not warn of itself.</summary>
public class NullableParameterTests
{
    private const string Source = """
        #nullable enable
        using System;
        using NeuralGen;
        public class Layer { public Tensor<double>? Weight; public Layer? Next; public double Apply(double a) => Weight![0] * a; }
        public partial class P
        {
            readonly Layer? _layer = new();
            Tensor<double>? Bias { get; set; }

            [Differentiable]
            public static double Unused(double[]? x, double[] y, string? kind, Tensor<double>? t)
            {
                double s = 0;
                if (kind == "twice") for (int i = 0; i < y.Length; i++) s += 2 * y[i];
                else s = y[0];
                return s;
            }

            [Differentiable]
            public static double All(double[]? x, double[,]? m, Tensor<double>? t, double[][]? rows, int[]? idx)
            {
                double s = 0;
                for (int i = 0; i < x!.Length; i++) s += x[i] * t![i] + m![i, 0] + rows![i][0] * idx![i];
                return s;
            }

            [Differentiable]
            public double Objects(double a, Layer? other, [NoGrad] double[]? z)
            {
                ArgumentNullException.ThrowIfNull(other);
                return _layer!.Apply(a) + other.Apply(a) + z![0] * Bias![0];
            }

            [Differentiable]
            public static void Written(Tensor<float>? x, Tensor<float>? y, params int[]? k)
            {
                for (int i = 0; i < y!.Dim(0); i++) y[i] = x![i] * x[i] + k![0];
            }
        }
        """;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Generated_code_does_not_warn(bool isNullable) =>
        Compiler.Compile(Source, new Strictness { Nullable = isNullable });

    [Fact]
    public void What_is_null_is_named_where_it_is_used()
    {
        Compiled compiled = Compiler.Compile(Source);
        double[] y = [1, 2];
        Assert.Equal(6.0, compiled.Call("P", "UnusedForward", null, y, "twice", null));
        Assert.Contains(
            "'x'",
            Assert
                .ThrowsAny<System.ArgumentException>(() =>
                    compiled.Call("P", "AllForward", null, null, null, new double[][] { [1.0] }, null)
                )
                .Message,
            System.StringComparison.Ordinal
        );
    }
}
