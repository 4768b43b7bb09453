using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Parsing;

/// <summary>
/// What the parser rewrites means what was written: the generated forward pass equals the user's method, and the gradient
/// its central differences.
/// </summary>
public class MeaningTests
{
    private static readonly string[] Bodies =
    [
        // Counting down, with the recurrence that makes the order matter.
        "double s = 1; for (int i = x.Length - 1; i >= 0; i--) s = s * x[i] + y[i] * i; return s;",
        "double s = 1; for (int i = n; i > 0; i -= 2) s = s * 0.5 + x[i] * y[n - i]; return s;",
        "double s = 0; for (int i = 0; i < n; i += 2) for (int j = i; j >= 0; j -= 3) s += x[i] * y[j] * j; return s;",
        // Bounds of every form.
        "double s = 0; for (int i = 1; n >= i; i++) for (int j = 0; j + i <= n; j++) s += x[i] * y[j]; return s;",
        "double s = 0; for (long i = 0; 2 * n > i + n; i++) s += x[i] * x[n - i]; return s;",
        "double s = 0; for (int i = n; i < 2; i++) s += x[0]; return s + x[1];",
        // Integer locals and operators.
        "double s = 0; for (int i = 0; i < n; i++) { int k = i / 2, r = i % 3; s += x[k] * y[r + k]; } return s;",
        "double s = 0; for (int i = 0; i < n; i++) { int k = Math.Max(i - 2, 0); s += x[k] * y[Math.Min(k + 1, n)]; } return s;",
        "double s = 0; for (int i = 0; i < n; i++) s += x[i] * (i * 1.5 - n / 2) / (i + 1); return s;",
        "double s = 0; for (int i = 0; i < n; i++) s += x[i] * (i == 2 || n - i < 2 ? 3 : i); return s;",
        // Assignments that read what they write.
        "double s = x[0]; s += s * y[0]; s *= s; s -= s / 3; s /= 1 + x[1] * x[1]; s++; --s; return s;",
        "double s = x[0]; s = y[0] - s; s = s + x[1]; s = y[1] + s; s = s - s * x[2]; return s;",
        "for (int i = 0; i < n; i++) x[i] += x[i + 1] * y[i]; double s = 0; for (int i = 0; i < n; i++) s += x[i]; return s;",
        "for (int i = 1; i < n; i++) x[i] += x[i - 1] * y[i]; return x[n - 1];",
        "for (int i = 0; i < n; i++) x[i] += x[0] * x[n - 1]; return x[0] * x[n - 1] + x[1];",
        "for (int i = 0; i < n; i++) { x[i] *= x[i] + y[i]; x[i] *= x[i]; } return x[0] + x[1] + x[n - 1];",
        // The same two loops in either order.
        "double s = 0; for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) s += x[j] * x[i]; return s;",
        "double s = 0; for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) s += Math.Sin(x[j] * y[i]) * x[i] * y[j]; return s;",
        "var M = new Tensor<double>(n, n); for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) M[i, j] = x[i] * y[j] + x[j]; double s = 0; for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) s += M[i, j] * M[j, i] * x[i]; return s;",
        // Extremes.
        "double m = double.NegativeInfinity; for (int i = 0; i < n; i++) m = Math.Max(x[i], m); return m * y[0];",
        "double m = x[0]; for (int i = 0; i < n; i++) { m = Math.Min(m, x[i] * y[i]); } return m;",
        "double m = 0; for (int i = 0; i < n; i++) { m = Math.Max(m * 0.5, x[i]); } return m;",
        "return Math.Clamp(x[0], -0.1, 0.1) + Math.Clamp(x[1], -9, 9) * Math.Log(2 + y[0] * y[0], 3);",
        // A parameter that is assigned, a shadowed name, a nested block.
        "a *= a; a += x[0]; { double u = a * y[0]; a = u; } { double u = x[1]; a += u * u; } return a;",
        "double s = 0; for (int i = 0; i < n; i++) { double u = x[i] * a; s += u * u; } for (int i = 0; i < n; i++) { double u = y[i]; s += u * x[i]; } return s;",
        // Order of statements inside one loop.
        "double s = 0, t = 1; for (int i = 0; i < n; i++) { s += t * x[i]; t = s * y[i]; s = s * 0.25; } return s * t;",
        "double s = 0; double u; for (int i = 0; i < n; i++) { u = x[i]; u = u * u + y[i]; s += u; u = 3; } return s;",
        // Fields, flags, stops, casts, conditions on data.
        "return flag ? Math.Exp(a) * x[0] : y[0];",
        "return (double)(float)2.5 * x[0] + Gradient.Stop(2.0) * a - (-y[1]) * +y[2];",
        "double s = 0; for (int i = 0; i < n; i++) s += x[i] > 0 && y[i] > 0 ? x[i] * y[i] : !(x[i] > y[i]) ? y[i] : 2 * x[i]; return s;",
        "double s = 0; for (int i = 0; i < idx.Length; i++) { int k = idx[i]; s += x[k] * y[idx[k]] * k; } return s;",
        "for (int i = 0; i < idx.Length; i++) x[idx[i]] *= y[i]; return x[0] + 2 * x[1] + 3 * x[2];",
        "for (int i = 0; i < idx.Length; i++) y[idx[i]] += x[i] * y[0]; return y[0] + 2 * y[1] + 3 * y[2];",
        // Local arrays and tensors, new and zero at each iteration; foreach.
        "var w = new double[n]; for (int i = 0; i < n; i++) w[i] = x[i] * x[i]; for (int i = 1; i < n; i++) w[i] += w[i - 1] * a; double s = 0; foreach (double v in w) s += Math.Sin(v); return s;",
        "double s = 0; for (int i = 0; i < n; i++) { double[] t = new double[3]; for (int k = 0; k < 3; k++) t[k] += x[i] * k; t[1] = t[0] + t[2] * y[i]; s += t[1] * t[2]; } return s;",
        "var M = new Tensor<double>(n, 2); for (int i = 0; i < n; i++) { M[i, 0] = Math.Cos(x[i]); M[i, 1] = y[i] * M[i, 0]; } double s = 0; for (int i = 0; i < M.Dim(0); i++) for (int j = 0; j < M.Dim(1); j++) s += M[i, j] * M[i, j]; return s / M.Length;",
        "double[] p = new double[] { 1, a, x[0] }; double s = 0; foreach (var v in x) { double u = v; foreach (var q in p) u = u * q + 0.1 * v; s += u; } return s;",
        "double s = 0; foreach (int i in idx) s += x[i] * x[i] * y[i]; return s;",
        "Span<double> b = new double[n], c = new double[n]; for (int i = 0; i < n; i++) b[i] = x[i]; for (int t = 0; t < 4; t++) { for (int i = 0; i < n; i++) { double l = 0; if (i > 0) l = b[i - 1]; double r = 0; if (i + 1 < n) r = b[i + 1]; c[i] = b[i] + a * (l * r - b[i]); } for (int i = 0; i < n; i++) b[i] = c[i]; } return b[0] * b[n - 1];",
        // Calls, put in the place where they stand: nested, of themselves in their arguments, under conditions, with arrays.
        "double Hyp(double u, double v) => Math.Sqrt(u * u + 2 * v * v + 0.1); double s = 0; for (int i = 0; i < n; i++) s += Hyp(x[i], Hyp(x[0], y[i] * 3)) * (x[i] > 0.2 ? Hyp(Hyp(x[i], 1), a) : 2); return s;",
        "double Least(double u, double v) { double t = u; if (v < u) t = v; return t * t; } double s = 0; for (int i = 0; i < n; i++) s += Least(Least(x[i], 0.1), Least(x[0], y[i])); return s;",
        "static void Scale(double[] u, double f, double[] v) { for (int i = 0; i < v.Length; i++) v[i] = u[i] * f + v[i]; } var w = new double[n]; Scale(x, 2, w); Scale(w, x[0], w); double s = 0; foreach (var v in w) s += v * v; return s;",
        "double Dot(double[] u, double[] v, int m) { double d = 0; for (int i = 0; i < m; i++) d += u[i] * v[i]; return d; } double q = Dot(x, y, n); double r = Dot(x, x, n - 1) * q; return Math.Sin(r) + a * Dot(y, y, 2);",
        "double Take(double[] u, int k) { u[k] *= 2; return u[k] * u[k]; } double s = Take(x, 1); s += x[1]; double t = Take(x, 1); return s * t;",
        // Branches: on data and on indices, that change what they were taken on, nested, with locals of their own.
        "double s = 0; for (int i = 0; i < n; i++) { if (x[i] > 0.2) s += x[i] * x[i]; else s -= Math.Sin(x[i]); } return s;",
        "double s = 1; for (int i = 0; i < n; i++) { if (s > 0.5) { s = s * x[i]; } else { s += x[i] * s; s *= 1.5; } } return s;",
        "for (int i = 0; i < n; i++) { double t; if (x[i] > 0) { t = x[i] * a; y[i] = t; } else { t = Math.Exp(x[i]); y[i] += t * 2; } if (i > 0) y[i] += y[i - 1] * t; } return y[n - 1] + y[0];",
        "double m = x[0], r = a; for (int i = 1; i < n; i++) if (x[i] > m) { r = m * 0.1; m = x[i]; } else if (x[i] > 0) { r += x[i] * m; } return m * m + Math.Sin(r);",
        "double s = 0; for (int i = 0; i < n; i++) { if (i % 3 == 0 && n > 2) s += x[i] * s + 1; for (int j = 0; j < i; j++) { if (j + 2 < i) s += x[j] * y[i]; } } return s;",
        "for (int i = 0; i < n; i++) { double b = x[i]; if (b < 0) b = -b; for (int j = i; j < n; j++) { if (y[j] < 0.3) y[j] += b * x[j]; else y[j] = y[j] * 0.5; } } return y[0] + y[1] * y[n - 1];",
        "double s = 0; if (flag) { for (int i = 0; i < n; i++) s += x[i] * y[i]; } else { s = a; } if (n > 3) s *= s; return s;",
        "for (int i = 0; i < n; i++) { if (i + 1 < x.Length) x[i] *= x[i + 1]; if (i - 1 >= 0) y[i - 1] += x[i] * x[i]; } return x[0] + y[0] + y[1] * x[1];",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Rewritten_methods_mean_what_was_written(string generation) => Meaning.Agree(Bodies, generation);
}
