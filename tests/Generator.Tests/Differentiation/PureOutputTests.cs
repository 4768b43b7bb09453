using System;
using System.Linq;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Differentiation;

/// <summary>
/// The gradient of an output is the caller's: the backward pass reads it and leaves it as it was, however often the output is written and
/// whatever reads it.
/// </summary>
public class PureOutputTests
{
    private static readonly double[] Point = [0.5, -1, 2, 0.25];
    private static readonly double[] Seed = [1, -2, 0.5, 3];

    private static readonly string[] Bodies =
    [
        "for (int i = 0; i < n; i++) y[i] = x[i] * x[i];",
        // Written twice.
        "for (int i = 0; i < n; i++) y[i] = x[i]; for (int i = 0; i < n; i++) if (x[i] > 0) y[i] = x[i] * x[i];",
        "for (int i = 0; i < n; i++) { y[i] = x[i]; y[0] = x[i] * x[i]; }",
        "for (int i = 0; i < n; i++) y[i] = x[i] * x[i]; for (int i = 0; i < n; i++) y[i] *= x[i];",
        "for (int i = 0; i < n; i++) { y[i] = 0; for (int j = 0; j < n; j++) y[i] += x[i] * x[j] * x[j]; }",
        // Read, where another element is written.
        "y[0] = x[0]; for (int i = 1; i < n; i++) y[i] = y[i - 1] * x[i] + x[i];",
        "y[0] = x[0]; for (int i = 1; i < n; i++) { y[i] = 2; y[i] += y[i - 1] * x[i]; }",
        "y[0] = x[0] * x[1]; for (int i = 1; i < n; i++) y[i] = y[0] * x[i];",
        // Extremes.
        "for (int i = 0; i < n; i++) { y[i] = -9; for (int j = 0; j < n; j++) y[i] = Math.Max(y[i], x[j] * (i + 1) - 0.9 * j * i); }",
        "for (int i = 0; i < n; i++) y[i] = x[i] * x[i]; for (int i = 0; i < n; i++) y[i] = Math.Min(y[i], x[0] + 1);",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Its_gradient_is_read_and_left(string generation)
    {
        string methods = string.Concat(
            Bodies.Select(
                (body, k) =>
                    $"[Differentiable] public static void M{k}(Tensor<double> x, Tensor<double> y) {{ int n = x.Dim(0); {body} }}\n"
            )
        );
        Compiled compiled = Compiler.Compile(
            $"using System; using NeuralGen; public static partial class P {{ {methods} }}",
            generation: Enum.Parse<Generation>(generation)
        );
        Assert.All(Enumerable.Range(0, Bodies.Length), k => Check(compiled, k));
    }

    /// <summary>What is written to, and has no gradient that the caller sees, has one inside.</summary>
    [Fact]
    public void A_scratch_parameter()
    {
        Compiled compiled = Compiler.Compile(
            "using NeuralGen; public static partial class P { [Differentiable] public static double M(Tensor<double> x, [NoGrad] Tensor<double> t) "
                + "{ double s = 0; for (int i = 0; i < x.Dim(0); i++) t[i] = x[i] * x[i]; for (int i = 0; i < x.Dim(0); i++) s += t[i] * x[i]; return s; } }"
        );
        (Tensor<double> x, Tensor<double> t) = (Of([1, 2]), new Tensor<double>(2));
        compiled.Call("P", "MGradient", x, t);
        Assert.Equal([3, 12], x.Grad!.ToArray());
    }

    private static void Check(Compiled compiled, int k)
    {
        double Value(double[] point)
        {
            (Tensor<double> at, Tensor<double> result) = (Of(point), new Tensor<double>(Seed.Length));
            compiled.Call("P", $"M{k}", at, result);
            return result.ToArray().Zip(Seed, (v, s) => v * s).Sum();
        }

        (Tensor<double> x, Tensor<double> y) = (Of(Point), Tensor<double>.Parameter(Seed.Length));
        Fill(y.Grad!, Seed);
        object residuals = compiled.New($"P+M{k}Residuals");
        compiled.Call("P", $"M{k}Forward", x, y, residuals);
        compiled.Call("P", $"M{k}Backward", x, y, residuals);
        Assert.Equal(Seed, y.Grad!.ToArray());
        double[] gradient = x.Grad!.ToArray();
        for (int i = 0; i < Point.Length; i++)
        {
            double Moved(double h) => Value([.. Point.Select((p, j) => i == j ? p + h : p)]);
            Assert.Equal((Moved(1e-5) - Moved(-1e-5)) / 2e-5, gradient[i], 1e-6);
        }
    }

    private static Tensor<double> Of(double[] values)
    {
        Tensor<double> tensor = Tensor<double>.Parameter(values.Length);
        Fill(tensor, values);
        return tensor;
    }

    private static void Fill(Tensor<double> tensor, double[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            tensor[i] = values[i];
        }
    }
}
