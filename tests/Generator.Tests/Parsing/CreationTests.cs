using System;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Parsing;

/// <summary>Arrays that are created from their elements, given to a name again, or created as an argument.</summary>
public class CreationTests
{
    private const string Members = """
        static double Sum(double[] v) { double s = 0; for (int i = 0; i < v.Length; i++) s += v[i] * v[i]; return s; }
        static double Params(params double[] v) { double s = 1; foreach (double e in v) s = s * 0.5 + e; return s; }
        static double Spans(params ReadOnlySpan<double> v) { double s = 1; foreach (double e in v) s = s * 0.5 + e; return s; }
        static void Fill(double[] v, double[] t) { for (int i = 0; i < t.Length; i++) t[i] = v[i] * v[i]; }
        static double Scratch(double[] v, double[] t) { double s = 0; for (int i = 0; i < v.Length; i++) { t[i] = v[i] * 2 + (i > 0 ? t[i - 1] : 0); s += t[i] * t[i]; } return s; }
        """;

    private static readonly string[] Bodies =
    [
        "double[] w = { a, x[0] }; w = new[] { w[0] * w[1], w[1] + a }; return w[0] + w[1] * w[1];",
        "double[] w = new double[2]; w[0] = a; w[1] = x[1]; w = new double[2] { w[1] * a, w[0] }; return w[0] * w[1] + w[0];",
        "double s = 0; for (int i = 0; i < n; i++) { double[] w = { a, x[i] }; w = new[] { w[0] * 0.5 + x[i], w[1] + a }; w = new[] { w[1] * w[0], w[0] }; s += w[0] * w[1]; } return s;",
        "Span<double> w = stackalloc double[] { a, x[0] }; w = new[] { w[1], w[0] * a }; return w[0] + w[1] * w[1];",
        "double[] w = { a, x[0] }; double[] v = w; w = new[] { w[1] * v[0], v[1] + w[0] }; v[0] = 3; return w[0] + w[1] * w[1] + v[0] * v[1];",
        "double[,] w = { { a, x[0] }, { 1, 2 } }; w = new[,] { { w[1, 0], w[0, 1] }, { w[0, 0] * a, w[1, 1] } }; return w[0, 0] + w[0, 1] * w[1, 0];",
        "double[] u = new double[3]; double[] v = new double[3]; u[0] = a; v[1] = x[0]; for (int i = 0; i < n; i++) { u[1] += v[0] * x[i]; v[0] = u[0] * 0.5; (u, v) = (v, u); } return u[0] + v[1] * u[1];",
        "double[] u = { a, x[0], 1 }; double[] v = { 1, u[0], u[1] * a }; for (int i = 0; i < n; i++) { u[1] += v[0] * x[i]; v[0] = u[0] * 0.5; (u, v) = (v, u); } return u[0] + v[1] * u[1];",
        "double[] u = { a, x[0], 1 }; u = new[] { u[2], u[0], u[1] }; double[] v = { 1, u[0], u[1] * a }; for (int i = 0; i < n; i++) { u[1] += v[0] * x[i]; v[0] = u[0] * 0.5; (u, v) = (v, u); } return u[0] + v[1] * u[1];",
        "int[] k = { 2, 0, 1 }; k = new[] { k[1], k[2], k[0] }; return x[k[0]] * a + x[k[1]] * x[k[2]] * 2 + y[k[0]];",
        "var p = (a, x[0]); p = (p.Item2 * 2, p.Item1); return p.Item1 * p.Item1 + p.Item2;",
        "double[] w = { a, x[0] }; double F(double[] v) { double[] t = { v[1], v[0] }; t = new[] { t[1] * t[0], t[0] }; return t[0] + t[1] * 2; } return F(w) * F(x);",
        "double[] w = x; w = new[] { w[1], w[0] * a }; return w[0] + w[1] * w[1] + x[0];",
        "double[] w = y; w = new double[] { y[0], w[1] }; w[0] *= a; return w[0] * w[1] + y[0];",
        "double[] w = [a, x[0], 2]; return w[0] * w[1] + w[2] * w[0];",
        "Span<double> w = [a, x[0] * a]; w[1] += w[0]; return w[0] * w[1];",
        "ReadOnlySpan<double> w = [a, x[0] * a]; return w[0] * w[1];",
        "double s = 0; for (int i = 0; i < n; i++) { double[] w = [a, x[i], i]; w = [w[1], w[0], w[2]]; for (int k = 0; k < w.Length; k++) s += w[k] * w[(k + 1) % 3]; } return s;",
        "int[] k = [2, 0, 1]; return x[k[0]] * a + x[k[1]] * x[k[2]] * 2;",
        "return Sum([a, x[0], x[1] * a]) * Sum(new double[] { x[2], 1 }) + Sum(new[] { a }) * Params(a, x[1], x[2]) + Params(a) * Spans(a, x[3]);",
        "double s = 0; for (int i = 0; i < n; i++) { s += Sum([a * i, x[i]]) * Params(x[i], y[i]); s += Params(s, Params(a, x[i])); } return s;",
        "return x[0] > 0 ? Sum([a, x[1]]) : a;",
        "double s = a; if (x[0] > 0) { s += Sum([a, x[1]]); } else s *= Params(s, x[2]); return s;",
        "double[] t = new double[3]; Fill(x, t); return t[0] * t[1] * Scratch(y, new double[y.Length]) + Scratch(x, new double[x.Length]);",
        "return Params() + a * Params(x);",
        "int k = 0; return Sum([x[k++], x[k++], x[k]]) * a;",
        "return Sum(new double[n]) + a;",
        "double s = 0; while (s < 3) s += Params(a * a, 0.5, s * 0.1) + 0.1; return s;",
        "double s = 0; for (int i = 0; i < n; i++) { double[] w = [x[i], a]; if (x[i] > 0) w[0] = w[1] * w[0]; s += Params(w) * Params(w[1], w[0], s * 0.1); } return s;",
        "double[] w = [a, x[0]]; double s = Params(w[1], w[0]); w[0] = 7; return s * w[0] + Sum([w[1], .5]);",
        "double Scaled(params double[] v) { double s = 0; for (int i = 0; i < v.Length; i++) { v[i] *= a; s += v[i] * v[i]; } return s; } return Scaled(x[0], x[1]) + Scaled(y[0]) * x[0];",
        "return Sum(new double[n]) + Params(x[Math.Min(n, 2)], a) * Params(a, a);",
    ];

