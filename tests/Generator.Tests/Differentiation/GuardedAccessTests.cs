using System.Linq;
using NeuralGen.Generator.Analysis;
using NeuralGen.Generator.IR;
using NeuralGen.Generator.Normalization;
using Xunit;

namespace NeuralGen.Generator.Tests.Differentiation;

/// <summary>Every element that a statement touches, in the order of evaluation, with the conditions under which it does.</summary>
public class GuardedAccessTests
{
    [Theory]
    [InlineData("y[idx[i]] += x[i];", "x[i]; idx[i]; y[idx[i]]")]
    [InlineData("y[i] = x[idx[i]];", "idx[i]; x[idx[i]]; y[i]")]
    [InlineData("y[i] = x[i] > y[0] ? x[1] : x[2];", "x[i]; y[0]; x[1] if x[i] > y[0]; x[2] if !(x[i] > y[0]); y[i]")]
    [InlineData(
        "y[i] = x[i] > 0 && x[1] > 0 ? x[2] : 0;",
        "x[i]; x[1] if x[i] > 0; x[2] if x[i] > 0 && x[1] > 0; y[i]"
    )]
    [InlineData(
        "y[i] = x[i] > 0 || x[1] > 0 ? 0 : x[2];",
        "x[i]; x[1] if !(x[i] > 0); x[2] if !(x[i] > 0 || x[1] > 0); y[i]"
    )]
    [InlineData(
        "y[i] = idx[i] > idx[0] ? x[1] : x[2] * x[3];",
        "idx[i]; idx[0]; x[1] if idx[i] > idx[0]; x[2] if !(idx[i] > idx[0]); x[3] if !(idx[i] > idx[0]); y[i]"
    )]
    [InlineData(
        "y[i] = x[0] > 0 ? (x[1] > 0 ? x[2] : x[3]) : idx[4];",
        "x[0]; x[1] if x[0] > 0; x[2] if x[0] > 0 if x[1] > 0; x[3] if x[0] > 0 if !(x[1] > 0); idx[4] if !(x[0] > 0); y[i]"
    )]
    [InlineData("if (x[i] > y[i]) y[i] = 3;", "x[i]; y[i]; y[i]")]
    [InlineData("for (int j = 0; j < m; j++) y[j] = 3; m--;", "m; m; jEnd[i]; m; jEnd[i]; y[j]")]
    public void Accesses(string statements, string accesses)
    {
        Method method = Parsing.Parsing.Parse(
            "[Differentiable] public static void M(double[] x, double[] y, int[] idx, int n) "
                + $"{{ int m = n; for (int i = 0; i < n; i++) {{ {statements} }} }}"
        );
        Assert.Equal(
            accesses,
            string.Join(
                "; ",
                Site.All(Normalizer.Normalize(method.Body)).SelectMany(s => GuardedAccess.Of(s.Statement)).Select(Text)
            )
        );
    }

    private static string Text(GuardedAccess access) =>
        access.Access + string.Concat(access.Guards.Select(g => $" if {ExpressionPrinter.Print(g)}"));
}
