using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Differentiation;

/// <summary>What depends on the parameters only after several rounds of a loop depends on them.</summary>
public class ActivityTests
{
    private static readonly string[] Bodies =
    [
        "double s = 0, p = 0, q = 0, r = 0, t = 0, u = 0, v = 0; for (int i = 0; i < n; i++) { s += p * q; p = r; q = t; r = u; t = v; u = x[i]; v = y[i]; } return s;",
        "double s = 0, p = 1, q = 2, r = 3; for (int i = 0; i < n; i++) { s += p * p; p = q; q = r; r = x[i]; } return s;",
        "var w = new double[4]; double s = 0; for (int i = 0; i < n; i++) { s += w[3] * y[i]; w[3] = w[2]; w[2] = w[1]; w[1] = w[0]; w[0] = x[i] * a; } return s;",
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Activity_goes_round_loops(bool scheduled) =>
        Assert.Equal("", Meaning.Failures(Bodies, scheduled ? Generation.Scheduled : Generation.Unscheduled));

    /// <summary>A parameter without a gradient through which a gradient flows: y[i] is (w[i] + x[i]²)·x[i].</summary>
    [Fact]
    public void Through_a_parameter_without_a_gradient()
    {
        Compiled compiled = Compiler.Compile(
            Parsing.Parsing.Usings
                + "public static partial class P { [Differentiable] public static double M([NoGrad] double[] w, double[] x) "
                + "{ for (int i = 0; i < x.Length; i++) w[i] += x[i] * x[i]; double s = 0; for (int i = 0; i < x.Length; i++) s += w[i] * x[i]; return s; } "
                + "public static double[] G(double[] w, double[] x) { var g = new double[x.Length]; MGradient(w, x, g); return g; } }"
        );
        Assert.Equal(
            [0.5 + 3 * 0.25, -2 + 3.0],
            (double[])compiled.Call("P", "G", new[] { 0.5, -2 }, new[] { 0.5, 1 })!
        );
    }
}
