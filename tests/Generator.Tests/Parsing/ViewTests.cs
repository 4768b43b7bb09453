using System;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Parsing;

/// <summary>Other names of elements, slices, and names that change places mean what was written.</summary>
public class ViewTests
{
    private static readonly string[] Aliases =
    [
        "var row = x; double s = 0; for (int i = 0; i < row.Length; i++) s += row[i] * x[i]; return s;",
        "Span<double> s = x; ReadOnlySpan<double> r = s; for (int i = 0; i < n; i++) s[i] *= y[i]; double t = 0; foreach (double v in r) t += v * v; return t + x[0];",
        "double[] w; w = x; w[0] = w[0] * w[1]; w = y; w[0] += x[0] * x[0]; return x[0] + y[0] * w[1];",
        "var u = x; var v = y; var t = u; u = v; v = t; for (int i = 0; i < n; i++) u[i] += v[i] * v[i]; return u[0] * x[1] + v[2] * y[3];",
        "var u = x; var v = y; (u, v) = (v, u); for (int i = 0; i < n; i++) u[i] += v[i] * v[i]; (u, v) = (v, u); return u[0] * x[1] + v[2] * y[3];",
        "var w = new double[n]; var first = w; for (int i = 0; i < n; i++) w[i] = x[i] * a; w = new double[3]; w[1] = y[0]; return w[1] * first[1] + first[2] * w[2] + w.Length * first[0];",
        "var k = idx; double s = 0; for (int i = 0; i < k.Length; i++) s += x[k[i]] * y[i]; foreach (int j in k) s += y[j] * y[j]; return s;",
        "static double Dot(ReadOnlySpan<double> u, ReadOnlySpan<double> v) { var w = u; double d = 0; for (int i = 0; i < w.Length; i++) d += w[i] * v[i]; return d; } var p = x; return Dot(p, y) * Dot(p, p);",
        "var T = new Tensor<double>(6); var s = T.AsSpan(); for (int i = 0; i < 6; i++) s[i] = x[i] * y[i]; return s[1] * T[2] + s.Length * T[3];",
        "var T = new Tensor<double>(3, 2); var U = T; for (int i = 0; i < 3; i++) for (int j = 0; j < 2; j++) U[i, j] = x[i] * y[j]; double s = 0; for (int i = 0; i < U.Dim(0); i++) s += T[i, 0] * U[i, 1]; return s;",
    ];

    private static readonly string[] Slices =
    [
        "var s = x.AsSpan(1); double t = 0; for (int i = 0; i < s.Length; i++) t += s[i] * s[i] * y[i]; return t;",
        "var s = x.AsSpan(2, 4); var r = y.AsSpan().Slice(1, s.Length); double t = 0; for (int i = 0; i < s.Length; i++) t += s[i] * r[i]; return t * s[0];",
        "Span<double> s = x.AsSpan(1, 5); for (int i = 0; i < s.Length; i++) s[i] *= x[i] + y[i]; double t = 0; foreach (double v in x) t += v * v; return t;",
        "for (int i = 0; i + 2 < n; i++) { var w = x.AsSpan(i, 3); w[2] += w[0] * w[1] * y[i]; } double t = 0; foreach (double v in x) t += v; return t;",
        "double t = 0; for (int i = 0; i < n; i += 2) { Span<double> w = x.AsSpan(i, 2); Span<double> v = w.Slice(1); t += w[0] * v[0]; v[0] = t; } return t * x[n - 1];",
        "Span<double> s = x; double t = 0; foreach (double v in s[1..4]) t += v * v * y[0]; foreach (double v in s[..^2]) t += v * y[1]; foreach (double v in s[^3..]) t -= v * v; return t * s[^1] + x[^2];",
        "static double Norm(ReadOnlySpan<double> u) { double d = 0; foreach (double v in u) d += v * v; return d; } double t = 0; for (int i = 0; i < 4; i++) t += Norm(x.AsSpan(2 * i, 2)) * Norm(y.AsSpan(i)); return t;",
        "static void Scale(Span<double> u, double f) { for (int i = 0; i < u.Length; i++) u[i] *= f; } for (int i = 0; i < 3; i++) Scale(x.AsSpan(3 * i, 3), y[i]); Scale(x.AsSpan(2, 3), a); double t = 0; foreach (double v in x) t += v * v; return t;",
        "static void Axpy(double f, ReadOnlySpan<double> u, Span<double> v) { for (int i = 0; i < v.Length; i++) v[i] += f * u[i]; } for (int i = 1; i <= n / 2; i++) Axpy(a, x.AsSpan(0, i), x.AsSpan(i)[..i]); return x[n - 1] * x[n - 2];",
        "var k = idx.AsSpan(1, 3); double s = 0; for (int i = 0; i < k.Length; i++) s += x[k[i]] * y[i]; foreach (int j in k.Slice(1)) s += y[j] * y[j]; return s;",
        "double s = 0; for (int i = 0; i < idx.Length; i++) { var w = x.AsSpan(idx[i], 3); s += w[0] * w[2]; w[1] += s * y[i]; } return s * x[1] * x[3];",
        "double s = 0; for (int i = 0; i < n; i++) { if (x[i] > 0.1) { var w = y.AsSpan(i, 1); s += w[0] * x[i]; w[0] = s; } } return s + y[2] * y[5];",
        "double s = 0; for (int i = 0; i < n; i++) { if (x[i] > 3) { var w = y.AsSpan(i, 100); s += w[i] * x[i]; } } return s + y[2] * y[5];",
        "var s = x.AsSpan(0, 0); double t = a; foreach (double v in s) t += v; return t * s.Length + t * x[0];",
        "var s = new Span<double>(x, 1, 3); var r = new ReadOnlySpan<double>(y); return s[0] * s[2] * r[1] + s.Length * r[2];",
        "Span<double> w = stackalloc double[n]; for (int i = 0; i < n; i++) w[i] += x[i] * x[i]; w[2] = w[1] * y[0]; double t = 0; foreach (double v in w[1..]) t += Math.Sin(v); return t;",
        "double t = 0; for (int i = 0; i < n; i++) { Span<double> w = stackalloc double[3]; w[1] += x[i]; w[2] += w[1] * y[i]; t += w[0] + w[2] * w[2]; } return t;",
        "Span<double> w = stackalloc double[] { a, x[0], 2 }; ReadOnlySpan<double> v = stackalloc[] { a, y[0] }; return w[0] * w[1] * w[2] * v[1] + v[0];",
    ];

