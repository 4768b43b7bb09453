using System;
using System.Linq;
using Xunit;

namespace NeuralGen.Tests.GradientChecking;

public class GradientCheckTests
{
    // ½ Σ (w_i x_i − t)² with x_i = i + 1.
    private static double Loss(Tensor<double> w)
    {
        double loss = 0;
        for (int i = 0; i < w.Dim(0); i++)
        for (int j = 0; j < w.Dim(1); j++)
            loss += 0.5 * Math.Pow(w[i, j] * (i + j + 1) - 2, 2);
        return loss;
    }

    private static void AddGradient(Tensor<double> w)
    {
        for (int i = 0; i < w.Dim(0); i++)
        for (int j = 0; j < w.Dim(1); j++)
            w.Grad![i, j] += (w[i, j] * (i + j + 1) - 2) * (i + j + 1);
    }

    private static Tensor<double> Weights()
    {
        var w = Tensor<double>.Parameter(3, 4);
        var random = new Random(7);
        foreach (ref double value in w.AsSpan())
            value = random.NextDouble() - 0.5;
        return w;
    }

    [Fact]
    public void Right_gradient_passes_and_the_parameters_are_as_before()
    {
        Tensor<double> w = Weights();
        AddGradient(w);
        double[] before = w.ToArray();
        GradientCheckResult result = GradientCheck.Run(() => Loss(w), ("w", w));

        Assert.True(result.Passed, result.ToString());
        Assert.Equal(12 + 8, result.Checked);
        Assert.True(result.Worst!.RelativeError < 1e-8);
        Assert.Equal(before, w.ToArray());
        result.ThrowIfFailed();
    }

    [Fact]
    public void Callback_calculates_the_gradients_from_zero()
    {
        Tensor<double> w = Weights();
        w.Grad!.Fill(100);
        GradientCheckResult result = GradientCheck.Run(() => Loss(w), () => AddGradient(w), ("w", w));
        Assert.True(result.Passed, result.ToString());
    }

    [Fact]
    public void Loss_that_overwrites_the_gradient_is_no_trap()
    {
        Tensor<double> w = Weights();
        double LossAndGradient()
        {
            w.Grad!.Fill(0);
            AddGradient(w);
            return Loss(w);
        }
        LossAndGradient();
        w.Grad![2, 1] += 0.01;
        GradientCheckResult result = GradientCheck.Run(LossAndGradient, ("w", w));
        Assert.False(result.Passed);
        Assert.Equal("w[2, 1]", result.Failures[0].Name);
    }

    [Fact]
    public void Wrong_component_is_named_with_both_values()
    {
        Tensor<double> w = Weights();
        AddGradient(w);
        double right = w.Grad![1, 2];
        w.Grad[1, 2] = right * (1 + 1e-4);
        GradientCheckResult result = GradientCheck.Run(() => Loss(w), ("w", w));

        Assert.False(result.Passed);
        Assert.Equal("w[1, 2]", result.Worst!.Name);
        Assert.Equal("w", result.Worst.Parameter);
        Assert.Equal(6, result.Worst.Index);
        Assert.Equal(right, result.Worst.Numeric, 1e-6);
        Assert.Equal(right * (1 + 1e-4), result.Worst.Analytic);
        Assert.InRange(result.Worst.RelativeError, 0.9e-4, 1.1e-4);
        string message = Assert.Throws<InvalidOperationException>(result.ThrowIfFailed).Message;
        Assert.Contains("w[1, 2]", message);
        Assert.Contains("failed", message);
    }

    [Fact]
    public void Errors_that_cancel_in_positive_directions_are_found_by_directions_alone()
    {
        double[] x = [1, 1];
        GradientCheckResult result = GradientCheck.Run(
            p => p[0] * p[1],
            x,
            [1.5, 0.5],
            new GradientCheckOptions { MaxComponents = 0 }
        );
        Assert.False(result.Passed);
        Assert.All(result.Failures, failure => Assert.Equal("direction", failure.Parameter));
    }

    [Fact]
    public void Missing_gradient_is_found()
    {
        double[] x = [0.3, -0.2];
        Assert.False(GradientCheck.Run(p => Math.Sin(p[0]) + p[1], x, [0, 1]).Passed);
        Assert.False(GradientCheck.Run(p => Math.Sin(p[0]) + p[1], x, [Math.Cos(0.3), double.NaN]).Passed);
        Assert.True(GradientCheck.Run(p => Math.Sin(p[0]) + p[1], x, [Math.Cos(0.3), 1]).Passed);
    }

