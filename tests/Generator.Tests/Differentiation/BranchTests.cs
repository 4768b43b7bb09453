using System.Linq;
using NeuralGen.Generator.Differentiation;
using NeuralGen.Generator.IR;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Differentiation;

/// <summary>
/// What a ternary adds to the gradient of an element that is there in any case is chosen without a branch, so that it runs in lanes. Where the
/// element, or what is read for it, may be missing, the backward pass branches.
/// </summary>
public class BranchTests
{
    [Theory]
    [InlineData("y[i] = x[i] > 0 ? x[i] * x[i] : 0", 0)]
    [InlineData("y[i] = x[i] > 0 ? x[i] * x[0] : y[i]", 0)]
    [InlineData("y[i] = x[i] > 0 ? x[i] * x[i] : y[idx[i]] * y[i]", 1)]
    [InlineData("y[i] = i > 0 ? x[i - 1] * x[i - 1] : 0", 2)]
    [InlineData("y[i] = i > 0 ? x[i - 1] : 0", 1)]
    [InlineData("y[i] = x[idx[i]] > 0 ? x[idx[i]] * x[idx[i]] : x[i] * x[i]", 2)]
    [InlineData("y[i] = x[idx[i]] > 0 ? x[i] * x[i] : 0", 2)]
    [InlineData("if (x[i] > 0) y[i] = x[i] * x[i]", 1)]
    [InlineData("if (x[i] > 0) y[i] = 3", 1)]
    // An element that is checked where it is read: in the condition, in one factor of the value, or in both.
    [InlineData("if (flag) y[0] += x[i] > 0 ? a : 2", 2)]
    [InlineData("if (flag) y[0] += n > 3 ? a * x[i] : 1", 3)]
    [InlineData("if (flag) y[0] += x[i] > 3 ? a * x[i] : 1", 3)]
    public void Branches(string statement, int branches)
    {
        Method method = Parsing.Parsing.Parse(
            "[Differentiable] public static void M(double[] x, double[] y, double a, int[] idx, int n, bool flag) "
                + $"{{ for (int i = 0; i < n; i++) {{ {statement}; }} }}"
        );
        Assert.Equal(branches, Differentiator.Differentiate(method).Adjoint.AllStatements().OfType<If>().Count());
    }

    /// <summary>One side has a derivative, the other none: elements of a local that depends on no parameter, or a constant.</summary>
    private static readonly string[] OneSided =
    [
        "x[i] > 0 ? x[i] * y[i] : c[i]",
        "x[i] > 0 ? c[i] : Math.Sin(x[i] * y[i])",
        "x[i] > 0 ? c[i] * x[i] : c[i] * c[i]",
        "Math.Exp(y[i] > 0 ? c[i] : x[i]) * y[i]",
        "Math.Max(x[i] * y[i], c[i] - 1) * a",
        "Math.Max(c[i] - 1, x[i] * y[i]) * a",
        "Math.Min(x[i] * y[i], c[i] - 1) * a",
        "Math.Min(c[i] - 1, x[i] * y[i]) * a",
        "Math.Pow(1.5 + x[i], c[i])",
        "Math.Pow(1 + c[i], x[i])",
        "Math.Atan2(x[i], 1 + c[i]) + Math.Atan2(1 + c[i], y[i])",
        "c[i] / (2 + x[i]) + x[i] / (2 + c[i]) - c[i]",
        "Math.FusedMultiplyAdd(c[i], x[i], c[i]) + Math.FusedMultiplyAdd(x[i], c[i], y[i])",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Operands_without_a_derivative(string generation)
    {
        string[] bodies = System.Array.ConvertAll(
            OneSided,
            e =>
                $"var c = new double[n]; for (int i = 0; i < n; i++) c[i] = 0.5 * i; double s = 0; for (int i = 0; i < n; i++) s += ({e}) * (i + 1); return s;"
        );
        Meaning.Agree(bodies, generation);
    }
}