    private static readonly string[] Exchanges =
    [
        "var b = new double[n]; var c = new double[n]; for (int i = 0; i < n; i++) b[i] = x[i]; for (int t = 0; t < 5; t++) { for (int i = 0; i < n; i++) c[i] = b[i] * b[(i + 1) % n] + a * y[i]; (b, c) = (c, b); } double s = 0; for (int i = 0; i < n; i++) s += b[i] * y[i] + c[i] * c[i]; return s;",
        "var b = new double[n]; var c = new double[n]; for (int i = 0; i < n; i++) b[i] = x[i]; for (int t = 0; t < n; t++) { for (int i = 1; i + 1 < n; i++) c[i] = b[i] + 0.3 * Math.Sin(b[i - 1] * b[i + 1]); var h = b; b = c; c = h; } double s = 0; for (int i = 0; i < n; i++) s += b[i] * y[i] - c[i]; return s;",
        "Span<double> b = new double[n], c = new double[n]; for (int i = 0; i < n; i++) c[i] = x[i]; for (int t = 7; t > 0; t -= 2) { for (int i = 0; i < n; i++) b[i] = c[n - 1 - i] * y[t]; Span<double> h = c; c = b; b = h; } return b[0] * c[1] + b[2] + c[3] * c[3];",
        "double s = 0; for (int r = 0; r < 3; r++) { var b = new double[4]; var c = new double[4]; for (int i = 0; i < 4; i++) b[i] = x[i + r]; for (int t = 0; t <= r; t++) { for (int i = 0; i < 4; i++) c[i] += b[i] * b[3 - i] * y[t]; (b, c) = (c, b); } s += b[0] * c[1] + b[2]; } return s;",
        "var b = new double[3]; var c = new double[3]; b[0] = a; c[1] = x[0]; for (int t = 0; t < n; t++) { b[t % 3] += c[1] * x[t]; c[2] = b[0] * b[1]; (b, c) = (c, b); } for (int t = 0; t < n - 3; t++) { c[0] += b[1] * y[t]; b[1] *= c[0]; (c, b) = (b, c); } (b, c) = (c, b); return b[0] + 2 * b[1] + 3 * b[2] + 5 * c[0] * c[1] + 7 * c[2];",
        "var b = new double[3]; var c = new double[3]; var k = b; b[0] = a; for (int t = 3; t < n; t++) { c[0] = b[0] * x[t]; var d = c; d[1] = c[0] * y[t]; (b, c) = (c, b); } return k[0] + 2 * k[1] + b[0] * c[0] + b[1];",
        "var b = new double[n]; var c = new double[n]; b[1] = a; for (int t = 5; t < 2; t++) { c[1] = b[1] * x[t]; (b, c) = (c, b); } return b[1] * x[0] + c[1];",
        "var b = new double[n + 1]; var c = new double[n + 1]; for (int i = 0; i <= n; i++) b[i] = x[i]; static void Step(Span<double> from, Span<double> to, double f) { for (int i = 0; i < to.Length; i++) to[i] = f * from[i] * from[i]; } for (int t = 0; t < 3; t++) { Step(b.AsSpan(1), c.AsSpan(0, n), y[t]); c[n] = b[0]; (b, c) = (c, b); } return b[0] + b[n] * c[1];",
        "var b = new double[2]; var c = new double[2]; b[0] = 1; b[1] = a; for (int i = 0; i < n; i++) { for (int j = 0; j < 2; j++) { c[j] = 0; for (int k = 0; k < 2; k++) c[j] += b[k] * Math.Cos(x[i] * (j + 1) + y[k]); } for (int j = 0; j < 2; j++) if (c[j] > 0.5) c[j] = c[j] * 0.5; (b, c) = (c, b); } return b[0] * b[1];",
    ];

