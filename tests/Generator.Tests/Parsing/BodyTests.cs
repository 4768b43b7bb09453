using System.Linq;
using Xunit;

namespace NeuralGen.Generator.Tests.Parsing;

/// <summary>What each accepted construct becomes.</summary>
public class BodyTests
{
    private const string Loop = "for (int i = 0; i < x.Length; i++)";

    [Fact]
    public void The_lectures_layer() =>
        Check(
            """
            [Differentiable]
            public static void DenseSigmoid(Tensor<float> X, Tensor<float> A, Tensor<float> B, Tensor<float> Y)
            {
                for (int n = 0; n < X.Dim(0); n++)
                    for (int i = 0; i < A.Dim(1); i++)
                    {
                        float u = 0;
                        for (int j = 0; j < A.Dim(0); j++)
                            u += X[n, j] * A[j, i];
                        Y[n, i] = Activation.Sigmoid(u + B[i]);
                    }
            }
            """,
            "for n<X.Dim(0),i<A.Dim(1)  u = 0",
            "for n<X.Dim(0),i<A.Dim(1),j<A.Dim(0)  u += X[n,j] * A[j,i]",
            "for n<X.Dim(0),i<A.Dim(1)  Y[n,i] = σ(u + B[i])"
        );

    [Fact]
    public void Softmax_with_negative_log_likelihood() =>
        Check(
            """
            [Differentiable]
            static float Loss(ReadOnlySpan<float> x, int label)
            {
                float m = float.NegativeInfinity;
                for (int i = 0; i < x.Length; i++)
                    m = Math.Max(m, x[i]);
                float z = 0;
                for (int i = 0; i < x.Length; i++)
                    z += MathF.Exp(x[i] - m);
                return MathF.Log(z) - (x[label] - m);
            }
            """,
            "m = -∞",
            "for i<x.Length  m = max(m, x[i])",
            "z = 0",
            "for i<x.Length  z += exp(x[i] - m)",
            "result = log(z) - (x[label] - m)"
        );

    [Theory]
    [InlineData("for (int i = 1; i <= n; i++)", "for i=1<n + 1  x[i] = 0")]
    [InlineData("for (int i = 0; n > i; ++i)", "for i<n  x[i] = 0")]
    [InlineData(
        "for (int i = 2 * n; i + 3 < x.Length; i += 2)",
        "int 2*n\nint 2*n + 3\nfor i=2*n<x.Length - 3 by 2  x[i] = 0\nint 2*max(⌈(x.Length - 2*n - 3)/(2)⌉, 0) + 2*n"
    )]
    [InlineData("for (int i = 0; i < n; i = i + 3)", "for i<n by 3  x[i] = 0\nint 3*max(⌈(n)/(3)⌉, 0)")]
    [InlineData("for (int i = n - 1; i >= 0; i--)", "int n - 1\nfor iDown<n  x[n - iDown - 1] = 0")]
    [InlineData("for (int i = n; i > 0; i -= 2)", "for iDown<n by 2  x[n - iDown] = 0\nint n - 2*max(⌈(n)/(2)⌉, 0)")]
    [InlineData("for (int i = n; 1 <= i; i -= 2)", "for iDown<n by 2  x[n - iDown] = 0\nint n - 2*max(⌈(n)/(2)⌉, 0)")]
    [InlineData("for (var i = 0; i < Math.Min(n, 4 * 2); i++)", "for i<min(n, 8)  x[i] = 0")]
    [InlineData("for (long i = 0; i < n; i++)", "for i<n  x[i] = 0")]
    public void Loops(string header, string line) =>
        Check($"[Differentiable] static void M(float[] x, int n) {{ {header} x[i] = 0; }}", line);

    [Fact]
    public void Triangular_nests_and_sequences() =>
        Check(
            """
            [Differentiable] static void M(Tensor<double> L, double[] x, double[] b)
            {
                for (int i = 0; i < L.Dim(0); i++)
                {
                    double s = b[i];
                    { for (int j = 0; j < i; j++) s -= L[i, j] * x[j]; ; }
                    x[i] = s / L[i, i];
                }
                for (int i = 0; i < x.Length; i++) b[i] = x[i];
            }
            """,
            "for i<L.Dim(0)  s = b[i]",
            "for i<L.Dim(0),j<i  s -= L[i,j] * x[j]",
            "for i<L.Dim(0)  x[i] = s / L[i,i]",
            "for i<x.Length  b[i] = x[i]"
        );

