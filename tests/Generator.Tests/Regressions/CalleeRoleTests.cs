using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Regressions;

/// <summary>
/// Where both sides of a branch write an array, or a loop keeps its state only now and then, the callee's own derivative and the one
/// of the method that calls it must agree on what the array is to the callee: else the gradient of what was overwritten remains.
/// </summary>
public class CalleeRoleTests
{
    private const string Callees = """
        [Differentiable, Checkpoint]
        internal static void Either(Span<double> v, double t)
        {
            for (int i = 0; i < v.Length; i++) { if (t > 0) v[i] = t * t; else v[i] = t; }
        }
        [Differentiable, Checkpoint]
        internal static void Carried(Span<double> v, double t)
        {
            double s = t;
            for (int i = 0; i < v.Length; i++) { s = Math.Sin(s + t); if (s > 0) v[i] = s * t; else v[i] = t; }
        }
        [Differentiable, Checkpoint]
        internal static void Both(Span<double> v, double[] w)
        {
            for (int i = 0; i < v.Length; i++)
            {
                double s = w[i] * w[i];
                if (s > 0.3) { v[i] = s; }
                else { v[i] = w[0]; s = v[i] * 2; }
                w[i] = s;
            }
        }
        """;

    private static readonly string[] Bodies =
    [
        "Either(x, a); return x[0] * y[1];",
        "for (int i = 0; i < 4; i++) { Either(x, y[i]); y[i + 1] += x[n] * a; } return x[0] * x[5] + y[4];",
        "Carried(x, a); return x[0] * y[1] + x[3];",
        "Both(x, y); return x[0] * y[1] + x[3] * a;",
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Caller_and_callee_agree(bool scheduled) =>
        Assert.Equal("", Meaning.Failures(Bodies, scheduled ? Generation.Scheduled : Generation.Unscheduled, Callees));
}