    // Two names of the same elements, read and written in turns: order and overwritten values matter.
    private static readonly string[] Overlaps =
    [
        "var u = x.AsSpan(1); var v = x.AsSpan(0, n); for (int i = 0; i < n; i++) u[i] = v[i] * u[i] + y[i]; return x[n] * x[1];",
        "var u = x.AsSpan(1); var v = x.AsSpan(0, n); for (int i = n - 1; i >= 0; i--) u[i] = v[i] * u[i] + y[i]; return x[n] * x[1];",
        "var u = x.AsSpan(2); for (int i = 0; i < u.Length; i++) { u[i] *= x[i]; x[i] = u[i] * a; } double s = 0; foreach (double v in x) s += v * v; return s;",
        "var w = x; double p = x[0] * x[1]; for (int i = 0; i < n; i++) { double q = w[i]; x[i] = q * q; w[i] += x[i] * y[i]; p += q * w[i]; } return p * x[2];",
        "for (int t = 0; t < 3; t++) { var u = x.AsSpan(t, 4); var v = x.AsSpan(t + 2, 4); for (int i = 0; i < 4; i++) v[i] += u[i] * y[t]; u.Fill(v[1]); } double s = 0; foreach (double v in x) s += v * v; return s;",
        "double s = 0; foreach (double v in x.AsSpan(0, 5)) { x[4] += v * v; s += v * x[4]; } return s;",
        "var w = new double[n]; var u = w.AsSpan(0, 4); var v = w.AsSpan(4, 4); for (int i = 0; i < 4; i++) { u[i] = x[i]; v[i] = u[i] * u[i]; u[i] = v[i] * y[i]; } double s = 0; foreach (double q in w) s += q * q; return s;",
        "for (int i = 0; i < idx.Length; i++) { var u = x.AsSpan(idx[i]); u[0] *= y[i]; u[1] += u[0] * x[idx[0]]; } return x[0] * x[1] + x[2] * x[3];",
        "static void Smooth(Span<double> now, ReadOnlySpan<double> last, double f) { for (int i = 1; i < now.Length; i++) now[i] += f * last[i - 1] * now[i - 1]; } Smooth(x, x, a); Smooth(x.AsSpan(3), x.AsSpan(1), y[0]); return x[n] * x[3];",
        "static double Power(double[] v, int times) { var now = new double[3]; var next = new double[3]; v.AsSpan(0, 3).CopyTo(now); for (int t = 0; t < times; t++) { for (int i = 0; i < 3; i++) next[i] = now[i] * now[(i + 1) % 3] + v[t]; (now, next) = (next, now); } return now[0] + 2 * next[1]; } return Power(x, 3) * Power(y, 2) + Power(x, 0);",
        "var b = new double[n]; var c = new double[n]; var l = b.AsSpan(1); for (int i = 0; i < n; i++) b[i] = x[i]; for (int t = 0; t < 3; t++) { var q = c.AsSpan(2); for (int i = 0; i < n; i++) c[i] = b[i] * b[i] * y[t]; q[1] *= l[0]; l[2] += q[0]; (b, c) = (c, b); } return b[3] + c[2] * b[1] + l[2] * l[0];",
        "var b = new double[n]; var c = new double[n]; for (int i = 0; i < n; i++) b[i] = x[i]; for (int t = 0; t < 4; t++) { double m = b[0]; for (int i = 1; i < n; i++) m = Math.Max(m, b[i]); for (int i = 0; i < n; i++) c[i] = b[i] / (1 + m * m) + (b[i] > 0 ? y[t] : a); (b, c) = (c, b); } double s = 0; foreach (double v in b) s += v * v; return s;",
    ];

