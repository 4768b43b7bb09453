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
}
