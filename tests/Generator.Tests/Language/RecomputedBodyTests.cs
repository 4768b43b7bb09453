using System;
using System.Linq;
using System.Reflection;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Language;

/// <summary>
/// <c>[Checkpoint]</c> on a function whose body takes the place of the call: what it is given is kept, the rest is computed again, and
/// value and gradient are those without the attribute.
/// </summary>
public class RecomputedBodyTests
{
    private const string Types = """
        public readonly record struct Pair(double U, double V)
        {
            [Checkpoint] public Pair Turned(double w) { double c = Math.Cos(w * U), s = Math.Sin(w * V); return new Pair(c * U - s * V, s * U + c * V * U); }
        }
        """;

    private const string Members = """
        [Checkpoint] static double Wave(double v, double w) { double u = v * w; u = Math.Sin(u) + v * u; return u * u; }
        [Checkpoint] static void Smooth(Span<double> z, ReadOnlySpan<double> f) { for (int i = 1; i < z.Length; i++) z[i] = Math.Sin(z[i]) + 0.3 * z[i - 1] * f[i]; }
        [Checkpoint] static double Norm(ReadOnlySpan<double> z) { double s = 0; for (int i = 0; i < z.Length; i++) s += z[i] * z[i]; return Math.Sqrt(s + 1); }
        [Checkpoint] static void Both(double v, out double s, ref double c) { s = Math.Sin(v) * c; c = Math.Cos(v) * s + c; }

        """;

