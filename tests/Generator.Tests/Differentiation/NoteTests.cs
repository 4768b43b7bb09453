using System.Linq;
using NeuralGen.Generator.Differentiation;
using NeuralGen.Generator.IR;
using Xunit;

namespace NeuralGen.Generator.Tests.Differentiation;

/// <summary>
/// What stands above a line of the backward pass: the chain rule as a lecture writes it, one factor for each function that the gradient
/// went through.
/// </summary>
public class NoteTests
{
    private const string Functions = """
        internal static double Root(double u) => Math.Sqrt(u);
        [Derivative(nameof(Root))]
        internal static void RootDerivative(double u, double result, double seed, ref double uGrad) => uGrad += seed / (2 * result);
        internal static double Blend(double u, int k, double v) => u * v * k;
        [Derivative(nameof(Blend))]
        internal static void BlendDerivative(double u, int k, double v, double result, double seed, ref double uGrad, ref double vGrad)
        {
            uGrad += seed * v * k;
            vGrad += seed * u * k;
        }
        """;

    [Theory]
    [InlineData("-x[i] - (2 - y[i])", "x.grad[i] -= s.grad; y.grad[i] += s.grad")]
    [InlineData("x[i] * y[i]", "x.grad[i] += s.grad * y[i]; y.grad[i] += s.grad * x[i]")]
    [InlineData("x[i] / y[i]", "x.grad[i] += s.grad / y[i]; y.grad[i] -= s.grad * x[i] / y[i]²")]
    [InlineData(
        "Math.FusedMultiplyAdd(x[i], y[i], a)",
        "x.grad[i] += s.grad * y[i]; y.grad[i] += s.grad * x[i]; a.grad += s.grad"
    )]
    [InlineData("Math.Exp(Math.Sin(x[i]))", "x.grad[i] += s.grad * exp'(sin(x[i])) * sin'(x[i])")]
    [InlineData(
        "Math.Pow(x[i], y[i])",
        "x.grad[i] += s.grad * pow'₁(x[i], y[i]); y.grad[i] += s.grad * pow'₂(x[i], y[i])"
    )]
    [InlineData("Math.CopySign(x[i], 2)", "x.grad[i] += s.grad * copySign'₁(x[i], 2)")]
    [InlineData(
        "x[i] > 0 ? x[i] * a : y[i]",
        "x.grad[i] += s.grad * [x[i] > 0] * a; a.grad += s.grad * [x[i] > 0] * x[i]; y.grad[i] += s.grad * [not x[i] > 0]"
    )]
    [InlineData(
        "Math.Max(x[i], y[i])",
        "x.grad[i] += s.grad * [x[i] >= y[i]]; y.grad[i] += s.grad * [not x[i] >= y[i]]"
    )]
    // A factor that several share is named first, with its sign.
    [InlineData(
        "2 - Math.Sin(x[i] * y[i])",
        "sDelta = -s.grad * sin'(x[i] * y[i]); x.grad[i] -= s.grad * sin'(x[i] * y[i]) * y[i]; y.grad[i] -= s.grad * sin'(x[i] * y[i]) * x[i]"
    )]
    // Called functions: one gradient, one of two, and two, named by their parameters.
    [InlineData("Root(x[i])", "rootValue.grad[i] += s.grad; x.grad[i] += rootValue.grad[i] * Root'(x[i])")]
    [InlineData(
        "Blend(x[i], 3, 2)",
        "blendValue.grad[i] += s.grad; BlendGradients[…] = blendValue.grad[i] * Blend'(x[i], 3, 2); x.grad[i] += blendValue.grad[i] * Blend'[u](x[i], 3, 2)"
    )]
    [InlineData(
        "Blend(x[i], 3, y[i])",
        "blendValue.grad[i] += s.grad; BlendGradients[…] = blendValue.grad[i] * Blend'(x[i], 3, y[i]); x.grad[i] += blendValue.grad[i] * Blend'[u](x[i], 3, y[i]); y.grad[i] += blendValue.grad[i] * Blend'[v](x[i], 3, y[i])"
    )]
    public void The_chain_rule(string term, string notes)
    {
        Method method = Parsing.Parsing.Parse(
            $"[Differentiable] public static double M(double[] x, double[] y, double a, int n) {{ double s = 0; for (int i = 0; i < n; i++) s += {term}; return s; }}\n{Functions}"
        );
        Assert.Equal(
            $"s.grad += result.grad; {notes}",
            string.Join(
                "; ",
                Differentiator.Differentiate(method).Adjoint.AllStatements().Select(s => s.Note).OfType<string>()
            )
        );
    }

    /// <summary>The gradient of a maximum goes to the element that it is, and what it began with has the rest.</summary>
    [Fact]
    public void The_chain_rule_of_a_maximum()
    {
        Method method = Parsing.Parsing.Parse(
            "[Differentiable] public static double M(double[] x, double a) { double m = x[0]; for (int i = 0; i < x.Length; i++) m = Math.Max(m, x[i] * a); return m; }"
        );
        Assert.Equal(
            "m.grad += result.grad; x.grad[i] += m.grad * a; a.grad += m.grad * x[i]; x.grad[0] += m.grad",
            string.Join(
                "; ",
                Differentiator.Differentiate(method).Adjoint.AllStatements().Select(s => s.Note).OfType<string>()
            )
        );
    }
}
