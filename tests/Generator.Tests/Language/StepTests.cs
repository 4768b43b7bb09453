using System.Threading.Tasks;
using NeuralGen.Generator.Tests.Harness;
using NeuralGen.Generator.Tests.Refusals;
using Xunit;

namespace NeuralGen.Generator.Tests.Language;

/// <summary><c>x[i++]</c> and its kin: integers that change inside an expression, in the order of C#.</summary>
public class StepTests
{
    private static readonly string[] Bodies =
    [
        "int k = 0; for (int i = 0; i < n; i++) if (x[i] > 0) y[k++] = x[i] * x[i]; double s = 0; while (k > 0) s += y[--k] * a; return s;",
        "int k = 0; double s = 0; while (k < n) s += x[k++] * y[k]; return s * k;",
        "int k = 0; double s = 0; while (k++ < n) s += x[k - 1] * y[k - 1] * a; return s + k;",
        "int k = n; double s = 1; while (k-- > 0) s += s * x[k] * 0.3; return s * a;",
        "int k = n; double s = 1; while (--k > 0) s *= 1 + x[k] * y[k - 1]; return s;",
        "int k = 0; y[k++] = x[k++] * x[k++]; y[k++] += y[0] * a; return y[0] * y[3] + k;",
        "int k = 2; y[++k] = x[--k] * a; y[k--] *= y[k]; return y[3] * y[2] + y[1] * k;",
        "int k = 0, j = 5; for (int i = 0; i < 4; i++) (x[i], y[i]) = (y[i], x[i]); while (k < j) { x[k++] *= y[j--]; } return x[0] * x[1] + x[2] * x[3];",
        "int k = 1; int j = k++; int m = ++k; return x[j] * x[k] * y[m] * a;",
        "int k = 0; double t = x[k++] * x[k++] * x[k]; t += a * k++; return t * y[k];",
        "int k = 0; double t = x[idx[k++]] * x[idx[k++]]; y[idx[k++]] += t; y[idx[k++]] += t * a; return y[0] + y[1] * y[2] + t;",
        "int k = 0; do { y[k] = x[k] * a; } while (++k < n && y[k - 1] < 0.4); return y[0] * y[k - 1];",
        "int k = 0; do a += x[k] * y[k]; while (x[k++] < 0.5 && k < n); return a * k;",
        "int k = 0; if (x[k++] > 0) a *= x[k++]; else if (y[k++] > 0) a *= y[k] * x[0]; return a * x[k];",
        "int k = 0; bool up = x[k++] > y[k++]; return (up ? a : x[3]) * x[k];",
        "int k = 0; return x[k++] * y[k++] * x[k];",
        "int k = 3; x[k++]++; x[k]--; ++y[k--]; return x[3] * x[4] * y[4] * y[k];",
        "int k = 0; double s = 0; for (; k < n; ) { s += x[k++]; if (s > 0.7) continue; s += y[k - 1] * a; } return s * s;",
        "static double Sum(double[] v, int from, int to) { double s = 0; while (from < to) s += v[from++] * v[to - 1]; return s; } int k = 1; return Sum(x, k++, n) * Sum(y, k++, n) + k;",
        "static double At(double[] v, int k) { return v[k++] * v[k]; } int k = 1; double s = At(x, k++) * a; return s + At(y, k);",
        "static int Next(int k) => k + 1; int k = 0; y[Next(k++)] = x[k] * a; return y[1] * y[k];",
        "double Own(int from) { int k = from; double s = x[k++]; while (k < n) s *= 1 + x[k++]; return s; } int k = 0; return Own(k++) + Own(k++) * a;",
        "long k = 0; double s = 0; while (k < n) { s += x[k++] * (k > 3 ? a : y[k]); } return s;",
        "int k = 0; var w = new double[12]; for (int i = 0; i < 3; i++) for (int j = 0; j <= i; j++) w[k++] = x[i] * y[j]; double s = 0; for (int i = 0; i < k; i++) s += w[i] * w[i]; return s;",
        "int k = 0; var w = new double[9]; for (int i = 0; i < n; i++) { if (y[i] < 0) continue; w[k++] = x[i]; if (k > 5) break; } double s = a; while (k > 0) { s = s * w[--k] + 1; } return s;",
        "int p = 0, q = 0; var w = new double[20]; w[q++] = a; while (p < q && q < 12) { double v = w[p++]; w[q++] = v * x[p % n]; w[q++] = v + y[p % n]; } double s = 0; foreach (double v in w) s += v * v; return s;",
        "int k = 8; Span<double> s = x; return s[^k--] * s[k--] * s[^k] * a;",
        "int k = 0; switch (idx[k++]) { case 2: a *= x[k++]; break; default: a *= y[k++]; break; } return a * x[k];",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Mean_what_was_written(string generation) => Meaning.Agree(Bodies, generation);

    [Theory]
    // What is read before the step has the old value, and is evaluated later.
    [InlineData("int k = 0; x[0] = y[k] * y[{|NG0026:k++|}];")]
    [InlineData("int k = 0; x[k] = y[{|NG0026:k++|}];")]
    [InlineData("int k = 0; x[k] += y[{|NG0026:++k|}];")]
    [InlineData("int k = 0; k = idx[{|NG0026:k++|}]; x[k] = a;")]
    // Perhaps it is not evaluated at all, or more than once.
    [InlineData("int k = 0; x[0] = flag ? y[{|NG0026:k++|}] : a; x[k] = 1;")]
    [InlineData("int k = 0; if (flag && y[{|NG0026:k++|}] > 0) x[k] = 1;")]
    [InlineData("int k = 5; for (int i = 0; i < {|NG0026:k--|}; i++) x[i] = a;")]
    [InlineData("int k = 5; for (int i = {|NG0026:k--|}; i < n; i++) x[i] = a * k;")]
    // Functions that see the variable.
    [InlineData("int k = 0; float At() => y[k]; x[0] = At() * y[{|NG0026:k++|}];")]
    [InlineData("int k = 0; float Next() => y[k++]; x[0] = {|NG0026:Next()|}; x[k] = {|NG0026:Next()|};")]
    [InlineData("float s = a; x[0] = {|NG0026:s++|} * 2;")]
    public Task Refused(string statements) =>
        Marked.Members(
            $$"""
            [Differentiable] static void M(float[] x, float[] y, float a, int n, bool flag, int[] idx) { {{statements}} }
            """
        );

    /// <summary>What is read before the step may be the same integer: a member of a struct that is also passed, or that computes.</summary>
    [Fact]
    public Task Refused_where_a_struct_holds_the_integer() =>
        Marked.Members(
            """
            struct T { public float V; public int K; public float Own(ref int q, float[] v) => v[K] * v[q++]; }
            static float Of(ref int q, ref T t, float[] v) => v[t.K] * v[q++];
            [Differentiable] static void M(float[] x, float a) { T t = default; t.V = a; float s = {|NG0026:Of(ref t.K, ref t, x)|}; float u = {|NG0026:t.Own(ref t.K, x)|}; x[0] = s * u * t.V; }
            """
        );
}
