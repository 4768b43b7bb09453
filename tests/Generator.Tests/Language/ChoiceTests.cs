using System.Threading.Tasks;
using NeuralGen.Generator.Tests.Harness;
using NeuralGen.Generator.Tests.Refusals;
using Xunit;

namespace NeuralGen.Generator.Tests.Language;

/// <summary>Choices between calls of functions with loops, and new arrays that are declared side by side.</summary>
public class ChoiceTests
{
    private const string Members = """
        static double Sum(double[] v) { double s = 0; foreach (double e in v) s += e * e; return s; }
        static double Product(double[] v, double t) { double p = t; for (int i = 0; i < v.Length; i++) p *= 1 + 0.1 * v[i]; return p; }
        static double Through(double[] v, double t) => t * Sum(v);
        static double Early(double[] v, double t) { for (int i = 0; i < v.Length; i++) if (v[i] > t) return v[i] * i; return t; }
        static double Own(double[] v) { var w = new double[v.Length]; for (int i = 0; i < v.Length; i++) w[i] = v[i] * v[i]; double s = 0; for (int i = 1; i < w.Length; i++) s += w[i] * w[i - 1]; return s; }
        static double Either(double[] v, double[] w, double t) => t > 0.1 ? Sum(v) * t : Product(w, t) + 1;
        """;