    [Theory]
    [InlineData("x[i] += 2;", "x[i] += 2")]
    [InlineData("x[i] -= y[i];", "x[i] -= y[i]")]
    [InlineData("x[i] -= 3;", "x[i] -= 3")]
    [InlineData("x[i] *= y[i] + 1;", "x[i] = x[i] * (y[i] + 1)")]
    [InlineData("x[i] /= y[i];", "x[i] = x[i] / y[i]")]
    [InlineData("x[i]++;", "x[i] += 1")]
    [InlineData("--x[i];", "x[i] -= 1")]
    [InlineData("x[i] = x[i] + y[i];", "x[i] += y[i]")]
    [InlineData("x[i] = y[i] + x[i];", "x[i] += y[i]")]
    [InlineData("x[i] = x[i] - y[i];", "x[i] -= y[i]")]
    [InlineData("x[i] = y[i] - x[i];", "x[i] = y[i] - x[i]")]
    [InlineData("x[0] = MathF.Max(y[i], x[0]);", "x[0] = max(x[0], y[i])")]
    [InlineData("x[i] = MathF.Max(y[i], x[i]);", "x[i] = max(y[i], x[i])")]
    [InlineData("x[i] = Math.Min(x[i], 1);", "x[i] = min(x[i], 1)")]
    [InlineData("x[i] = Math.Min(1, y[i]);", "x[i] = min(1, y[i])")]
    public void Assignments(string statement, string line) => InLoop(statement, line);

    /// <summary>What the accumulated value reads must not be what is accumulated into.</summary>
    [Theory]
    [InlineData("x[i] += x[i] * y[i];", "x[i] = x[i] + x[i] * y[i]")]
    [InlineData("x[i] += x[n];", "x[i] = x[i] + x[n]")]
    [InlineData("x[i] = x[i] + x[i];", "x[i] = x[i] + x[i]")]
    [InlineData("x[0] = Math.Max(x[0], x[i]);", "x[0] = max(x[0], x[i])")]
    [InlineData("x[i] = Math.Max(x[i], y[i]);", "x[i] = max(x[i], y[i])")]
    public void Assignments_that_read_their_target(string statement, string line)
    {
        InLoop(statement, line);
        var loop = (IR.For)Parsing.Parse(Wrap(statement)).Body[0];
        Assert.IsType<IR.Assign>(loop.Body[0]);
    }

    [Theory]
    [InlineData("x[i] += x[i - 1];")]
    [InlineData("x[0] = Math.Max(x[0], x[1]);")]
    [InlineData("x[n] = Math.Max(y[i], x[n]);")]
    public void Assignments_that_read_another_element_accumulate(string statement)
    {
        var loop = (IR.For)Parsing.Parse(Wrap(statement)).Body[0];
        Assert.IsType<IR.Accumulate>(loop.Body[0]);
    }

    [Theory]
    [InlineData("z[0] += x[i];", "z[0] += (double)x[i]")]
    [InlineData("z[0] *= x[i];", "z[0] = z[0] * (double)x[i]")]
    [InlineData("x[i] /= i;", "x[i] = x[i] / i")]
    [InlineData("x[i] = (float)(x[i] * d);", "x[i] = (float)((double)x[i] * d)")]
    [InlineData("x[i] = i;", "x[i] = i")]
    [InlineData("x[i] = 1f / (n + 1);", "int n + 1", "x[i] = 1 / (n + 1)")]
    [InlineData("x[i] = n / 2;", "x[i] = (n)/(2)")]
    [InlineData("x[i] = (2 * n + 4 * i) / 2 % n;", "int 4*i + 2*n", "int 2*i + n", "x[i] = (2*i + n)%(n)")]
    [InlineData("x[i] = i == n ? 1 : 0;", "x[i] = i == n ? 1 : 0")]
    [InlineData("x[i] = y[i] * (i < n && !(i == 0) ? 1 : n);", "x[i] = y[i] * (i < n && !(i == 0) ? 1 : n)")]
    [InlineData("x[i] = Math.Sign(y[i]);", "x[i] = sign(y[i])")]
    [InlineData("x[i] = flag ? Math.Sign(y[i]) : 2;", "x[i] = flag ? sign(y[i]) : 2")]
    [InlineData("z[0] += 1 / 3;", "z[0] += 0")]
    public void Numbers_of_different_types(string statement, params string[] lines) => InLoop(statement, lines);