    [Theory]
    [InlineData(1e-9)]
    [InlineData(1)]
    [InlineData(1e9)]
    public void Scale_of_the_loss_does_not_matter(double scale)
    {
        double[] x = [0.5, 2];
        double F(double[] p) => scale * Math.Exp(p[0]) * Math.Log(p[1]);
        double[] right = [F(x), scale * Math.Exp(0.5) / 2];
        Assert.True(GradientCheck.Run(F, x, right).Passed);
        Assert.False(GradientCheck.Run(F, x, [right[0], right[1] * 1.0001]).Passed);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(1.0)]
    public void At_a_kink_no_gradient_is_judged(double claimed)
    {
        double[] x = [0, 0.7];
        GradientCheckResult result = GradientCheck.Run(
            p => Math.Max(0, p[0]) + p[1] * p[1],
            x,
            [claimed, 1.4],
            new GradientCheckOptions { Directions = 0 }
        );
        GradientCheckComponent kink = Assert.Single(result.Kinks);
        Assert.Equal("x[0]", kink.Name);
        Assert.Equal(0, kink.Left, 1e-6);
        Assert.Equal(1, kink.Right, 1e-6);
        Assert.Empty(result.Failures);
        Assert.False(result.Passed);
        Assert.Contains("kink", result.ToString());
    }

    [Fact]
    public void Kinks_can_be_allowed_and_do_not_hide_other_errors()
    {
        double[] x = [0, 0.7];
        double F(double[] p) => Math.Abs(p[0]) + p[1] * p[1];
        var options = new GradientCheckOptions { AllowKinks = true, Directions = 0 };
        Assert.True(GradientCheck.Run(F, x, [0, 1.4], options).Passed);
        Assert.False(GradientCheck.Run(F, x, [0, 1.5], options).Passed);
    }

    [Fact]
    public void Kink_at_a_small_distance_is_stepped_around()
    {
        double[] x = [3e-5];
        Assert.True(GradientCheck.Run(p => Math.Abs(p[0]) + 1, x, [1]).Passed);
        Assert.False(GradientCheck.Run(p => Math.Abs(p[0]) + 1, x, [0]).Passed);
    }

    [Fact]
    public void Curvature_is_no_kink()
    {
        for (double x = -2; x < 2; x += 0.37)
        {
            double f = Math.Exp(5 * x) + Math.Sin(20 * x);
            double g = 5 * Math.Exp(5 * x) + 20 * Math.Cos(20 * x);
            GradientCheckResult result = GradientCheck.Run(p => Math.Exp(5 * p[0]) + Math.Sin(20 * p[0]), [x], [g]);
            Assert.True(result.Passed, $"{f}: {result}");
        }
    }

    [Fact]
    public void Loss_that_is_no_function_is_refused()
    {
        var random = new Random(1);
        var error = Assert.Throws<InvalidOperationException>(() =>
            GradientCheck.Run(p => random.NextDouble(), [1.0], [1.0])
        );
        Assert.Contains("two calls gave", error.Message);
        error = Assert.Throws<InvalidOperationException>(() => GradientCheck.Run(p => double.NaN, [1.0], [1.0]));
        Assert.Contains("NaN", error.Message);
    }

    [Fact]
    public void Parameter_without_gradient_is_refused_by_name()
    {
        var w = new Tensor<double>(2);
        var error = Assert.Throws<ArgumentException>(() => GradientCheck.Run(() => 0, ("w", w)));
        Assert.Contains("'w'", error.Message);
        error = Assert.Throws<ArgumentException>(() => GradientCheck.Run(() => 0, ("x", new double[2], new double[3])));
        Assert.Contains("2 elements", error.Message);
        Assert.Contains("has 3", error.Message);
    }

    [Fact]
    public void Same_seed_gives_the_same_directions()
    {
        double[] x = Enumerable.Range(0, 10).Select(i => i * 0.1).ToArray();
        double[] g = x.Select(Math.Cos).ToArray();
        double F(double[] p) => p.Sum(Math.Sin);
        var options = new GradientCheckOptions { MaxComponents = 3, Seed = 5 };
        Assert.Equal(GradientCheck.Run(F, x, g, options).ToString(), GradientCheck.Run(F, x, g, options).ToString());
        Assert.Equal(11, GradientCheck.Run(F, x, g, options).Checked);
    }
}
