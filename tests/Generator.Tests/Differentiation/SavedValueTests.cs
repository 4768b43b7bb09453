using System;
using System.Linq;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Differentiation;

/// <summary>
/// What is overwritten before the backward pass comes to it is saved: only where it was read, and so that the backward pass finds it.
/// </summary>
public class SavedValueTests
{
    /// <summary>Elements that are there only where a condition holds: nothing may read them otherwise, not even to save them.</summary>
    private static readonly string[] Guarded =
    [
        // Into an array.
        "double s = 0; for (int i = 0; i < n; i++) s += i > 0 ? x[i - 1] * x[i - 1] * y[i] : y[i]; for (int i = 0; i < n; i++) x[i] = a; return s * x[0];",
        "double s = 0; for (int i = 0; i < n; i++) s += i > 0 ? (i < 5 ? x[i - 1] * x[i - 1] : a) : y[i]; for (int i = 0; i < n; i++) x[i] = a; return s * x[0];",
        "double s = 0; for (int i = 0; i <= n + 1; i++) s += i > n ? y[0] : x[i] * x[i]; for (int i = 0; i < n; i++) x[i] = a; return s * x[0];",
        "double s = 0; for (int i = 0; i < n; i++) s += (i > 0 ? x[i - 1] * x[i - 1] : y[i]) + (i > 2 ? x[i - 1] * y[i] : a); for (int i = 0; i < n; i++) x[i] = a; return s * x[0];",
        "double s = 0; for (int i = 0; i < n; i++) s += (i > 0 && x[i - 1] > 0 ? x[i] * x[i] : y[i] * x[i]); for (int i = 0; i < n; i++) x[i] = a; return s * x[0];",
        "double s = 0; for (int i = 0; i < n; i++) s += (i == 0 || x[i - 1] > 0 ? x[i] * x[i] : y[i] * x[i]); for (int i = 0; i < n; i++) x[i] = a; return s * x[0];",
        "for (int i = 0; i < n; i++) y[i] = i > 0 ? x[i - 1] * x[i - 1] * y[i] : y[i] * y[i]; for (int i = 0; i < n; i++) x[i] = y[i] * y[i]; return x[0] * x[1] + x[2] * x[n - 1];",
        "double s = 0; for (int i = 0; i < n; i++) { if (i > 0 && x[i - 1] > 0) s += y[i] * y[i]; else s += x[i] * x[i]; } for (int i = 0; i < n; i++) { x[i] = a; y[i] *= a; } return s * x[0] * y[0];",
        "double s = 0; for (int i = 0; i < n; i++) s += i == 0 ? y[i] : x[i - 1] * x[i - 1]; for (int i = 0; i < n; i++) x[i] = a; return s * x[0];",
        "double s = 0; for (int i = 0; i < n; i++) s += x[i] > 0 ? x[i] * y[i] : x[i] * x[i]; for (int i = 0; i < n; i++) { x[i] = a; y[i] = a; } return s * x[0];",
        // Subscripts that come from storage.
        "double s = 0; for (int i = 0; i < idx.Length; i++) s += idx[i] > 0 ? x[idx[i] - 1] * x[idx[i] - 1] : a; for (int i = 0; i < n; i++) x[i] = a; return s * x[0];",
        "double s = 0; for (int i = 0; i < n; i++) s += i < idx.Length ? x[idx[i]] * x[idx[i]] * y[i] : y[i]; for (int i = 0; i < n; i++) x[i] = a; return s * x[0];",
        "double s = 0; for (int i = 0; i < n; i++) { if (i < idx.Length && x[idx[i]] > 0) s += x[i] * x[i]; } for (int i = 0; i < n; i++) x[i] = a; return s * x[0];",
        "double s = 0; for (int i = 0; i < idx.Length; i++) s += x[idx[i]] * x[idx[i] + 1]; for (int i = 0; i < n; i++) x[i] = a; return s * x[0];",
        // Onto a stack.
        "int i = 0; double s = 0; while (i < n) { s += i > 0 ? x[i - 1] * x[i - 1] * y[i] : y[i]; if (i > 0) x[i - 1] = s * a; i++; } return s * x[0];",
        "int i = 0; double s = 0; while (i < n) { s += i < idx.Length ? x[idx[i]] * x[idx[i]] : a * s; x[i] *= 0.5; i++; } return s * x[0];",
        "int i = 0; double s = 0; while (i < n) { if (i > 0 && x[i - 1] > 0) s += x[i] * x[i]; x[i] = s * a; i += 1 + i % 2; } return s * x[0];",
    ];