    [Theory]
    [InlineData("-x[i] * +y[i]", "-x[i] * y[i]")]
    [InlineData("(x[i] - y[i]) - (x[i] - 1)", "x[i] - y[i] - (x[i] - 1)")]
    [InlineData("x[i] / (y[i] / 2)", "x[i] / (y[i] / 2)")]
    [InlineData("x[i] > 0 ? x[i] : 0", "x[i] > 0 ? x[i] : 0")]
    [InlineData("flag | x[i] < 1 ? 1f : MathF.PI", "flag || x[i] < 1 ? 1 : 3.1415927")]
    [InlineData("(float)Math.Exp(x[i])", "(float)exp((double)x[i])")]
    [InlineData("float.Exp(x[i])", "exp(x[i])")]
    [InlineData("MathF.Pow(x[i], 2)", "pow(x[i], 2)")]
    [InlineData("MathF.Log(x[i], 2)", "log(x[i]) / log(2)")]
    [InlineData("Math.Clamp(x[i], -1, 1)", "min(max(x[i], -1), 1)")]
    [InlineData("Activation.LeakyRelu(x[i])", "leakyRelu(x[i], 0.01)")]
    [InlineData("Activation.LeakyRelu(slope: 0.1f, x: x[i])", "leakyRelu(x[i], 0.1)")]
    [InlineData("Activation.Linear(x[i]) + Activation.Tanh(y[i])", "x[i] + tanh(y[i])")]
    [InlineData("Gradient.Stop(x[i])", "stop(x[i])")]
    [InlineData("float.MaxValue", "3.4028235E+38")]
    [InlineData("-0f", "-0")]
    [InlineData("x[idx[i] + 1]", "x[idx[i] + 1]")]
    [InlineData("x[Math.Max(i - 1, 0)]", "x[max(i - 1, 0)]")]
    public void Expressions(string expression, string text) => InLoop($"y[i] = {expression};", "y[i] = " + text);

    [Fact]
    public void Integer_locals_are_replaced_by_their_value() =>
        InLoop(
            "int k = 2 * i + 1, m = k - n; const int c = 3; x[m + c] = k;",
            "int 2*i + 1",
            "x[2*i - n + 4] = 2*i + 1"
        );

    [Fact]
    public void A_parameter_that_is_assigned_becomes_a_local() =>
        Check(
            "[Differentiable] static float M(float a, float aValue) { a *= aValue; return a; }",
            "aValue2 = a",
            "aValue2 = aValue2 * aValue",
            "result = aValue2"
        );

    [Fact]
    public void Expression_bodies()
    {
        Check("[Differentiable] static double M(double a, double b) => a * b;", "result = a * b");
        Check("[Differentiable] static void M(Span<double> a) => a[0] = 1;", "a[0] = 1");
    }

    [Fact]
    public void Locals_of_the_same_name_are_told_apart()
    {
        IR.Buffer[] locals =
        [
            .. Parsing
                .Parse(
                    "[Differentiable] static void M(float[] x) { { float u = 1; x[0] = u; } { float u = 2; x[1] = u; } }"
                )
                .Body.OfType<IR.Declare>()
                .Select(d => d.Buffer),
        ];
        Assert.Equal(2, locals.Distinct().Count());
    }

    [Fact]
    public void A_length_is_the_product_of_the_sizes() =>
        Check(
            "[Differentiable] static float M(Tensor<float> X) { float s = 0; "
                + "for (int i = 0; i < X.Dim(0); i++) s += X[i, 0] / X.Length; return s; }",
            "s = 0",
            "for i<X.Dim(0)  s += X[i,0] / (X.Dim(0)*X.Dim(1))",
            "result = s"
        );

    private static void InLoop(string statement, params string[] lines) =>
        Check(Wrap(statement), [.. lines.Select(line => "for i<x.Length  " + line)]);

    private static string Wrap(string statement) =>
        $$"""
            [Differentiable]
            static void M(Span<float> x, float[] y, double d, double[] z, int n, bool flag, ReadOnlySpan<int> idx)
            {
                {{Loop}} { {{statement}} }
            }
            """;

    private static void Check(string method, params string[] lines) =>
        Assert.Equal(string.Join("\n", lines), Parsing.Dump(method));
}
