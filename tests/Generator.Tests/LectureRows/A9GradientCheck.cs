using System;
using System.Linq;
using NeuralGen.Generator.Tests.Harness;
using Xunit;
using static NeuralGen.Generator.Tests.LectureRows.Lecture;

namespace NeuralGen.Generator.Tests.LectureRows;

/// <summary>(f(x+ε) − f(x−ε)) / 2ε against generated gradients, by the public utility.</summary>
public class A9GradientCheck
{
    private const string Source = """
                [Differentiable]
                public static float Energy(Tensor<float> h, Tensor<float> W, Tensor<float> x, float scale)
                {
                    float energy = 0;
                    for (int i = 0; i < W.Dim(0); i++)
                        for (int j = 0; j < W.Dim(1); j++)
                            energy -= h[i] * W[i, j] * MathF.Tanh(x[j]);
                    return scale * energy;
                }
        """;

    [Fact]
    public void Generated_gradients_pass()
    {
        Compiled row = Verify(Source);
        (Tensor<double> h, Tensor<double> W, Tensor<double> x) = (Random(1, 9), Random(2, 9, 17), Random(3, 17));
        object?[] arguments = [h, W, x, 0.8, null];
        row.Call("Lectures.Row", "EnergyGradient", arguments);

        GradientCheckResult result = GradientCheck.Run(
            () => (double)row.Call("Lectures.Row", "Energy", h, W, x, 0.8)!,
            ("h", h),
            ("W", W),
            ("x", x)
        );

        Assert.True(result.Passed, result.ToString());
        Assert.True(result.Checked >= h.Length + W.Length + x.Length);
        Close((double)row.Call("Lectures.Row", "Energy", h, W, x, 1.0)!, (double)arguments[4]!);
    }

    [Fact]
    public void A_wrong_component_is_reported_as_the_worst()
    {
        Compiled row = InDouble(Source);
        (Tensor<double> h, Tensor<double> W, Tensor<double> x) = (Random(1, 9), Random(2, 9, 17), Random(3, 17));
        row.Call("Lectures.Row", "EnergyGradient", [h, W, x, 0.8, null]);
        W.Grad![3, 5] += 0.01;

        GradientCheckResult result = GradientCheck.Run(
            () => (double)row.Call("Lectures.Row", "Energy", h, W, x, 0.8)!,
            ("h", h),
            ("W", W),
            ("x", x)
        );

        Assert.False(result.Passed);
        Assert.Contains("W[3, 5]", result.ToString(), StringComparison.Ordinal);
    }
}