    private static readonly string[] Bodies =
    [
        "return flag ? Sum(x) : Product(y, a);",
        "return flag ? 1.5 : Product(y, a);",
        "return a * (n < 3 ? Sum(x) : Product(y, a)) + x[0];",
        "double s = a; s += flag ? Sum(x) : 0; s *= flag ? Product(y, s) : 2; return s;",
        "x[0] = flag ? Sum(x) : a; y[1] = n > 100 ? Sum(x) : Product(x, y[1]); return x[0] * y[1];",
        "double s = 0; for (int i = 0; i < n; i++) s += x[i] > 0 ? Through(y, x[i]) : Own(x) * y[i]; return s;",
        "double s = 0; for (int i = 0; i < n; i++) { s += y[i] * (i % 2 == 0 ? Product(x, s + 1) : i % 3 == 0 ? Own(y) : x[i]); x[i] = s * 0.1; } return s * x[0];",
        "double s = a; int i = 0; while (i < 3 && s < 50) { s = s * 0.5 + (s > 1 ? Sum(x) * 0.1 : Early(y, s)); i++; } return s;",
        "return (flag ? Sum(x) : a) * (flag ? Product(y, a) : a) - (flag ? a : Sum(y));",
        "return Math.Sin(flag ? Sum(x) : a) + (double)(flag ? Own(x) : 1);",
        "double t = flag ? Early(x, 0.2) : Early(y, 0.1); x[2] = 3; double u = n > 2 ? Early(x, t) : 0; return t * u + x[2];",
        "return Either(x, y, a) + Either(y, x, -0.5) * Either(x, x, 0.5);",
        "double s = 0; for (int i = 0; i < 0; i++) s += flag ? Sum(x) : a; return s + (x[0] > 100 ? Sum(x) : x[0]);",
        "if (flag) { x[1] = y[0] > 100 ? 0 : Product(y, x[1]); } else return Sum(x); return x[1] * (n > 0 ? Sum(x) : 0);",
        "return n switch { 0 => Sum(x), 8 => Product(y, a), _ => Own(x) };",
        "return idx[0] switch { 0 => Sum(x), 1 or 2 when flag => Product(y, a), _ => 2.5 } * a + x[0];",
        "double s = 0; for (int i = 0; i < n; i++) { s += y[i] * (i % 4) switch { 0 => Sum(x), 1 when x[i] > 0 => Product(y, x[i]), 1 => x[i], 3 => Own(x) + s, _ => a * Early(y, s) }; x[i] = s * 0.1; } return s * x[0];",
        "double s = x[0] switch { > 0.5 => Sum(x), < -0.5 => Own(y), 0 => 1, _ => Product(x, a) }; s *= y[1] switch { > 0 => s, _ => 2 * s * Sum(y) }; return s;",
        "double s = a; s += flag switch { true => Sum(x), _ => throw new ArgumentException() }; s *= n switch { < 0 => throw new InvalidOperationException(), 8 => Product(y, s), _ => throw new ArgumentException() }; return s;",
        "x[0] = n switch { 0 => flag ? Sum(x) : 0, 8 => flag ? Product(x, y[0]) : Sum(y), _ => a }; x[1] = x[0] > 100 ? 0 : n switch { 8 => Sum(x), _ => 0 }; return x[0] * x[1];",
        "double s = a; int i = 0; while (i < 4 && s < 50) { s = s * 0.5 + i switch { 0 => Sum(x) * 0.1, 1 => Early(y, s), 2 => Through(x, y[i]), _ => s }; i++; } return s;",
        "return Kind(idx[1], x) + Kind(idx[2], y) * Kind(2, x); static double Kind(int k, double[] v) => k switch { 0 => Sum(v), 1 => Product(v, v[0]), _ => Own(v) };",
        "return (double)(float)1 * Math.Sin(n switch { 8 when x[1] > 100 => Sum(y), 8 when x[0] > -2 => Own(x), _ => a });",
        "return n switch { 8 => n switch { 1 => Sum(x), _ => idx[0] switch { 2 => Own(x), _ => a } }, _ => Sum(y) };",
        "(double[] h, double[] p) = (new double[n], new double[n + 1]); for (int i = 0; i < n; i++) { h[i] = x[i] * a; p[i + 1] = p[i] + h[i] * y[i]; } return p[n] * h[0];",
        "var (h, p) = (new double[n], new double[n]); for (int i = 0; i < n; i++) h[i] = x[i] * x[i]; for (int i = 1; i < n; i++) p[i] = h[i] * p[i - 1] + h[i - 1]; return p[n - 1];",
        "(Tensor<double> h, Tensor<double> p) = (new(n), new(2, n)); for (int i = 0; i < n; i++) { h[i] = x[i]; p[1, i] = h[i] * y[i]; p[0, i] = a; } double s = 0; for (int i = 0; i < n; i++) s += p[0, i] * p[1, i]; return s;",
        "double s = 0; for (int t = 0; t < 3; t++) { var (h, k, (p, u)) = (new double[n], t, (new double[2], x[t])); h[k] += u * a; p[1] = h[k] + h[k + 1] + p[0]; s += p[1] * y[t]; } return s;",
        "(double[] h, double t) = (new[] { x[0], a, x[0] * y[0] }, x[1]); h[1] *= t; x[0] = 5; return h[0] * h[1] + h[2] * x[0];",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Values_and_gradients(string generation) => Meaning.Agree(Bodies, generation, Members);

    /// <summary>What is called there writes, or the choice is itself evaluated only now and then.</summary>
    [Theory]
    [InlineData("x[0] = n > 0 ? {|NG0017:Clear(x)|} : 0;")]
    [InlineData("x[0] = x[1] + (n > 0 ? {|NG0017:Clear(x)|} : 0);")]
    [InlineData("x[0] = n switch { 0 => {|NG0017:Clear(x)|}, _ => a };")]
    [InlineData("x[0] = a > 0 && (n > 0 ? {|NG0017:Sum(x)|} : 0) > 1 ? 1 : 0;")]
    [InlineData("x[0] = a > 0 && n switch { 0 => {|NG0017:Sum(x)|}, _ => 0 } > 1 ? 1 : 0;")]
    [InlineData("(float[] h, float[] p) = (new float[n], {|NG0022:x|}); h[0] = p[0];")]
    public Task Refused(string statements) =>
        Marked.Members(
            "[Differentiable] static void M(float[] x, float a, int n) { "
                + statements
                + " }"
                + "static float Clear(float[] v) { for (int i = 0; i < v.Length; i++) v[i] = 0; return 1; }"
                + "static float Sum(float[] v) { float s = 0; for (int i = 0; i < v.Length; i++) s += v[i]; return s; }"
        );
}