    // With jumps, loops of any form and integers that change around them.
    private static readonly string[] Jumps =
    [
        "double s = 0; for (int i = 0; i < n; i++) { var w = x.AsSpan(i, 2); if (w[0] < 0) continue; s += w[0] * w[1] * y[i]; if (s > 0.8) break; w[1] = s; } return s * x[2];",
        "if (x[0] > 5) return a; var w = x.AsSpan(2); if (x[1] > 0) { w[0] *= y[0]; return w[0] * w[0] * a; } return w[1] * w[0];",
        "double s = 1; int k = 0; while (k < n && s < 4) { var w = x; s += w[k] * w[k]; w[k] = s; k += 2; } foreach (double v in x.AsSpan(1)) s += v * y[0]; return s;",
        "double s = 0; int k = 1; var w = x.AsSpan(1, 5); k = 3; for (int i = 0; i < k; i++) s += w[i + k - 2] * y[k]; return s * w[k];",
        "double s = 0; foreach (double v in y.AsSpan(2, 6)) { if (v > 0.3) break; s += v * v * a; } return s + x[0] * x[0];",
        "double s = 0; for (int r = 0; r < 4; r++) { if (y[r] > 0.4) continue; var b = new double[3]; var c = new double[3]; x.AsSpan(r, 3).CopyTo(b); for (int t = 0; t <= r; t++) { for (int i = 0; i < 3; i++) c[i] = b[i] * b[2 - i] + y[t]; (b, c) = (c, b); } s += b[0] * c[1]; } return s;",
        "var b = new double[3]; var c = new double[3]; b[0] = x[0]; b[1] = a; for (int t = 0; t < 5; t++) { int k = 0; do { c[k] = b[k] * x[t] + b[(k + 1) % 3]; k++; } while (k < 3); if (t == 1) c[0] *= y[1]; else c[2] += y[2] * c[1]; (b, c) = (c, b); } return b[0] + b[1] * b[2] + c[0];",
        "static double Tail(ReadOnlySpan<double> v) { for (int i = 0; i < v.Length; i++) if (v[i] > 0.2) return v[i] * v[i]; return 0; } return Tail(x.AsSpan(1)) + Tail(y.AsSpan(3, 4)) * a + Tail(x);",
    ];

    private static readonly string[] Bulk =
    [
        "var w = new double[n]; for (int i = 0; i < n; i++) w[i] = x[i] * a; w.AsSpan(1, 3).Clear(); y.AsSpan(2).Fill(w[0] * w[5]); double s = 0; foreach (double v in y) s += v * v; return s + w[2] + w[4] * w[6];",
        "Array.Clear(y); for (int i = 0; i < n; i++) y[i] += x[i] * x[i]; x.AsSpan().Fill(x[1]); return y[0] * y[1] + x[3] * x[8];",
        "double s = 0; for (int i = 0; i < 3; i++) { y.AsSpan(0, 4).CopyTo(x.AsSpan(i)); x[i] *= y[i]; s += x[i] * x[3]; } return s;",
        "var w = new double[12]; x.CopyTo(w.AsSpan(2)); Array.Copy(y, w, 4); Array.Fill(x, a); double s = 0; for (int i = 0; i < 12; i++) s += w[i] * w[i] * (i + 1); return s * x[2];",
        "var w = new double[n]; for (int t = 0; t < 4; t++) { x.AsSpan(0, n).CopyTo(w); for (int i = 1; i < n; i++) x[i] = w[i] + a * w[i - 1] * y[t]; w.AsSpan().Fill(3); } return x[n - 1] * w[0];",
        "var T = new Tensor<double>(3, 2); T.Fill(x[0]); T[1, 1] *= x[1]; for (int i = 0; i < 3; i++) T[i, 0] += y[i]; double s = 0; for (int i = 0; i < 3; i++) s += T[i, 0] * T[i, 1]; return s;",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled), nameof(Bulk))]
    [InlineData(nameof(Generation.Unscheduled), nameof(Bulk))]
    [InlineData(nameof(Generation.Scheduled), nameof(Jumps))]
    [InlineData(nameof(Generation.Unscheduled), nameof(Jumps))]
    [InlineData(nameof(Generation.Scheduled), nameof(Overlaps))]
    [InlineData(nameof(Generation.Unscheduled), nameof(Overlaps))]
    [InlineData(nameof(Generation.Scheduled), nameof(Aliases))]
    [InlineData(nameof(Generation.Unscheduled), nameof(Aliases))]
    [InlineData(nameof(Generation.Scheduled), nameof(Slices))]
    [InlineData(nameof(Generation.Unscheduled), nameof(Slices))]
    [InlineData(nameof(Generation.Scheduled), nameof(Exchanges))]
    [InlineData(nameof(Generation.Unscheduled), nameof(Exchanges))]
    public void Views_mean_what_was_written(string generation, string group)
    {
        string[] bodies = group switch
        {
            nameof(Aliases) => Aliases,
            nameof(Slices) => Slices,
            nameof(Bulk) => Bulk,
            nameof(Jumps) => Jumps,
            nameof(Overlaps) => Overlaps,
            _ => Exchanges,
        };
        string failures = Meaning.Failures(bodies, Enum.Parse<Generation>(generation));
        Assert.True(failures.Length == 0, failures);
    }
}
