using System.Linq;
using NeuralGen.Generator.Differentiation;
using NeuralGen.Generator.IR;
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
    public void Branches(string statement, int branches)
    {
        Method method = Parsing.Parsing.Parse(
            "[Differentiable] public static void M(double[] x, double[] y, int[] idx, int n) "
                + $"{{ for (int i = 0; i < n; i++) {{ {statement}; }} }}"
        );
        Assert.Equal(branches, Differentiator.Differentiate(method).Adjoint.AllStatements().OfType<If>().Count());
    }
}
