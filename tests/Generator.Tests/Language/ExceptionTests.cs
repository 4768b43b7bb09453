using System;
using System.Linq;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Language;

/// <summary>
/// Checks in the middle of a method: they do not change what is computed where they pass, and where they do not, the generated members
/// throw what the method throws, with the outputs left as it leaves them.
/// </summary>
public class ExceptionTests
{
    private const string Members = """
        static double Root(double v) { if (!(v >= 0)) throw new ArithmeticException($"no root of {v}"); return Math.Sqrt(v); }
        static double Checked(double v, int i) { ArgumentOutOfRangeException.ThrowIfNegative(i); System.Diagnostics.Debug.Assert(v < 1e9); return v * (i + 1); }
        static double Weight(int k) => k switch { 0 => 1.5, 1 => -2, > 1 and < 20 => 0.5 * k, _ => throw new ArgumentException("k") };
        static double Dot(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
        {
            if (p.Length != q.Length) throw new ArgumentException($"{p.Length} and {q.Length}", nameof(q));
            double d = 0;
            for (int i = 0; i < p.Length; i++) d += p[i] * q[i];
            return d;
        }
        static double Norm(double[] v) { ArgumentNullException.ThrowIfNull(v); double s = 0; foreach (double e in v) s += e * e; return Root(s); }
        [System.Diagnostics.CodeAnalysis.DoesNotReturn] static void Bad(string what) => throw new InvalidOperationException($"bad {what}");
        static double Weight2(double v) => v * v;
        static double Never(double v) => throw new InvalidOperationException();
        """;