    private static readonly string[] Copies =
    [
        "int[] q = (int[])idx.Clone(); q[0] = 3; return x[q[0]] * a + x[q[1]] * idx[0];",
        "int[] p = idx.AsSpan().ToArray(); for (int i = p.Length - 1; i > 0; i--) { int j = (i * 7 + 3) % (i + 1); (p[i], p[j]) = (p[j], p[i]); } double s = a; for (int i = 0; i < p.Length; i++) s = s * 0.5 + x[p[i] & 7] * (i + 1); return s;",
        "var order = (int[])idx.Clone(); double s = 0; for (int k = 0; k < n; k++) { order[k % order.Length]++; var now = (int[])order.Clone(); s += x[now[0] & 7] * y[now[1] & 7] * now.Length; } return s * a * idx[0];",
        "double[] w = (double[])x.Clone(); w[0] *= w[1]; x[1] = a; return w[0] * w[1] + x[0] * x[1];",
        "var w = (double[])x.Clone(); for (int i = 1; i < n; i++) { w[i] += w[i - 1] * y[i]; x[i] *= w[i]; } double s = 0; for (int i = 0; i < w.Length; i++) s += w[i] * x[i]; return s;",
        "var w = (double[])x.Clone(); w[1] = a; w = (double[])w.Clone(); w[0] = w[1] * w[2]; return w[0] * w[1] + w.Length;",
        "double s = 0; for (int t = 0; t < 3; t++) { var w = (double[])x.Clone(); w[t] *= y[t]; x[t + 1] = w[t] * w[t + 1]; s += w[t]; } return s * x[2];",
        "var w = x.AsSpan(1, 4).ToArray(); w[0] = w[1] * a; x[1] += w[3]; return w[0] * w[3] * x[1] + w.Length;",
        "for (int i = 0; i < 3; i++) { var w = x.AsSpan(i, 2).ToArray(); x[i] = w[0] * w[1]; w[0] = y[i]; x[i + 1] += w[0]; } return x[0] * x[1] * x[2] * x[3];",
        "ReadOnlySpan<double> r = x; double[] w = r.ToArray(); Span<double> v = y.AsSpan().ToArray(); v[0] = w[0] * w[1]; return v[0] * v[1] * y[0];",
        "var M = new double[2, 3]; for (int i = 0; i < 2; i++) for (int j = 0; j < 3; j++) M[i, j] = x[i] * y[j]; var N = (double[,])M.Clone(); N[0, 0] = a; M[1, 1] *= N[1, 1]; return M[0, 0] * N[0, 0] + M[1, 1] * N[1, 1] + N.GetLength(1) * N[1, 2];",
        "static double Sum(double[] v) { double s = 0; v[0] *= v[1]; foreach (double e in v) s += e * e; return s; } return Sum((double[])x.Clone()) * x[0] + Sum(y.AsSpan(2, 3).ToArray()) * y[2];",
        "if (x[0] > 0) { var w = (double[])y.Clone(); w[0] *= x[0]; return w[0] * w[1]; } return a * y[1];",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Copies_of_arrays(string generation) => Meaning.Agree(Copies, generation);

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Values_and_gradients(string generation) => Meaning.Agree(Bodies, generation, Members);
}