    private static readonly string[] Bodies =
    [
        // Numbers in, a number out: once, twice, in a loop, in each other.
        "[Checkpoint] double F(double v) => Math.Sin(v) * v; return F(a) * F(x[0]) + F(a);",
        "[Checkpoint] double F(double v, double w) { double u = v * w; u = Math.Sin(u) + v; return u * u; } double s = a; for (int t = 0; t < n; t++) s = F(s, x[t]) + y[t]; return s;",
        "double s = a; for (int t = 0; t < n; t++) s = Wave(s, x[t]) * 0.3 + Wave(y[t], s) * 0.2; return s;",
        "return Wave(Wave(a, x[0]) * 0.1, Wave(x[1], y[0])) + x[1];",
        "[Checkpoint] double G(double v) { double w = v; for (int i = 0; i < 3; i++) w = Wave(w, v) * 0.2 + Math.Cos(w); return w * w; } double s = a; for (int t = 0; t < n; t++) { s = G(s) * x[t]; } return s;",
        "double s = a; for (int t = 0; t < n; t++) { s = Wave(s, x[t]) * 0.3 + 0.1; x[t] = s * y[t]; } return s * x[2];",
        "double s = 0; for (int t = 0; t < n; t++) s += Wave(x[t], y[t]) * Wave(a, y[t]); for (int t = 0; t < n; t++) { x[t] *= s; y[t] = x[t] * x[t]; } return s * y[1] + y[2];",
        "double s = 0; for (int t = 0; t < n; t++) for (int j = 0; j <= t; j++) s += Wave(x[t], y[j]) * a; a = s * s; return s * a;",
        // What is captured changes: numbers, arrays, counters, flags.
        "double s = a, c = 1; [Checkpoint] void Step(int t) { double u = s * c; c = Math.Sin(u) + x[t]; s = u * c + 0.1; } for (int t = 0; t < n; t++) Step(t); return s * c;",
        "double s = a, c = 1; [Checkpoint] void Step() { double u = s * c; c = Math.Sin(u) + x[1]; s = u * c + 0.1; } Step(); s *= s; Step(); c += s * s; Step(); return s * c;",
        "int k = 0; double s = a; [Checkpoint] void Next() { k = (k + 2) % n; s = Math.Sin(s * x[k]) + y[k] * s; k++; } for (int t = 0; t < 2 * n; t++) Next(); return s * x[k];",
        "bool up = flag; double s = a; [Checkpoint] void Next(double w) { s = up ? s * s + w : Math.Sin(s) * w; up = s < 0.3; } for (int t = 0; t < n; t++) { Next(x[t]); if (up) s += 0.01 * y[t]; } return s;",
        "[Checkpoint] void Grow() { for (int i = 0; i < n; i++) x[i] = x[i] * y[i] + Math.Sin(x[i + 1]); } Grow(); for (int i = 0; i < n; i++) x[i] *= x[i]; Grow(); return x[0] * x[1] + x[n - 1];",
        "[Checkpoint] void Grow(int t) { for (int i = 1; i < n; i++) x[i] = Math.Sin(x[i]) + 0.3 * x[i - 1] * y[t]; } for (int t = 0; t < n; t++) { Grow(t); x[0] = x[n - 1] * x[t] + 0.1; } return x[0] * x[2];",
        "double tmp; double s = a; [Checkpoint] void F(double v) { tmp = v * s; s = Math.Sin(tmp) * tmp + v; } for (int t = 0; t < n; t++) F(x[t] * s); return s;",
        "double l = 0; [Checkpoint] double F(int t) { double u = x[t] * a; for (int j = 0; j < n; j++) u = Math.Sin(u) + y[j] * u; l += u * u; return u; } double s = 0; for (int t = 0; t < n; t++) { double u = F(t); s += u * 0.1; } return s * l;",
        "var z = new double[n + 1]; z[0] = a; double q = 1; [Checkpoint] void F(int t) { double u = Math.Sin(z[t]) * q; z[t + 1] = u * u + x[t]; q = q * z[t + 1] + u; } for (int t = 0; t < n; t++) F(t); return z[n] * q;",
        "double s = a; [Checkpoint] void F(int t) { double u = Math.Exp(0.1 * s) * x[t]; y[t] = Math.Exp(u); s = u * y[t] * 0.5; } for (int t = 0; t < n; t++) F(t); for (int t = 0; t < n; t++) y[t] *= y[t] * s; return y[0] + y[1] * s;",
        // Arrays inside, loops that expand, contractions, reductions, extremes.
        "[Checkpoint] double F(double v) { var u = new double[n]; for (int i = 0; i < n; i++) { double w = v * x[i]; u[i] = Math.Sin(w) * w; } double s = 0; for (int i = 0; i < n; i++) s += u[i] * u[i] * y[i]; return s; } double r = a; for (int t = 0; t < n; t++) r = F(r) * 0.3 + x[t]; return r;",
        "var h = new double[n]; [Checkpoint] void Cell(int t) { var g = new double[n]; for (int i = 0; i < n; i++) { double u = y[i] * x[t]; for (int j = 0; j < n; j++) u += h[j] * x[j] * 0.2; g[i] = Math.Tanh(u); } for (int i = 0; i < n; i++) h[i] = g[i]; } for (int t = 0; t < n; t++) Cell(t); double s = 0; for (int i = 0; i < n; i++) s += h[i] * (i + 1); return s;",
        "[Checkpoint] void Mix(double[] u, double[] v) { for (int i = 0; i < n; i++) { double s = 0; for (int j = 0; j < n; j++) s += x[(i + j) % n] * u[j]; v[i] = Math.Tanh(s) * u[i]; } } var p = new double[n]; var q = new double[n]; for (int i = 0; i < n; i++) p[i] = y[i] * a; for (int t = 0; t < 5; t++) { Mix(p, q); (p, q) = (q, p); } double r = 0; foreach (double v in p) r += v * v; return r;",
        "[Checkpoint] double Most(int t) { double m = x[0] * y[t]; for (int i = 1; i < n; i++) m = Math.Max(m, x[i] * y[t]); return m * m; } double s = a; for (int t = 0; t < n; t++) { s = s * 0.5 + Most(t); x[t] = Math.Sin(s); } return s;",
        "[Checkpoint] double Tri(int t) { double s = 0; for (int i = 0; i <= t; i++) { double w = x[i] * a; for (int j = 0; j < i; j++) w = w * y[j] + Math.Sin(w); s += w * w; } return s; } double r = 0; for (int t = 0; t < n; t++) { r += Tri(t) * (t + 1); x[t] += r * 0.01; } return r;",
        "double s = a; for (int t = 0; t < n; t++) { Smooth(x.AsSpan(t, n - t), y); s += Norm(x) * 0.1; x[t] *= s; } return s + x[3];",
        "double s = 0; for (int t = 0; t < n; t++) { s += Norm(x.AsSpan(0, t + 1)) * y[t]; Smooth(x, y); } return s * Norm(y);",
        "var z = new double[n, n]; [Checkpoint] void Row(int i) { for (int j = 0; j < n; j++) z[i, j] = x[i] * y[j] + (i > 0 ? z[i - 1, j] * z[i - 1, j] : a); } for (int i = 0; i < n; i++) Row(i); double s = 0; for (int i = 0; i < n; i++) s += z[i, i] * z[n - 1, i]; return s;",
        "var z = new double[n, 2]; [Checkpoint] void Row(int t) { for (int i = 0; i < n; i++) z[i, t % 2] = Math.Sin(z[i, (t + 1) % 2] + x[i]) * y[t]; } for (int t = 0; t < n; t++) Row(t); double s = 0; for (int i = 0; i < n; i++) s += z[i, 0] * z[i, 1]; return s;",
        "[Checkpoint] void Solve() { for (int i = 0; i < n; i++) { double s = x[i]; for (int j = 0; j < i; j++) s -= x[j] * y[i - j] * 0.2; x[i] = s / (2 + y[0] * y[0]); } } for (int t = 0; t < 3; t++) { Solve(); x[t] += x[t] * x[n - 1]; } return x[0] * x[4] + x[n - 1];",
        // Where it is called: under conditions, in conditions, in loops of unknown length, behind jumps.
        "double s = a; for (int t = 0; t < n; t++) if (s > 0.1) s = Wave(s, x[t]) * 0.4; else { s = 0.5 + y[t] * s; Smooth(x, y); } return s * x[2];",
        "double s = a + 1.5; int k = 0; while (Wave(s, 0.7) > 0.05 && k < 6) { s = s * 0.8 + 0.05 * x[k]; k++; } return s * s;",
        "double s = a + 2; int k = 0; while (k < 7 && s > 0.01) { s = Math.Sin(Wave(s, 0.3 + 0.1 * x[k])) * 0.5 + 0.7; Smooth(x, y); k++; } return s * x[3];",
        "double s = a + 2; int k = 0; while (k < 7 && s > 0.01) { [Checkpoint] double F(double v) { double m = v; foreach (double e in x) { double w = m * e; m = Math.Sin(w) + v; } int c = 0; while (m > 0.2 && c < 4) { m *= 0.7; c++; } return m + v * c * 0.1; } s = F(s) + 0.1; for (int i = 0; i < n; i++) x[i] *= 0.9 + 0.1 * s; k++; } return s * x[3];",
        "double s = a; for (int t = 0; t < n; t++) { s = s > 0 ? s * 0.7 : Wave(s, a) + x[t]; if (Wave(s, y[t]) > 0.8) continue; s += 0.1 * Wave(s, a); if (t == 6) break; } return s;",
        "double s = a; for (int t = 0; t < n - 7; t++) s = Wave(s, x[t]); for (int t = 0; t < n - 50; t++) s = Wave(s, s); return s;",
        // What the body is: early returns, loops left, integers, truth values, structs, references, checks.
        "[Checkpoint] double F(double v, int t) { if (v < 0) return v * x[t] + 0.1; for (int i = 0; i < n; i++) { v = v * y[i] + Math.Sin(v); if (v < 0.05) return v * v; } return Math.Sqrt(v) * a; } double s = a; for (int t = 0; t < n; t++) s = F(s, t) + 0.1 * y[t]; return s;",
        "[Checkpoint] int Largest() { int k = 0; for (int i = 1; i < n; i++) if (x[i] > x[k]) k = i; return k; } double s = a; for (int t = 0; t < n; t++) { int k = Largest(); s += x[k] * y[t]; x[k] = x[k] * 0.5 - s * 0.1; } return s;",
        "[Checkpoint] bool Is(double v) { double w = v; for (int i = 0; i < 3; i++) w = Math.Sin(w + x[i]); return w > 0; } double s = a; for (int t = 0; t < n; t++) s = Is(s) ? s * x[t] - 0.2 : s * s + y[t]; return s;",
        "[Checkpoint] (double, double) F(double v, double w) { double q = v * w; return (Math.Sin(q) + v, q * q * 0.1 + w); } double s = a, r = x[0]; for (int t = 0; t < n; t++) { (s, r) = F(r * y[t], s); } return s * r;",
        "var p = new Pair(a, x[0]); for (int t = 0; t < n; t++) p = p.Turned(y[t]); return p.U * p.V;",
        "double c = a; double s = 0; for (int t = 0; t < n; t++) { Both(x[t] * c, out double q, ref c); s += q * c; } return s * c;",
        "double s = 0; for (int t = 0; t < n; t++) { Both(a, out double q, ref x[t]); s += q * x[t]; x[t] *= x[t]; } return s + x[1];",
        "[Checkpoint] double F(double v) { if (v > 1e9) throw new OverflowException($\"{v}\"); return Math.Sin(v) * v + x[idx[2]]; } double s = a; for (int t = 0; t < 5; t++) { s = F(s * x[idx[t]]); x[idx[t]] += s; } return s;",
        "[Checkpoint] double F(double v) { var w = new double[3][]; for (int i = 0; i < 3; i++) w[i] = new double[i + 2]; for (int i = 0; i < 3; i++) for (int j = 0; j < w[i].Length; j++) w[i][j] = Math.Sin(v * x[i + j]); return w[2][3] * w[0][1] * w[1][1]; } double s = a; for (int t = 0; t < n; t++) s = F(s + y[t]) + 0.2; return s;",
        "[Checkpoint] double F(double v) { Span<double> b = stackalloc double[4]; for (int i = 0; i < 4; i++) b[i] = v * x[i] + (i > 0 ? b[i - 1] : 0); return Math.Sin(b[3]) * b[1]; } double s = a; for (int t = 0; t < n; t++) { s = Math.Sin(F(s)) + y[t]; x[t % 4] -= 0.1 * s; } return s;",
        "[Checkpoint] void Nothing() { } [Checkpoint] void Counted(int k) { int c = k; c++; } Nothing(); Counted(n); double s = a; for (int t = 0; t < n; t++) { Nothing(); s *= x[t]; } return s;",
        "[Checkpoint] double F() { a = a * x[0] + Math.Sin(a); return a * y[0]; } double s = F(); double r = F(); s += r * s; return s * a;",
        // An array that is only written there, and overwritten afterwards.
        "double s = a; [Checkpoint] void F(int t) { double u = Math.Exp(0.1 * s) * x[t]; y[t] = Math.Exp(u); s = u * 0.5; } for (int t = 0; t < n; t++) F(t); for (int t = 0; t < n; t++) y[t] = y[t] * y[t] * s; return y[0] + y[1] * s;",
        // A parameter that nothing else touches; a maximum over a part that depends on the call.
        "double s = a; [Checkpoint] void F(int t) { double u = s * y[t]; s = Math.Sin(u) * u + x[t]; y[t] = s * u; } for (int t = 0; t < n; t++) F(t); return s;",
        "double s = a; [Checkpoint] void F(int t) { double u = s * y[t]; y[t] = Math.Sin(u) * u + x[t]; s += y[t] * y[t] * 0.1; } for (int k = 0; k < 2; k++) for (int t = 0; t < n; t++) F(t); return s;",
        "double s = a; [Checkpoint] double F(int t) { var m = new double[n]; for (int i = 0; i <= t; i++) { m[i] = x[i]; for (int j = 0; j < n; j++) m[i] = Math.Max(m[i], x[j] * y[i]); } return m[t] * m[0]; } for (int t = 0; t < n; t++) s = s * 0.5 + F(t); return s;",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Values_and_gradients(string generation) => Meaning.Agree(Bodies, generation, Members, Types);

    /// <summary>In a method whose own loops are computed again, the functions are no more than the rest of them.</summary>
    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void In_checkpointed_methods(string generation)
    {
        string[] counted =
        [
            .. Bodies.Where(b =>
                !b.Contains("while (", StringComparison.Ordinal) && !b.Contains("break;", StringComparison.Ordinal)
            ),
        ];
        Meaning.Agree(counted, generation, Members, Types, attributes: "Differentiable, Checkpoint");
    }

    [Fact]
    public void The_gradient_is_that_of_the_function_without_it()
    {
        string Source(bool isMarked)
        {
            string source =
                $"{Parsing.Parsing.Usings}{Types}public static partial class P {{ {Members}"
                + string.Concat(
                    Bodies.Select(
                        (body, k) =>
                            $$"""
                                [Differentiable] public static double M{{k}}(double[] x, double[] y, double a, int n, bool flag, int[] idx) { {{body}} }
                                public static double G{{k}}(double[] x, double[] y, double[] gx, double[] gy) { double v = M{{k}}Gradient(x, y, 0.4, 8, true, [2, 0, 1, 2, 2], gx, gy, out double ga); gx[^1] += ga; return v; }

                                """
                    )
                )
                + "}";
            return isMarked ? source : source.Replace("[Checkpoint] ", "", StringComparison.Ordinal);
        }

        Compiled plain = Compiler.Compile(Source(false));
        Compiled checkpointed = Compiler.Compile(Source(true));
        for (int k = 0; k < Bodies.Length; k++)
        {
            (double value, double[] gx, double[] gy) = Gradient(plain, k);
            (double own, double[] ownX, double[] ownY) = Gradient(checkpointed, k);
            Assert.True(Math.Abs(value - own) <= 1e-14 * (1 + Math.Abs(value)), $"{own} for {value}: {Bodies[k]}");
            foreach ((double expected, double actual) in gx.Concat(gy).Zip(ownX.Concat(ownY)))
            {
                Assert.True(
                    Math.Abs(expected - actual) <= 1e-12 * (1 + Math.Abs(expected)),
                    $"{actual} for {expected}: {Bodies[k]}"
                );
            }
        }
    }

    private const string Network = """
        public static partial class P
        {
            {0} static void Layer(double[,] w, double[] h)
            {
                int n = h.Length;
                var u = new double[n];
                var v = new double[n];
                var g = new double[n];
                double norm = 0;
                for (int i = 0; i < n; i++)
                    norm += h[i] * h[i];
                for (int i = 0; i < n; i++)
                    for (int j = 0; j < n; j++)
                        u[i] += w[i, j] * h[j];
                // A sum that is in a circle with what it sums.
                for (int b = 0; b < n; b++)
                    for (int k = 0; k < n; k++)
                    {
                        u[b] = 0.9 * u[b] + 0.1 * Math.Sin(u[b]) * w[k, b];
                        v[k] += u[b];
                    }
                for (int i = 0; i < n; i++)
                {
                    g[i] += u[i] / Math.Sqrt(norm + 1);
                    for (int j = 0; j < i; j++)
                        g[i] += w[i, j] * g[j] * 0.1;
                }
                for (int i = 0; i < n; i++)
                    h[i] = Math.Tanh(g[i] + v[i] * 0.05);
            }

            [Differentiable{1}]
            public static double Run(double[,] w, double[] h, double[] path, int depth)
            {
                for (int t = 0; t < depth; t++)
                    Layer(w, h);
                double s = 0;
                for (int i = 0; i < h.Length; i++)
                {
                    path[i] = h[i];
                    s += h[i] * (i + 1);
                    h[i] = s * h[i];
                }
                return s;
            }

            public static object Kept(double[] h, double[] path, int depth, double[] gradient)
            {
                var residuals = new RunResiduals();
                int n = h.Length;
                var w = new double[n, n];
                for (int i = 0; i < n; i++)
                    for (int j = 0; j < n; j++)
                        w[i, j] = Math.Sin(i * n + j) / Math.Sqrt(n);
                RunForward(w, h, path, depth, residuals);
                for (int again = 0; again < 2; again++)
                {
                    Array.Clear(gradient);
                    RunBackward(w, h, path, depth, residuals, 1, new double[n, n], gradient, new double[n]);
                }
                return residuals;
            }
        }
        """;

    private static Compiled Compile(string ofLayer, string ofMethod = "") =>
        Compiler.Compile(
            Parsing.Parsing.Usings
                + Network
                    .Replace("{0}", ofLayer, StringComparison.Ordinal)
                    .Replace("{1}", ofMethod, StringComparison.Ordinal)
        );

    /// <summary>A layer keeps its input; without the attribute it keeps matrices of what happens inside.</summary>
    [Fact]
    public void Of_a_layer_its_input_is_kept()
    {
        Compiled plain = Compile("");
        Compiled checkpointed = Compile("[Checkpoint]");
        const int n = 31;
        (double few, _, _) = Kept(checkpointed, n, 10);
        (double many, _, _) = Kept(checkpointed, n, 110);
        Assert.Equal(100 * n * sizeof(double), many - few);
        (double fewPlain, _, double[] expected) = Kept(plain, n, 10);
        (double manyPlain, double[] end, _) = Kept(plain, n, 110);
        Assert.True(manyPlain - fewPlain > 100 * n * n * sizeof(double));
        (_, double[] ownEnd, _) = Kept(checkpointed, n, 110);
        Assert.Equal(end, ownEnd);
        (_, _, double[] actual) = Kept(checkpointed, n, 10);
        for (int i = 0; i < n; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-12 * (1 + Math.Abs(expected[i])));
        }

        string header = checkpointed.Generated.Single().Text;
        Assert.Contains("what Layer computes, at each call", header, StringComparison.Ordinal);
        Assert.Contains("hCheckpoint: 8·depth·h.Length bytes", header, StringComparison.Ordinal);
    }