    private static readonly string[] Passing =
    [
        "double s = 0; for (int i = 0; i < n; i++) { if (x[i] > 5) throw new ArithmeticException($\"{x[i]:F3} at {i}\"); s += x[i] * x[i] * y[i]; } return s;",
        "double d = x[0] * x[0] + 1; if (!(d > 0)) throw new ArithmeticException(); return Math.Log(d) * y[0];",
        "x[0] = y[0] * a; if (n < 1) throw new ArgumentOutOfRangeException(nameof(n), n, \"few\"); for (int i = 1; i < n; i++) { x[i] *= x[i - 1]; System.Diagnostics.Debug.Assert(x[i] < 100, $\"at {i}: {x[i]}\"); } return x[n - 1] * x[2];",
        "double s = 0; for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) { if (i * j > 1000) throw new InvalidOperationException(\"{\\\"\\n\"); s += x[i] * y[j]; } return s * s;",
        "double s = 0; for (int i = 0; i < n; i++) { double u = 0; for (int j = 0; j < n; j++) u += x[j] * y[(i + j) % n]; if (double.IsNaN(u)) throw new ArithmeticException(\"u\" + u + i); s += u * u; } return s;",
        "double s = 0; for (int i = 0; i < n; i++) s += Root(1 + x[i] * y[i]); return s;",
        "double s = 0; for (int i = 0; i < n; i++) { double t = Checked(x[i], i); s += t * t; } return s;",
        "double s = 0; for (int i = 0; i < n; i++) s += Weight(i) * x[i] * x[i]; return s;",
        "return Dot(x, y) * Norm(x) + Dot(x.AsSpan(1, 3), y.AsSpan(2, 3));",
        "double s = 0; for (int i = 0; i < 3; i++) s += Dot(x.AsSpan(i, 3), y.AsSpan(2, 3)) * (i + 1); return s;",
        "double v; if (x[0] < 5) v = x[0] * y[0]; else throw new ArithmeticException(); return v * v;",
        "double v; if (x[0] > 5) { x[1] = 0; throw new ArithmeticException(); } else if (y[0] > 5) { v = 1; } else { v = x[1] * y[0]; x[1] = v; } return v * x[1];",
        "double v = x[0] > 9 ? throw new ArithmeticException() : x[0] * a; return v * (n > 0 ? y[0] : throw new ArgumentException(nameof(n)));",
        "double s = 0; for (int i = 0; i < n; i++) { s += x[i] > 0 ? x[i] * x[i] : y[i] > 8 ? throw new ArithmeticException($\"{y[i],8:F2}\") : y[i]; } return s;",
        "int k = n switch { 8 => 2, < 0 => throw new ArgumentException(\"n\"), _ => 1 }; return x[k] * y[k + 1];",
        "var row = x ?? throw new ArgumentNullException(nameof(x)); if (y[0] > 7) throw new ArithmeticException(); var other = y ?? throw new InvalidOperationException(); return row[0] * other[1];",
        "double s = 0; for (int i = 0; i < n; i++) { if (x[i] < 0) continue; if (s > 50) throw new OverflowException(); s += x[i] * y[i]; if (s > 0.8) break; } return s * s;",
        "int i = 0; double s = a; while (i < n) { if (s > 1e6) Bad(\"s\"); s = s * 0.5 + x[i]; i++; } return s * s;",
        "for (int i = 0; i < n; i++) if (i == 2) return x[i] * x[i]; throw new InvalidOperationException();",
        "double s = 0; for (int i = 0; i < n; i++) { switch (i % 3) { case 0: s += x[i]; break; case 1: s *= y[i]; break; case 2: break; default: throw new InvalidOperationException(\"\\u0001\"); } } return s * s;",
        "double Step(double v) { if (v > 100) throw new ArithmeticException(); if (v < 0) return v * 2; return v * v; } double s = a; for (int i = 0; i < 5; i++) s = Step(s * 0.5) + x[i]; return s;",
        "double s = 0; foreach (int j in idx) { if (j < 0 || j >= n) throw new ArgumentOutOfRangeException(nameof(idx), j, \"label\"); s += x[j] * y[j]; } return s * s;",
        "int c = 0; for (int i = 0; i < n; i++) { if (c > n) throw new InvalidOperationException($\"{c}{flag}{(flag ? 1 : 2)}\"); if (x[i] > 0) c++; y[c] *= x[i]; } double s = 0; foreach (double v in y) s += v * v; return s;",
        "double m = x[0]; for (int i = 1; i < n; i++) m = Math.Max(m, x[i]); if (!(m > -3)) throw new ArithmeticException(); double s = 0; for (int i = 0; i < n; i++) s += Math.Exp(x[i] - m); return m + Math.Log(s);",
        "double u = a; for (int k = 0; k < 4; k++) { u = u * u * 0.3 + x[k]; if (u > 1000) throw new ArithmeticException($\"{u}\"); x[k] = u * y[k]; } return u + x[0] * x[3];",
        "if (n < 0) Never(a); if (n < 0) { double w = Never(a); x[0] = w; } return x[0] * x[0];",
        "System.Diagnostics.Debug.Assert(n == 8 && x[n - 1] < 100 && Weight2(x[0]) >= 0 == true); return x[0] * x[1];",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void What_passes_is_differentiated(string generation) => Meaning.Agree(Passing, generation, Members);

    /// <summary>Each throws with one of the points, somewhere in the middle.</summary>
    private static readonly string[] Throwing =
    [
        "double s = 0; for (int i = 0; i < n; i++) { y[i] = x[i] * a; if (x[i] > 1) throw new ArithmeticException($\"{x[i]:F3} at {i}, {s}\"); y[i] += 1; s += x[i] * x[i] * y[i]; } return s;",
        "for (int i = 0; i < n; i++) y[i] *= x[i]; double d = x[2] - 2; if (!(d <= 0)) throw new OwnException(\"d\", n + 1); for (int i = 0; i < n; i++) y[i] *= x[i]; return d * y[0];",
        "double s = 0; for (int i = 0; i < n; i++) { for (int j = 0; j < n; j++) y[j] += x[i] * a; s += y[i]; if (y[i] > 3) throw new OwnException($\"{i}|{y[i],12:E4}|{flag}\", i); x[i] = s; } return s;",
        "double s = 0; for (int i = 0; i < n; i++) { y[i] = Root(1.5 - x[i]); s += y[i] * x[i]; } return s;",
        "x[0] = 0; double s = 0; for (int i = 0; i < n + 2; i++) { if (i >= x.Length) throw new OwnException(\"end\", i); s += x[i] * y[i]; x[i] = s; } return s;",
        "double s = 0; foreach (int j in idx) { y[0] = s; if (j < 0 || j >= n) throw new ArgumentOutOfRangeException(nameof(idx), j, \"label\"); s += x[j] * y[j]; } return s;",
        "y[0] = 1; ArgumentOutOfRangeException.ThrowIfGreaterThan(x[2], 2.0); y[0] = 2; ArgumentOutOfRangeException.ThrowIfLessThan(n, 4, \"m\"); return x[0] * y[0];",
        "y[0] = 1; double v = x[2] > 2 ? throw new ArithmeticException() : x[0] * a; y[0] = v; return v;",
        "y[0] = 1; double v = (int)x[2] switch { 0 or 1 => x[0], 2 => throw new ArithmeticException(\"two\"), _ => throw new OwnException(\"more\", (int)x[2]) }; y[0] = v; return v;",
        "y[1] = x[1] * 2; double s = 0; int i = 0; while (i < n) { s += x[i]; i++; if (s > 4) Bad(\"s\"); y[0] = s; } return s;",
        "y[1] = x[1] * 2; if (n < 8) Never(x[0]); y[2] = 3; return x[0] * y[1];",
        "y[1] = 5; double d = Dot(x.AsSpan(0, n - 1), y.AsSpan(0, 7)); y[0] = d; return d;",
        "double m = x[0]; for (int i = 1; i < n; i++) m = Math.Max(m, x[i]); for (int i = 0; i < n; i++) y[i] = x[i] - m; if (m > 2) throw new ArithmeticException($\"{m}\"); return m * y[0];",
        "double s = 0; for (int i = 0; i < n; i++) { if (x[i] < 2) { y[i] = 2; s += x[i]; } else { y[i] = 7; throw new InvalidOperationException(\"else\"); } x[i] = 1; } return s;",
        "double[] w = new double[n]; for (int i = 0; i < n; i++) { w[i] = x[i] * x[i]; y[i] = w[i]; if (i > 1 && w[i] > 2 * w[i - 1] + 3) throw new ArithmeticException($\"{w[i] - w[i - 1]}\"); } return w[0] * y[1];",
        "x[1] += 1; var v = x ?? throw new OwnException(\"null\", 1); v[0] = 2; if (x[2] > 2) throw new ArithmeticException(); return v[0] * x[3];",
    ];

    private static readonly double[][] Points =
    [
        [0.5, 0.25, 0.75, 0.5, 0.1, 0.9, 0.2, 0.3, 0.4],
        [0.5, 0.25, 2.5, 0.5, 0.1, 0.9, 0.2, 0.3, 0.4],
        [0.5, 0.25, 3.5, 5, 0.1, 0.9, 0.2, 0.3, 0.4],
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void What_does_not_pass_throws_with_the_outputs_as_the_method_leaves_them(string generation)
    {
        string methods = string.Concat(
            Throwing.Select(
                (body, k) =>
                    $$"""
                        [Differentiable] public static double M{{k}}(double[] x, double[] y, double a, int n, bool flag, int[] idx) { {{body}} }
                        public static double M{{k}}Kept(double[] x, double[] y, double a, int n, bool flag, int[] idx) => M{{k}}Forward(x, y, a, n, flag, idx, new M{{k}}Residuals());
                        public static double M{{k}}Both(double[] x, double[] y, double a, int n, bool flag, int[] idx) => M{{k}}Gradient(x, y, a, n, flag, idx, new double[9], new double[9], out _);

                        """
            )
        );
        const string types =
            "internal sealed class OwnException(string text, int n) : Exception(text) { public int N { get; } = n; }";
        Compiled program = Compiler.Compile(
            $"{Parsing.Parsing.Usings}{types}\npublic static partial class P {{ {Members}\n{methods} }}",
            generation: Enum.Parse<Generation>(generation)
        );
        int thrown = 0;
        for (int k = 0; k < Throwing.Length; k++)
        {
            foreach (double[] point in Points)
            {
                foreach ((int n, int[] idx) in ((int, int[])[])[(8, [2, 0, 1]), (3, [2, 0, 7, 1]), (8, [3, -1])])
                {
                    (string expected, double[] x, double[] y) = Outcome(program, $"M{k}", point, n, idx);
                    thrown += expected.Length > 0 ? 1 : 0;
                    foreach (string member in (string[])["Forward", "Kept", "Both"])
                    {
                        (string actual, double[] ownX, double[] ownY) = Outcome(
                            program,
                            $"M{k}{member}",
                            point,
                            n,
                            idx
                        );
                        Assert.True(expected == actual, $"{Throwing[k]}\n{member}: {actual}\nfor {expected}");
                        Assert.Equal(x, ownX);
                        Assert.Equal(y, ownY);
                    }
                }
            }
        }

        Assert.True(thrown > 40, $"{thrown}");
    }

    private static (string Thrown, double[] X, double[] Y) Outcome(
        Compiled program,
        string method,
        double[] point,
        int n,
        int[] idx
    )
    {
        double[] x = [.. point];
        double[] y = [.. point.Reverse()];
        try
        {
            program.Call("P", method, x, y, 0.5, n, true, idx);
            return ("", x, y);
        }
        catch (Exception e)
        {
            return ($"{e.GetType().Name}: {e.Message} {e.GetType().GetProperty("N")?.GetValue(e)}", x, y);
        }
    }
}
