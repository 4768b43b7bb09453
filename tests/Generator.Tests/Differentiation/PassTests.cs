using System.Linq;
using NeuralGen.Generator.Differentiation;
using NeuralGen.Generator.IR;
using Xunit;

namespace NeuralGen.Generator.Tests.Differentiation;

/// <summary>The passes of small methods, line by line: what is computed once, what is not kept, and what is not done at all.</summary>
public class PassTests
{
    private const string Functions = """
        internal static double Norm(double[] v, [NoGrad] double w) { double s = w; foreach (double e in v) s += e * e; return s; }
        [Derivative(nameof(Norm))]
        internal static void NormDerivative(double[] v, double w, double result, double seed, double[] vGrad) { for (int i = 0; i < v.Length; i++) vGrad[i] += 2 * seed * v[i]; }
        internal static double Scaled(double u, [NoGrad] double v) => u * v;
        [Derivative(nameof(Scaled))]
        internal static void ScaledDerivative(double u, double v, double result, double seed, ref double uGrad) => uGrad += seed * v;
        """;

    private static Derivative Of(string body, string attributes = "Differentiable") =>
        Differentiator.Differentiate(
            Parsing.Parsing.Parse(
                $"[{attributes}] public static double M(double[] x, double[] y, double a, int n, bool flag, int[] idx) {{ {body} }}\n{Functions}"
            )
        );

    private static string Lines(EquatableArray<Statement> pass) => string.Join('\n', LecturePrinter.Lines(pass));

    /// <summary>A factor of several contributions is computed once, a factor of one has no name of its own.</summary>
    [Theory]
    // Both sides of a ternary share what stands before it; where one side has a derivative alone, nothing is shared.
    [InlineData(
        "2 * a * (flag ? x[i] : y[i])",
        """
            a.grad += s.grad * (flag ? x[i] : y[i]) * 2
            sDelta = s.grad * (2 * a)
            flag ?  x.grad[i] += sDelta
            !(flag) ?  y.grad[i] += sDelta
            """
    )]
    [InlineData(
        "n * a * (flag ? x[i] : 2)",
        """
            a.grad += s.grad * (flag ? x[i] : 2) * n
            flag ?  x.grad[i] += s.grad * (n * a)
            """
    )]
    // A factor that is compared with zero is used twice.
    [InlineData(
        "a * Math.Sqrt(x[i])",
        """
            a.grad += s.grad * sqrt(x[i])
            sDelta = s.grad * a
            x.grad[i] += sDelta == 0 ? 0 : sDelta * (0.5 / sqrt(x[i]))
            """
    )]
    [InlineData(
        "a * Math.Sin(x[i])",
        """
            a.grad += s.grad * sin(x[i])
            x.grad[i] += s.grad * a * cos(x[i])
            """
    )]
    [InlineData(
        "a * Math.Sin(x[i] * y[i])",
        """
            a.grad += s.grad * sin(x[i] * y[i])
            sDelta = s.grad * a * cos(x[i] * y[i])
            x.grad[i] += sDelta * y[i]
            y.grad[i] += sDelta * x[i]
            """
    )]
    public void Factors(string term, string expected)
    {
        Derivative derivative = Of($"double s = 0; for (int i = 0; i < n; i++) s += {term}; return s;");
        Assert.Equal(
            $"s.grad[…] = 0\ns.grad += result.grad\n{expected}",
            Lines(derivative.Adjoint).Replace("for i↓  ", "", System.StringComparison.Ordinal)
        );
    }

    /// <summary>What reaches the result only through integers, steps, conditions and operands without a gradient has no adjoint.</summary>
    [Theory]
    [InlineData("s += Math.Floor(z[i]) * x[i];")]
    [InlineData("s += Math.CopySign(x[i], z[i]);")]
    [InlineData("s += z[i] > 2 ? x[i] : 1;")]
    [InlineData("int k = (int)z[i]; s += k * x[i];")]
    [InlineData("s += Scaled(x[i], z[i]);")]
    public void Cut_flows(string statements)
    {
        Derivative derivative = Of(
            $"double s = 0; var z = new double[n]; for (int i = 0; i < n; i++) z[i] = y[i] * y[i]; for (int i = 0; i < n; i++) {{ {statements} }} return s;"
        );
        Assert.DoesNotContain("z.grad", Lines(derivative.Adjoint));
        Assert.Contains("x.grad", Lines(derivative.Adjoint));
    }

    /// <summary>A branch or a loop in which nothing has a gradient is not gone through again, and nothing is kept for it.</summary>
    [Theory]
    [InlineData("int k = 0; while (k * k < idx[0]) k++; s = s * s + k;")]
    [InlineData("int k = 0; while (k * k < idx[0]) { if (s > 2) k++; k++; } s = s * s + k;")]
    public void Without_a_gradient(string statements)
    {
        Derivative derivative = Of($"double s = a; while (s < 9 && s > -9) {{ {statements} }} return s;");
        Assert.Equal(
            """
            s.grad[…] = 0
            rewind
            s.grad += result.grad
            for k2↓  pop sThen
            for k2↓  sGrad = s.grad
            for k2↓  s.grad = 0
            for k2↓  s.grad += sGrad * sThen
            for k2↓  s.grad += sGrad * sThen
            a.grad += s.grad
            """,
            Lines(derivative.Adjoint)
        );
        Assert.Equal("k2Count, sSaved", string.Join(", ", derivative.Residuals.Select(b => b.Name).Order()));
        Assert.Single(derivative.Augmented.AllStatements().OfType<Push>());
    }