    /// <summary>With one layer, what the backward pass comes to is what the forward pass came to.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(37)]
    [InlineData(64)]
    public void What_is_computed_again_is_what_was_computed(int n)
    {
        double[] h = Start(n),
            path = new double[n];
        object residuals = Compile("[Checkpoint]").Call("P", "Kept", h, path, 1, new double[n])!;
        double[] again = (double[])Fields(residuals).Single(f => f.Name == "hAgain").GetValue(residuals)!;
        Assert.Equal(path, again[..n]);
    }

    /// <summary>The same in the first segment of a checkpointed loop.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(37)]
    [InlineData(64)]
    public void What_is_computed_again_in_a_loop_is_what_was_computed(int n)
    {
        object residuals = Compile("", ", Checkpoint").Call("P", "Kept", Start(n), new double[n], 9, new double[n])!;
        double[] Field(string name) => (double[])Fields(residuals).Single(f => f.Name == name).GetValue(residuals)!;
        Assert.Equal(Field("hCheckpoint")[n..(2 * n)], Field("hAgain")[..n]);
    }

    private static (double Bytes, double[] End, double[] Gradient) Kept(Compiled program, int n, int depth)
    {
        double[] path = new double[n],
            gradient = new double[n];
        object residuals = program.Call("P", "Kept", Start(n), path, depth, gradient)!;
        double elements = Fields(residuals)
            .Select(f => f.GetValue(residuals))
            .Sum(v => v is double[] array ? (double)array.Length : 0);
        return (elements * sizeof(double), path, gradient);
    }

    private static (double, double[], double[]) Gradient(Compiled program, int k)
    {
        double[] x = [0.5, -0.25, 0.75, 0.5, -0.1, 0.9, 0.2, -0.3, 0.4];
        double[] y = [0.2, 0.6, -0.7, 0.3, 0.8, -0.4, 0.1, 0.9, 0.5];
        double[] gx = new double[9],
            gy = new double[9];
        return ((double)program.Call("P", $"G{k}", x, y, gx, gy)!, gx, gy);
    }

    private static double[] Start(int n) => [.. Enumerable.Range(0, n).Select(i => Math.Sin(i))];

    private static FieldInfo[] Fields(object residuals) =>
        residuals.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public);
}