    /// <summary>Extremes over what is overwritten, wholly or in part.</summary>
    private static readonly string[] Extremes =
    [
        "double m = -9; for (int j = 0; j < n; j++) m = Math.Max(m, x[j] * y[j]); for (int j = 0; j < n; j++) x[j] = m * a; return x[0] + m * y[0];",
        "double m = -9; for (int j = 0; j < n; j++) m = Math.Max(m, x[j] * y[j]); for (int j = 0; j < n; j++) y[j] = m * a; return y[0] + m * x[0];",
        "double m = 9; for (int j = 0; j < n; j++) m = Math.Min(m, x[j] * x[j] * y[j]); x[2] = m; y[3] = m; return m * a + x[2] * y[3] + x[0] * y[0];",
        "int t = 0; double m = -9, s = 0; while (t < 3) { for (int j = 0; j < n; j++) m = Math.Max(m, x[j] * y[t]); s += m * a; m *= 0.5; t++; } return s;",
        "double m = -9; for (int j = 0; j < n; j++) m = Math.Max(m, m * 0.5 + x[j]); return m * y[0];",
        "for (int j = 0; j < n; j++) y[j] = Math.Max(y[j], x[j]); return y[0] * y[1] + y[2] * x[3];",
        "var m = new double[3]; for (int j = 0; j < 3; j++) for (int i = 0; i <= j; i++) m[i] = Math.Max(m[i], x[3 * j + i] + 1); return m[0] * m[1] * m[2];",
        "var m = new double[3]; for (int j = 0; j < 3; j++) for (int l = 0; l < 2; l++) for (int i = 0; i <= j; i++) m[i] = Math.Max(m[i], x[3 * j + i] * y[l] + 1); return m[0] * m[1] * m[2];",
        "var m = new double[2, 3]; for (int k = 0; k < 2; k++) for (int j = 0; j < 3; j++) for (int i = 0; i <= j; i++) m[k, i] = Math.Max(m[k, i], x[3 * j + i] * y[k] + 1); return m[0, 0] * m[0, 1] * m[1, 2] * m[1, 1];",
        "var m = new double[2, 3]; for (int k = 0; k < 2; k++) for (int j = 0; j < 3; j++) for (int i = 0; i < 3; i++) m[k, i] = Math.Max(m[k, i], x[3 * j + i] * y[k] + 1); return m[0, 0] * m[0, 1] * m[1, 2] * m[1, 1];",
        "double m = -9; for (int j = 0; j < idx.Length; j++) m = Math.Max(m, x[idx[j]] * y[j]); x[2] = m; return m * a * x[2] * x[0];",
    ];

