using System;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Differentiation;

/// <summary>
/// A factor of several contributions goes by the name of a local's adjoint only where that adjoint is the factor: everywhere, for each
/// instance, and nothing besides.
/// </summary>
public class SharedFactorTests
{
    private const string Sums =
        "for (int i = 0; i < 3; i++) for (int j = 0; j < 3; j++) { u[i] += x[i] * x[j + 3]; v[i, j] += x[j] * y[i]; } ";
    private const string Locals =
        "var u = new double[3]; var v = new double[3, 3]; var w = new double[3, 3]; double s = 0; " + Sums;
    private const string Squares =
        " for (int i = 0; i < 3; i++) for (int j = 0; j < 3; j++) s += w[i, j] * w[i, j] * (i + 2 * j + 1); return s;";

    private static readonly string[] Bodies =
    [
        // The whole adjoint, element by element.
        .. All("w[i, j] = Math.Sin(v[i, j] + y[j])"),
        .. All("w[i, j] = Math.Sin(v[i, j] - y[j] * a)"),
        // A sum over j of such factors, or one of several elements.
        .. All("w[i, j] = Math.Sin(u[i] + y[j])"),
        .. All("w[i, j] = Math.Sin(u[j] + y[i])"),
        .. All("w[i, j] = Math.Sin(v[i, 0] + y[j])"),
        .. All("w[i, j] = Math.Sin(v[1, j] + y[i])"),
        .. All("w[i, j] = Math.Sin(v[j, i] + y[i])"),
        // Used twice, in one statement or in two.
        .. All("w[i, j] = Math.Sin(v[i, j] + y[j]) * v[i, j]"),
        .. All("w[i, j] = Math.Sin(v[i, j] + y[j]); w[i, j] += v[i, j] * y[i]"),
        .. All("w[i, j] += Math.Sin(v[i, j] + y[j] + u[i])"),
        // Only where a condition holds.
        .. All("w[i, j] = x[i] > 0 ? Math.Sin(v[i, j] + y[j]) : a"),
        .. All("w[i, j] = Math.Sin(x[i] > 0 ? v[i, j] + y[j] : a * y[j])"),
        .. All("w[i, j] = Math.Sin((x[i] > 0 ? v[i, j] : a) + y[j])"),
        .. All("if (x[i] > 0) w[i, j] = Math.Sin(v[i, j] + y[j]); else w[i, j] = Math.Sin(y[i])"),
        .. All("w[i, j] = Math.Max(v[i, j] * a, y[j] * v[i, j])"),
        // Several factors in one statement.
        .. All("w[i, j] = Math.Sin(v[i, j] + y[j]) * Math.Cos(u[i] + y[i])"),
        .. All("w[i, j] = Math.Exp(Math.Sin(v[i, j] + y[j]) + x[i])"),
    ];

    private static string[] All(string statement) =>
        [$"{Locals} for (int i = 0; i < 3; i++) for (int j = 0; j < 3; j++) {{ {statement}; }} {Squares}"];

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Factors_are_what_their_names_say(string generation) => Meaning.Agree(Bodies, generation);

    /// <summary>A parameter's gradient may hold something already: it is no name for what is added to it.</summary>
    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Gradients_that_are_not_zero_are_added_to(string generation)
    {
        Compiled compiled = Compiler.Compile(
            "using System; using NeuralGen; public static partial class P { [Differentiable] public static double M(Tensor<double> x, Tensor<double> y) "
                + "{ double s = 0; for (int i = 0; i < x.Dim(0); i++) s += Math.Exp(x[i] + y[i]); return s; } }",
            generation: Enum.Parse<Generation>(generation)
        );
        (Tensor<double> x, Tensor<double> y) = (Tensor<double>.Parameter(3), Tensor<double>.Parameter(3));
        x.Grad!.Fill(10);
        y.Grad!.Fill(20);
        object residuals = compiled.New("P+MResiduals");
        compiled.Call("P", "MForward", x, y, residuals);
        compiled.Call("P", "MBackward", x, y, residuals, 1.0);
        Assert.Equal([11, 11, 11], x.Grad.ToArray());
        Assert.Equal([21, 21, 21], y.Grad.ToArray());
    }
}