    /// <summary>Of a branch without a gradient not even the condition is kept, whatever becomes of what it reads.</summary>
    [Theory]
    [InlineData(
        "for (int i = 1; i < n; i++) if (x[i] > x[k]) k = i; double s = x[k] * a; x[k] = s; return s * x[0];",
        "xSaved"
    )]
    [InlineData(
        "double s = a; for (int i = 1; i < n; i++) { if (x[i] > x[k]) k = i; s += y[k]; } for (int i = 1; i < n; i++) x[i] = s * y[i]; return s;",
        "kSaved"
    )]
    public void Conditions_without_a_gradient(string body, string kept)
    {
        Buffer[] written =
        [
            .. Of($"int k = 0; {body}")
                .Augmented.AllStatements()
                .Select(s => s.Write()?.Buffer)
                .OfType<Buffer>()
                .Distinct(),
        ];
        Assert.Equal(kept, string.Join(", ", written.Where(b => b.Kind == BufferKind.Saved).Select(b => b.Name)));
    }

    /// <summary>A maximum that is taken element by element has no position to keep.</summary>
    [Fact]
    public void Maxima_element_by_element()
    {
        Derivative derivative = Of(
            "double s = a; var m = new double[n]; for (int k = 0; k < n; k++) { for (int i = 0; i < n; i++) m[i] = Math.Max(m[i], x[i] * y[k]); s = s * m[k] + 1; } return s * m[0];"
        );
        Assert.DoesNotContain("Position", Lines(derivative.Augmented));
    }

    /// <summary>The number of iterations that a loop made is read where it was left, unless it is overwritten.</summary>
    [Theory]
    [InlineData("double s = a; while (s < 3) s *= s; return s;", 1)]
    [InlineData("double s = a; for (int i = 0; i < n; i++) { while (s < 3) s *= s; s -= x[i]; } return s;", 1)]
    [InlineData("double s = a; while (s < 9) { while (s < 3) s *= s; s *= a; } return s;", 3)]
    public void Recorded_iterations(string body, int stacks) =>
        Assert.Equal(stacks, Of(body).Residuals.Count(b => b.IsStack));

    /// <summary>The gradient of an output that is written once is read where the caller has it, whatever else the method does.</summary>
    [Theory]
    [InlineData("for (int i = 0; i < n; i++) y[i] = x[i]; if (flag) x[0] = 2;")]
    [InlineData("for (int i = 0; i < n; i++) { int k = 0; while (k < idx[i]) k++; y[i] = x[i] * k; }")]
    [InlineData(
        "for (int i = 0; i < n; i++) { if (x[i] > 9) throw new ArgumentException(nameof(x)); y[i] = x[i] * x[0]; }"
    )]
    public void Outputs_that_are_only_read(string body)
    {
        Method method = Parsing.Parsing.Parse(
            $"[Differentiable] public static void M(double[] x, double[] y, int n, bool flag, int[] idx) {{ {body} }}"
        );
        EquatableArray<Statement> adjoint = Differentiator.Differentiate(method).Adjoint;
        Assert.Empty(adjoint.AllStatements().OfType<Copy>());
        Assert.DoesNotContain("y.grad[i] =", Lines(adjoint));
    }

    /// <summary>What both sides of a branch write is an output, beside what is only read and what is changed.</summary>
    [Fact]
    public void Outputs_that_both_sides_of_a_branch_write()
    {
        Method method = Parsing.Parsing.Parse(
            "[Differentiable] public static void M(double[] x, double[] y, double[] z) { for (int i = 0; i < y.Length; i++) { "
                + "if (x[i] > 0) y[i] = x[i] * x[i]; else { double t = Math.Sin(x[i]); y[i] = t * t; } z[i] *= x[i]; } }"
        );
        Assert.Equal(
            [Role.Input, Role.PureOutput, Role.ReadWrite],
            Differentiator.Differentiate(method).Roles.Select(r => r.Role)
        );
    }

    /// <summary>A function of an array is called once, and what it was given is kept where it stands unless it is overwritten.</summary>
    [Fact]
    public void Called_functions_of_arrays()
    {
        Derivative derivative = Of(
            "double s = Norm(x, 3); if (s > 2) x[0] = s; return s * (y[0] > Norm(y, n) ? 2 : 3);"
        );
        Assert.Equal(2, derivative.Augmented.AllStatements().OfType<ArrayCall>().Count());
        Assert.Single(derivative.Adjoint.AllStatements().OfType<ArrayCallAdjoint>());
        Assert.Empty(derivative.Augmented.AllStatements().OfType<Push>());
    }

    /// <summary>The value of a function takes part in its derivative, after what is computed again too.</summary>
    [Theory]
    [InlineData(
        "Differentiable",
        "[Checkpoint] double F(double v) { double u = v * v; return Math.Sin(u) * u; } s = F(s); "
    )]
    [InlineData("Differentiable, Checkpoint", "for (int t = 0; t < n; t++) s = s * s * x[t]; ")]
    public void Values_that_are_at_hand(string attributes, string before) =>
        Assert.Contains(
            "s.grad += z.grad * z",
            Lines(Of($"double s = a; {before}double z = Math.Exp(s); return z * z;", attributes).Adjoint)
        );

    /// <summary>The header lists functions that are evaluated twice, and no arithmetic.</summary>
    [Fact]
    public void Evaluated_again()
    {
        Derivative derivative = Of(
            "double s = 0; for (int i = 0; i < n; i++) s += a * Math.Exp(-x[i]) + y[i] * -x[i] + (x[i] - y[i]) * (x[i] - y[i]); return s;"
        );
        Assert.Equal(["exp(-x[i])"], derivative.Recomputed);
    }
}
