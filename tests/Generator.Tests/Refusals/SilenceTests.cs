using System.Linq;
using Xunit;

namespace NeuralGen.Generator.Tests.Refusals;

/// <summary>
/// A method that compiles has a derivative or a diagnostic: never neither. What stands here compiles, and is as odd as C# allows.
/// </summary>
public class SilenceTests
{
    private const string Types = """

        #pragma warning disable
        public struct V { public double P, Q; public void Deconstruct(out double p, out double q) { p = P; q = Q; } }
        public enum Mode { Off, On }
        """;

    private static readonly string[] Odd =
    [
        "if (true) return a; double[] w; w[0] = 3; return w[0];",
        "while (true) { return a; } double[] w; w[0] = 3; return w[0];",
        "for (;;) { return a; } V v; v.P = 3; return v.P * v.Q;",
        "if (true) return a; Span<double> w; return w[0] + w.Length;",
        "if (true) return a; int k; double t; bool b; return k + t + (b ? 1 : 2);",
        "if (true) return a; (double p, double q) t; return t.p * t.q;",
        "if (true) return a; Tensor<double> w; return w[0, 1] + w.Dim(1);",
        "if (true) return a; Mode m; return m == Mode.On ? 1 : 2;",
        "switch (n) { case 1: double[] w; w = x; return w[0]; default: w = y; return w[1]; }",
        "switch (n) { case 1: V v; v.P = 1; v.Q = a; return v.P; default: v.P = a; v.Q = 3; return v.P * v.Q; }",
        "switch (n) { case 1: const int c = 3; return c * a; default: return c + a; }",
        "switch (n) { case 1: ref double r = ref x[0]; return r; default: r = ref x[1]; r = 3; return r * a; }",
        "double[] w = null; return a;",
        "double[] w = default; return a * x[0];",
        "double[] w; if (flag) w = x; else w = y; return w[0];",
        "double[] w; { w = x; } return w[0] * a;",
        "Span<double> s = default; s = x; return s[0];",
        "Span<double> s = flag ? x : y; return s[0];",
        "double[] w = flag ? x : y; return w[0];",
        "var w = x ?? y; return w[0];",
        "var w = (double[])x.Clone(); return w[0];",
        "var (p, q) = (x[0], x[1]); return p * q;",
        "var v = new V { P = a, Q = 2 }; var (p, q) = v; return p * q;",
        "double p, q; (p, q) = new V { P = a }; return p * q;",
        "(double p, _) = (a, x[0]); return p;",
        "if (a is var p) return p; return 0;",
        "if (n is int k && k > 3) return a * k; return 0;",
        "if (x is { Length: > 3 } w) return w[0]; return 0;",
        "if (x is [var p, .. var rest]) return p; return 0;",
        "if (x is not null) return x[0]; return 0;",
        "static void Put(out int k) => k = 3; Put(out int j); return x[j];",
        "static bool Try(double p, out double q) { q = p * p; return p > 0; } if (Try(a, out var q)) return q; return q * a;",
        "static bool Try(double p, out double q) { q = p * p; return p > 0; } return Try(a, out double q) ? q : 0;",
        "int k = 0; x[k++] = a; return x[0] * k;",
        "int k = 3; return x[--k] * a;",
        "double t = a; double s = t++ * 2; return s * t;",
        "double s, t; s = t = a * a; return s * t;",
        "double s = 0; s += s = a; return s;",
        "double s = a; return s += x[0];",
        "double s = 0; foreach (var v in new[] { a, x[0] }) s += v * v; return s;",
        "double s = 0; foreach (ref double v in x.AsSpan()) { v *= a; s += v; } return s;",
        "double s = 0; foreach (var (k, v) in new[] { (0, a), (1, a) }) s += v * k; return s;",
        "double s = 0; foreach (char c in \"abc\") s += c * a; return s;",
        "double s = 0; for (int i = 0, j = n; i < j; i++, j--) s += x[i] * x[j]; return s;",
        "double s = 0; for (double t = 0; t < 1; t += 0.1) s += t * a; return s;",
        "double s = 0; for (int i = 0; i < n; s += x[i], i++) ; return s;",
        "double s = 0; int i; for (i = 0; i < n; i++) { if (x[i] > 0.5) break; } return i < n ? x[i] : a;",
        "Func<double, double> f = t => t * a; return f(2);",
        "double F() => a * a; return F();",
        "double F() { double[] w; w = x; return w[0]; } return F();",
        "double s = a; void Add(double t) { s += t; } Add(x[0]); return s;",
        "ref double r = ref x[0]; r = ref x[1]; r *= a; return x[1];",
        "ref double r = ref (flag ? ref x[0] : ref y[0]); return r * a;",
        "ref double F(double[] w) => ref w[0]; F(x) = a; return x[0];",
        "Index k = ^1; return x[k] * a;",
        "Range r = 1..3; var s = x.AsSpan()[r]; return s[0];",
        "return x[1..][0] * a;",
        "dynamic d = a; return d;",
        "object o = a; return (double)o;",
        "double? m = a; return m.Value * m.GetValueOrDefault();",
        "decimal d = (decimal)a; return (double)d;",
        "byte b = 3; return a * b;",
        "uint u = 3; return x[u] * a;",
        "char c = 'a'; return a * c;",
        "nint k = 1; return x[k] * a;",
        "Mode m = Mode.On; return m switch { Mode.On => a, _ => 0 };",
        "Mode m = Mode.On; m++; return m == Mode.Off ? a : 1;",
        "Mode m = Mode.On; m |= Mode.Off; return (m & Mode.On) != 0 ? a : 1;",
        "Mode m = Mode.On; return m.HasFlag(Mode.Off) ? a : 1;",
        "Mode m = Mode.On + n; return m - Mode.Off > 3 ? a : 1;",
        "double s = 0; for (Mode m = Mode.Off; m <= Mode.On; m++) s += a; return s;",
        "double s = 0; foreach (Mode m in idx) s += m == Mode.On ? a : 1; return s;",
        "double s = 0; foreach (Mode m in Enum.GetValues<Mode>()) s += a; return s;",
        "Mode[] w = new Mode[3]; w[1] = Mode.On; return w[0] == w[1] ? a : 1;",
        "Mode? m = null; return m == Mode.On ? a : 1;",
        "string s = \"x\"; return s.Length * a;",
        "return nameof(x).Length * a;",
        "return sizeof(int) * a;",
        "return (x, y) == (y, x) ? a : 1;",
        "return default(double) + a * default(int);",
        "return checked((int)a) * a;",
        "checked { return a * a; }",
        "unchecked { int k = n * n; return a * k; }",
        "goto end; end: return a;",
        "throw new NotSupportedException();",
        "return flag ? a : throw new Exception();",
        "try { return a; } finally { }",
        "using (null) { return a; }",
        "lock (x) return a;",
        "return new[] { a, x[0] }[1];",
        "return new double[3] { a, 1, 2 }[0];",
        "double[] w = [a, x[0], .. y]; return w[1];",
        "Span<double> w = [a, x[0]]; return w[1];",
        "Span<double> w = stackalloc double[] { a, 1 }; return w[1];",
        "var w = new double[n][]; return a;",
        "var w = new double[2, 3]; foreach (double v in w) a += v; return a;",
        "var w = new V[3]; w[0].P = a; return w[0].P;",
        "var w = new bool[3]; w[0] = a > 0; return w[0] ? a : 0;",
        "var w = new long[3]; w[0] = 2; return x[w[0]] * a;",
        "var (w, z) = (x, y); return w[0] * z[0];",
        "double s = a; s++; ++s; s--; return s;",
        "x[0]++; --x[1]; return x[0] * x[1];",
        "_ = a; return a;",
        "_ = Math.Sin(a); return a;",
        "Math.Sin(a); return a;",
        "; return a;",
        "return a is > 0 and < 1 ? a : 1;",
        "return n switch { > 3 => a, < 0 => 1, _ => 2 };",
        "return n switch { 3 => a, 8 => 1 };",
        "return flag switch { true => a, false => 1 };",
        "return (n, flag) switch { (8, true) => a, _ => 1 };",
        "return x switch { [] => 0, [var p, ..] => p };",
        "return x.Length > 3 && x[3] > 0 || flag ? a : 1;",
        "return flag ^ n > 3 ? a : 1;",
        "return n << 1 > 3 ? a : 1;",
        "return (n & 1) == 0 ? a : 1;",
        "return -n % 3 * a;",
        "return ~n * a;",
        "return (long)n * a;",
        "return (float)a * (a + 1f);",
        "return Math.Pow(a, 2) + double.Pi + Math.E + double.MaxValue;",
        "return Math.BigMul(n, n) * a;",
        "return this_is_fine(a); static double this_is_fine(double @params) => @params;",
        "var f = Math.Sin; return f(a);",
        "unsafe { return a; }",
        "fixed_: return a;",
    ];

    public static TheoryData<string> All => [.. Odd];

    [Theory]
    [MemberData(nameof(All))]
    public void A_derivative_or_a_diagnostic(string body)
    {
        NeuralGen.Generator.Parsing.ParseResult result = Parsing
            .Parsing.ParseAll(
                $"{Parsing.Parsing.Usings}{Types}\npublic static partial class P {{ [Differentiable] public static double M(double[] x, double[] y, double a, int n, bool flag, int[] idx) {{ {body} }} }}"
            )
            .Single();
        Assert.True(result.Method is not null != result.Findings.Any(f => f.IsError), body);
    }
}
