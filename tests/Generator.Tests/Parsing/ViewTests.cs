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

    // Slices behind each other, whose start is an integer that changes.
    private static readonly string[] Running =
    [
        // A layer, as weights are unpacked: 2·3 and 3 of x.
        "int o = 0; int m = 3; Span<double> w = x.AsSpan(o, 2 * m); o += 2 * m; Span<double> b = x.AsSpan(o, m); o += m; double s = 0; for (int i = 0; i < m; i++) { double u = b[i]; for (int j = 0; j < 2; j++) u += w[i * 2 + j] * y[j]; s += Math.Tanh(u) * a; } return s * o;",
        "int o = 0; ReadOnlySpan<double> p = x; var u = p[o..(o + 2)]; o += 2; var v = p[o..(o + n - 5)]; o = o + n - 5; var w = p[o..]; double s = 0; foreach (double q in v) s += q * q; return s * u[0] * u[1] + w[0] * w[^1] + w.Length * y[v.Length];",
        "int o = n; var w = x.AsSpan(o - 2, 2); o = 0; var v = x.AsSpan(o, 2); o = 7; return w[0] * v[1] + w[1] * v[0] * o;",
        "int o = 1; int k = 2; var w = x.AsSpan(o, k); k = 5; o++; var v = y.AsSpan(o, k); k--; return w[0] * w[1] * v[4] + w.Length * v[0] + v.Length * v[k] + x[o];",
        "int o = 0; var w = x.AsSpan(o++, 2); var v = x.AsSpan(++o, 2); o -= 1; var u = x.AsSpan(--o, 4); u[3] *= w[0]; v[1] += u[2] * y[o]; return u[3] * v[1] * w[1];",
        // Callees, by value and by reference, and a function that changes what it captures.
        "static double Dot(double[] p, int at, ReadOnlySpan<double> v) { double d = 0; for (int i = 0; i < v.Length; i++) d += p[at + i] * v[i]; return d; } int o = 1; double s = Dot(x, o, y.AsSpan(o, 3)); o += 3; s *= Dot(x, o, y.AsSpan(2, o)); o = 0; return s + Dot(x, o, x.AsSpan(1));",
        "static double Take(double[] p, ref int at, int k) { double d = 0; foreach (double v in p.AsSpan(at, k)) d += v * v; at += k; return d; } int o = 0; double s = Take(x, ref o, 2); double r = Take(x, ref o, 3); s *= r; double t = Take(y, ref o, 1); return s * t + x.AsSpan(o)[0] * o;",
        "int o = 0; void Skip(int k) { o += k; } var w = x.AsSpan(o, 2); Skip(2); var v = x.AsSpan(o, 2); Skip(v.Length); double s = 0; for (int i = 0; i < 2; i++) { Skip(1); s += x.AsSpan(o)[0] * y.AsSpan(o, 2)[1]; } return s * w[0] * v[0] + o;",
        "int o = 0; void Skip<T>(T by) where T : System.Numerics.INumber<T> { if (by > T.Zero) o += 1; } double s = 0; for (int i = 0; i < 3; i++) { var w = x.AsSpan(o, 2); Skip(1.0); s += w[0] * w[1]; } return s * x.AsSpan(o)[0];",
        // Under branches, in loops, with jumps: where more than one assignment may lead there.
        "int o = 1; if (flag) { o = 3; var w = x.AsSpan(o, 2); w[0] *= w[1]; } else { var w = x.AsSpan(o, 1); w[0] = a; } var v = x.AsSpan(o, 2); return v[0] * v[1] + x[1];",
        "int o = 1; if (x[0] > 0) o = 3; else o += 4; var v = x.AsSpan(o, 2); v[0] *= y[0]; o = 0; double s = 0; foreach (double q in v) s += q * q; return s * v[1] * x[o];",
        "double s = 0; int o = 0; for (int i = 0; i < 3; i++) { var row = x.AsSpan(o, 3); for (int j = 0; j < 3; j++) s += row[j] * y[o + j]; row[1] = s; o += 3; } return s * x[1] * x[4];",
        "double s = 0; int o = 0; for (int i = 0; i < 3; i++) { var row = x.AsSpan(i * 3, 3); for (int j = 0; j < 3; j++) s += row[j] * row[j] * y[i]; } return s + o;",
        "double s = 0; int o = 0; for (int i = 1; i <= 3; i++) { var row = x.AsSpan(o, i); for (int j = 0; j < row.Length; j++) s += row[j] * y[j]; o += i; foreach (double v in row) s += v * v; } return s * x.AsSpan(o - 1)[0];",
        "double s = 0; for (int i = 0; i < 3; i++) { int o = i; var u = x.AsSpan(o, 2); o += 3; var v = x.AsSpan(o, i + 1); o = 0; for (int j = 0; j <= i; j++) s += u[0] * v[j] * y[i]; v[o] = u[1]; } return s;",
        "double s = 1; int o = 0; while (o < n && s < 40) { var w = x.AsSpan(o, 1); s += w[0] * w[0] + y[o]; w[0] = s; o += 2; } return s * x[0] + x.AsSpan(o - 1)[0];",
        "double s = 0; int o = 0; do { var w = x.AsSpan(o); s += w[0] * w[^1]; o++; } while (x.AsSpan(o).Length > 3); return s + o;",
        "double s = 0; int o = 4; for (int i = 0; i < x.AsSpan(o).Length; i++) { s += x[i] * y[o]; o--; if (o < 2) break; } return s * o;",
        "double s = 0; int o = 0; for (int i = 0; i < n; i++) { if (x[i] < 0) { o++; continue; } var w = y.AsSpan(o, 2); s += w[0] * x[i]; w[1] *= s; if (s > 2) return s * w[1]; } return s * y[1];",
        "int o = 0; if (x[0] > 100) { o = 5; return a; } var w = x.AsSpan(o, 2); if (n < 0) return w[0]; o += 2; var v = x.AsSpan(o, 2); return w[0] * v[1];",
        "int o = 0; switch (n) { case 8: o = 2; x.AsSpan(o, 2)[0] *= a; break; default: o = 1; break; } int k = o; o = 0; var w = x.AsSpan(k, 2); return w[0] * w[1] * x.AsSpan(o)[0];",
        "int o = 0; foreach (double v in x.AsSpan(o, 3)) { o++; x.AsSpan(o, 2)[1] += v * v; } return x[2] * x[3] * x.AsSpan(o, 2)[1];",
        "int o = 2; double t = flag ? Sum(x.AsSpan(o, 3)) : Sum(x.AsSpan(o)); o = 3; double u = n switch { 1 => Sum(x.AsSpan(o)), 8 => Sum(y.AsSpan(o, 2)), _ => a }; static double Sum(Span<double> v) { double s = 0; foreach (double e in v) s += e * e; return s; } return t * u;",
        "double s = 0; int o = 0; for (int i = 0; i < 3; i++) for (int j = 0; j < 2; j++) { var r = x.AsSpan(o, 2); s += r[0] * r[1] * y[i]; r[j] = s; o = (o + 3) % 7; } return s * x[o];",
        "static void Scale(Span<double> v, double f) { for (int i = 0; i < v.Length; i++) v[i] *= f + v[0]; } int o = 0; for (int i = 0; i < 4; i++) { Scale(x.AsSpan(o, 2), y[i]); o += i % 2 + 1; } double s = 0; foreach (double v in x) s += v * v; return s * o;",
        "int o = 1; while (x[o] < 0.3 && o < 5) o++; var w = x.AsSpan(o, 3); double s = a; for (int i = 0; i < 3; i++) { w[i] = w[i] * w[(i + 1) % 3] + s * y[i]; s += w[i]; } o = 0; for (int i = 0; i < 3; i++) s += w[i] * x[i] * x[o]; return s;",
        "int o = 0; [Checkpoint] double Layer(int k) { var w = x.AsSpan(o, k); o += k; double s = 0; foreach (double v in w) s += v * v; return Math.Tanh(s); } double t = Layer(2); double u = Layer(3); return t * u * o + t;",
        "[Checkpoint] static double Layer(ReadOnlySpan<double> w, int k) { int o = k; var v = w.Slice(o, 2); o--; double s = v[0] * w[o]; for (int i = 0; i < 2; i++) { var u = w.Slice(o); s += u[0] * v[i]; o += 2; } return Math.Sin(s); } int at = 0; double t = Layer(x.AsSpan(at, 6), 1); at += 1; double r = 0; for (int i = 0; i < 2; i++) { r += Layer(y.AsSpan(at), 2) * t; at++; } return r;",
        // Integers in structs, counted by a loop, from an array, of another type, that are many.
        "(int At, int Count) c = (0, 2); var w = x.AsSpan(c.At, c.Count); c.At += c.Count; c.Count++; var v = x.AsSpan(c.At, c.Count); c = (0, 0); return w[0] * w[1] * v[2] * v.Length;",
        "int o = 0; while (o < 3) { x[o] *= y[o]; o++; } var w = x.AsSpan(o, 2); int k = idx[0]; k += idx[1] + 1; var v = x.AsSpan(idx[k - 1], k); return w[0] * w[1] * v[0] * v[^1];",
        "long o = 1; o *= 2; var w = x.AsSpan((int)2, 3); int r = 3; r += 1; var v = x.AsSpan(r, 2); return w[0] * v[1] * o;",
        "int o = 1, k = 1; o += k; k += o; o += k; k += o; var w = x.AsSpan(o - 1, 2); k *= k; k *= k; k -= k; var v = x.AsSpan(k, 2); return w[0] * v[1] * w.Length;",
        "int o = 1; int k = o; o += 2; int q = k + o; o += q; var w = x.AsSpan(k, q); var v = x.AsSpan(q, k); return w[0] * w[q - 1] * v[0] * y[o];",
        // Arrays of such sizes, and loops to such bounds.
        "int m = n; m -= 2; var t = new double[m]; m /= 2; for (int i = 0; i < t.Length; i++) t[i] = x[i] * y[i]; double s = 0; for (int i = 0; i < m; i++) s += t[i] * t[i + m] * a; m = 0; return s + t[m];",
        "var w = new double[6]; int k = 2; Array.Copy(x, w, k); k += 2; double s = w[1] * w[2]; Array.Copy(y, w, k); k = 0; if (x[0] < 5) k = 3; Array.Copy(x, w, k); k = 1; return s + w[0] * w[2] * w[3] + w[k];",
        "int m = 2; var W = new double[m, m + 1]; m++; var T = new Tensor<double>(m, 2); m = 1; for (int i = 0; i < 2; i++) for (int j = 0; j < 3; j++) { W[i, j] = x[i + j] * a; T[j, i] = W[i, j] * y[j]; } return W[m, 2] * T[2, m] + W[0, m] * T[m, 0];",
        "double s = 0; int m = 1; m += 2; for (int r = 0; r < 2; r++) { var t = new double[m]; for (int i = 0; i < m; i++) { t[i] += x[i + r] * y[r]; s += t[i] * t[0]; } } m = 9; return s;",
        "int k = 1; k += n - 6; var t = x.AsSpan(k); k = 0; t[0] *= x[k]; return t[0] * t[1] + t.Length;",
    ];

    private const string Halves =
        "[Differentiable] internal static double Halves(ReadOnlySpan<double> v, double t) => v.Length == 0 ? t : v.Length == 1 ? v[0] * v[0] : Halves(v[..(v.Length / 2)], t) + Halves(v[(v.Length / 2)..], t) * v[0];"
        + "[Differentiable] internal static void Sums(Span<double> v, ReadOnlySpan<double> w, int depth) { for (int i = 1; i < v.Length; i++) v[i] = v[i] * w[i] + v[i - 1]; if (depth > 0) Sums(v.Slice(1), w, depth - 1); }";

    // In calls of functions that call themselves, which are given copies.
    private static readonly string[] Calls =
    [
        "int o = 0; double s = Halves(x.AsSpan(o, 3), a); o += 3; double t = Halves(x.AsSpan(o, 4), s); o = 0; return s * t + Halves(y, x[o]);",
        "int o = 0; double s = 0; for (int i = 0; i < 3; i++) { double t = Halves(x.AsSpan(o, i + 2), a); s += t * y[i]; x[o] = s; o += i + 1; } return s * x[0];",
        "int o = 0; Sums(x.AsSpan(o, 4), y.AsSpan(o), 2); o += 4; Sums(x.AsSpan(o, 4), y.AsSpan(1), 1); double s = 0; foreach (double v in x) s += v * v; return s * y[o];",
        "int o = 0; for (int i = 0; i < 3; i++) { Sums(x.AsSpan(o, i + 2), y, i); o += 2; } double s = 0; foreach (double v in x) s += v * v; return s * o;",
        "int o = 1; if (x[1] < 5) o = 2; int k = o + 1; Sums(x.AsSpan(o, k), y, 1); o = 0; double s = 0; foreach (double v in x) s += v * v; return s * k + Halves(x.AsSpan(k), s);",
    ];

    // Under [Checkpoint], which runs parts of the loop a second time.
    private static readonly string[] Kept =
    [
        "double s = a; int o = 0; for (int t = 0; t < n; t++) { var w = x.AsSpan(o, 2); s = s * w[0] + Math.Sin(w[1]) * y[t]; o = (o + 3) % 7; } return s * s * o;",
        "int o = 1; o += 2; var w = x.AsSpan(o, 3); o = 0; double s = a; for (int t = 0; t < 2 * n; t++) { s = Math.Sin(s + w[t % 3]); w[t % 3] = s * y[o]; } return s + w[0];",
        "double s = a; for (int t = 0; t < n; t++) { int o = t; o /= 2; var w = x.AsSpan(o, 2); o++; var v = y.AsSpan(o); s = Math.Sin(s) * w[0] + v[0] * w[1]; w[1] = s; } return s * x[1];",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Running_slices_in_calls_and_under_checkpoints(string generation)
    {
        Meaning.Agree(Calls, generation, Halves);
        Meaning.Agree(Kept, generation, attributes: "Differentiable, Checkpoint");
    }

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
        "Array.Copy(x, 1, y, 2, 3); return y[2] * y[4] * x[1] + y[0];",
        "var w = new double[n]; Array.Copy(x, 2, w, 0, n - 2); Array.Copy(y, 0, w, n - 2, 2); double s = 0; for (int i = 0; i < n; i++) s += w[i] * w[i] * (i + 1); return s;",
        "for (int i = 0; i + 2 < n; i++) { Array.Copy(x, i, y, i + 1, 2); x[i] *= y[i + 1] * a; } double s = 0; foreach (double v in y) s += v * v; return s * x[0];",
        "int o = 1; Array.Copy(x, o++, y, o, 2); o = 4; return y[2] * y[o] * x[o];",
        "Array.Copy(x, idx[0], y, 1, 2); return y[1] * y[2] * x[0];",
        "var w = new double[12]; x.CopyTo(w, 3); y.CopyTo(w, 0); return w[0] * w[11] + w[8] * w[9];",
        "if (flag) x.CopyTo(y, 0); return y[0] * x[0];",
        "y.AsSpan().CopyTo(x); var w = new double[20]; x.CopyTo(w, n - 6); return w[3] * w[2] * x[1];",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled), nameof(Bulk))]
    [InlineData(nameof(Generation.Unscheduled), nameof(Bulk))]
    [InlineData(nameof(Generation.Scheduled), nameof(Running))]
    [InlineData(nameof(Generation.Unscheduled), nameof(Running))]
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
            nameof(Running) => Running,
            nameof(Jumps) => Jumps,
            nameof(Overlaps) => Overlaps,
            _ => Exchanges,
        };
        Meaning.Agree(bodies, generation);
    }
}