    /// <summary>Loops that say that they run oftener than an array has elements, and do not.</summary>
    private static readonly string[] WithoutRoom =
    [
        // Not reached.
        "int m = n * 10000; double s = 1; for (int i = 0; i < n; i++) if (x[i] < -1e9) for (int k = m * m; k > 0; k--) if (x[0] > 0) { s += x[i]; } else s *= x[i]; return s;",
        "int m = n * 5000; double s = a; for (int i = 0; i < n; i++) { s += x[i]; if (x[i] < -1e9) for (int k = 0; k < m * m; k++) { double t = Math.Sin(x[i] * s); s += t * t; } } return s * s;",
        "double s = a; if (x[0] + x[1] < -1e9) for (int k = 0; k < int.MaxValue; k++) { double t = Math.Sin(x[0] * s); for (int j = 0; j < n; j++) { double u = t * x[j]; s += u * u; } } return s * s;",
        "double s = a; for (int i = 0; i < n; i++) { if (x[i] > -1e9) continue; double t = x[i] * s; for (int k = 0; k < x.Length * x.Length * 100000000; k++) s = s * t + Math.Max(t, y[i]); } return s * s;",
        "double s = a; for (int i = 0; i < n; i++) { s *= 1.1; if (x[i] < -1e9) for (int k = 0; k < int.MaxValue; k++) { double m = s; for (int j = 0; j < n; j++) m = Math.Max(m, x[j] * y[i]); s += m * m; } } return s * s;",
        "int m = n * 10000; double s = a; if (n > 8) for (int i = 0; i < n; i++) for (int k = 0; k < m * 20000; k++) { double t = Math.Sin(x[i] * s); s += t * t; } return s * s;",
        "int m = n * 10000; double s = a; if (n != 8 || m < 0) { var w = new double[m, m]; for (int i = 0; i < m; i++) for (int k = 0; k < m; k++) { w[i, k] = Math.Sin(x[i] * s); s += w[i, k] * w[k, i]; } } return s * s;",
        "int m = n * 10000; double s = a; if (a > 1e9) for (int i = 0; i < m; i++) for (int k = 0; k < m; k++) { double t = Math.Sin(x[i] * s); s += t * t; } return s * s;",
        "int m = n * 10000; double s = a; if (flag || n >= 0) return x[0] * s; for (int i = 0; i < m; i++) { for (int k = 0; k < m; k++) { double t = Math.Sin(x[i] * s); s += t * t; } s *= 0.5; } return s * s;",
        "int m = n * 10000; double s = a; if (m % (n - 7) > 0 && m / n < 0) for (int k = 0; k < m * m; k++) s += Math.Sin(x[k & 7] * s); for (int i = 0; i < n; i++) { s += x[i]; if (i > n) for (int k = 0; k < m * 20000; k++) s *= x[i]; } return s * s;",
        // Reached without a condition that is known on entry, and stands further inside.
        "int c = 0; for (int i = 0; i < n; i++) { for (int j = 0; j < n; j++) { int p = c % 5; c += j; x[p] += y[j]; if (a < 0) return a; x[c % n] = x[i] * 0.5; } } return x[0] * x[1] + x[2] * x[3];",
        "int c = 0; for (int i = 0; i < n; i++) { for (int j = 0; j < n; j++) { int p = c % 5; c += j; x[p] += y[j]; if (a > 0) return a; x[c % n] = x[i] * 0.5; } } return x[0] * x[1] + x[2] * x[3];",
        "double s = a; if (x[0] > -1e9) for (int i = 0; i < n; i++) { s += x[i]; if (n > 100) { var w = new double[1000000, 1000000]; for (int k = 0; k < n; k++) { w[i, k] = x[i] * s; s += w[i, k] * w[k, i]; } } } return s * s;",
        // Left early.
        "double s = a; for (int k = 0; k < int.MaxValue; k++) { double t = Math.Sin(x[k] * s); s += t * t; if (k > 4) break; } return s * s;",
        "double s = a; for (int k = 0; k < int.MaxValue && s < 3; k++) { for (int j = 0; j < n; j++) { double t = x[j] * s; s += t * t * 0.1 + 0.01; } s += 0.1; } return s * s;",
        "double s = a; for (int k = 0; k < int.MaxValue; k++) { double m = -9; for (int j = 0; j < n; j++) m = Math.Max(m, x[j] * s); s = m * 0.3 + y[k]; if (s * s > -1 && k > 3) return s; } return s * s;",
        "double s = a; for (int k = 0; k < int.MaxValue; k++) { s += Halved(x[k] * s); if (k > 4) break; } return s * s; [Checkpoint] double Halved(double v) { double t = Math.Sin(v); for (int j = 0; j < 3; j++) t = t * t * 0.5 + y[j] * s; return t; }",
        "double s = 0.2; while (x[0] > 5) { for (int i = 0; i < 1000000; i++) for (int j = 0; j < 1000000; j++) { double u = x[j & 7] + s; s = s * 0.5 + u * u * 0.1; } x[0] -= 1; } return s * a;",
        "double s = 0.2; int c = 0; while (s > 5 && c < 10) { for (int i = 0; i < n * n * n * n; i++) for (int j = 0; j < n * 1000000; j++) { double u = x[j & 7] + s; s = s * 0.5 + u * u * 0.1; } c++; } return s * a;",
        "double s = a; for (int k = 0; k < 1000; k++) { for (int j = 0; j < 10000; j++) { double t = x[j & 7] * s; s = s * 0.5 + t * t * 0.01; } if (s < 1e9) break; } return s;",
        "double s = a; if (n / 2 > 100 && n % 2 == 0) { var w = new double[1000000, 1000000]; for (int i = 0; i < 4; i++) { w[i, 4] = x[i] * y[i]; s += w[i, 4] * w[3, 4]; } } return s * s;",
        "int m = n * 10000; double s = a; if (n != 8 || m < 0) { var w = new double[m, m]; for (int i = 0; i < m; i++) for (int k = 0; k < m; n++) { w[i, k] = Math.Sin(x[i] * s); s += w[i, k] * w[k, i]; } } return s * s;",
        "int m = n * 10000; double s = a; if (x[0] + x[1] < -1e9) { var w = new double[m, m]; for (int i = 0; i < m; i++) for (int k = 0; k < m; k++) { w[i, k] = Math.Sin(x[i] * s); s += w[i, k] * w[k, i]; } } return s * s;",
        "double s = a; if (n > 100) { var w = new double[1000000, 1000000]; for (int i = 0; i < 4; i++) { w[i, 4] = x[i] * y[i]; s += w[i, 4] * w[3, 4]; } n = 3; } for (int i = 0; i < n; i++) s = s * 0.5 + x[i]; if (a * 0 > 1 || idx[0] > 100) { var w = new double[1000000, 1000000]; for (int i = 0; i < 4; i++) { w[i, 4] = x[i] * y[i]; s += w[i, 4] * w[3, 4]; } } return s;",
        "double s = a; for (int t = 0; t < 3; t++) for (int j = 0; j < int.MaxValue - t; j += 5) { if (j >= n) break; for (int q = 0; q < n; q++) if (x[q] > 0.5) { s += x[j] * s; break; } } return s;",
        "int m = n * 10000; double s = a; do { if (x[0] + x[1] < -1e9) { var w = new double[m, m]; for (int i = 0; i < m; i++) for (int k = 0; k < m; k++) { w[i, k] = Math.Sin(x[i] * s); s += w[i, k] * w[k, i]; } } } while (false); return s * s;",
        "double s = 1; for (int i = 0; i < 100000; i++) { double d = (s * s - 2 - x[0]) / (2 * s); s -= d; if (Math.Abs(d) < 1e-14) break; double r = d * d * x[1]; for (int j = 0; j < 100000; j++) { double q = r * y[j % 8]; r = 0.5 * r + q * q; if (j > 4) break; } s += 1e-3 * r; } return s * x[2];",
        "double s = a; for (int i = 0; i < 1000; i++) { for (int j = 0; j < 1000; j++) { for (int k = 0; k < 1000; k++) { for (int l = 0; l < 1000; l++) { double t = x[l] * s; s += t * t * 0.01; if (l > 1) break; } if (k > 1) break; } if (j > 0) break; } if (i > 0) break; } return s;",
        "double s = x[0]; for (int i = 0; i < 1000000; i++) { double u = s * y[i & 7]; var t = new double[5000]; for (int j = 0; j < n; j++) { t[j] = u * x[j & 7]; u = 0.3 * t[j] + 0.1; } for (int j = 1; j < n; j++) t[j] = t[j] * t[j - 1] + 0.01 * t[j]; s = t[n - 1] + u; if (i > 2) break; } return s;",
        "var z = new double[n]; double s = a; for (int k = 0; k < int.MaxValue; k++) { for (int j = 0; j < n; j++) z[j] = Math.Tanh(z[j] + x[j] * a); s = 0; for (int j = 0; j < n; j++) s += z[j] * y[j]; if (k >= 4) break; } return s;",
        "double s = a; for (int i = 0; i < 3; i++) for (int k = 0; k < int.MaxValue; k++) { double t = x[i] * s; for (int j = 0; j < n - k; j++) { double u = t * x[j]; s += u * u * 0.1; } if (k > i) break; } return s * s;",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Where_there_is_no_room_for_as_often_as_the_bound_says(string generation) =>
        Check(WithoutRoom, generation);

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Only_where_it_was_read(string generation) => Check(Guarded, generation);

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Extremes_over_what_changes(string generation) => Check(Extremes, generation);

    private static void Check(string[] bodies, string generation)
    {
        Meaning.Agree(bodies, generation);
    }

    [Theory]
    // Read twice, saved once.
    [InlineData("for (int i = 0; i < n; i++) x[i] *= x[i] * y[i];", "xSaved: 8·n bytes.")]
    // What a branch or a loop without a derivative depends on is not saved for it.
    [InlineData("for (int i = 0; i < n; i++) x[i] = x[i] > 0 ? x[i] * y[i] : x[i] * x[i];", "xSaved: 8·n bytes.")]
    // The position of a maximum, for each element of which there is one.
    [InlineData(
        "var m = new double[3, 2]; for (int i = 0; i < 3; i++) for (int j = 0; j < 2; j++) for (int k = 0; k < n; k++) m[i, j] = Math.Max(m[i, j], x[i + k] * (j + 1)); y[0] = m[0, 0] + m[2, 1];",
        "mPosition: 8·3·2 bytes."
    )]
    [InlineData("for (int i = 0; i < n; i++) y[i] = Math.Max(y[i], x[i] * x[i]);", "ySaved: 8·n bytes.")]
    [InlineData("int k = 0; if (x[0] > 0) k += 1; x[0] = y[0];", "nothing.")]
    [InlineData("int k = 0; while (k < n && x[k] > 0) k++; x[0] = y[0];", "nothing.")]
    [InlineData(
        "int k = 0, m = n; for (int i = 0; i < n; i++) { for (int j = 0; j < m; j++) k++; m--; } x[0] = y[0];",
        "nothing."
    )]
    public void What_is_kept(string body, string kept)
    {
        Compiled compiled = Compiler.Compile(
            $"using System; using NeuralGen; public static partial class P {{ [Differentiable] public static void M(double[] x, double[] y, int n, int[] idx) {{ {body} }} }}"
        );
        string[] lines = compiled.Generated.Single().Text.Split('\n', StringSplitOptions.TrimEntries);
        int first = Array.FindIndex(
            lines,
            l => l.StartsWith("// Kept for the backward pass:", StringComparison.Ordinal)
        );
        int end = Array.FindIndex(lines, l => l.StartsWith("// Computed again", StringComparison.Ordinal));
        string all = string.Join(' ', lines[first..end].Select(l => l.TrimStart('/', ' ')));
        Assert.Equal($"Kept for the backward pass: {kept}", all);
    }
}
