using System;
using System.Linq;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Language;

/// <summary>Loops of any form, jumps, choices, and integers and truth values that change: value and gradient mean what was written.</summary>
public class ControlFlowTests
{
    private static readonly string[] Loops =
    [
        // The numbers of an array as integers: cut, and nothing flows back through them.
        "double s = 0; x[0] = 2.7; x[1] = -1.3; foreach (int k in x) s += k * a * y[(k + 3) & 7]; return s * x[2];",
        "double s = a; foreach (long k in y) { if (k > -1) s *= x[k + 2]; } return s;",
        "int i = 0; double s = 0; while (i < n) { s += x[i] * y[i]; i++; } return s;",
        "int i = 0; double s = 1; while (i < n) { s = s * x[i] + y[i]; i += 2; } return s * s;",
        "double s = a, t = 0; int k = 0; while (k < 3 * n) { s = Math.Sin(s) + x[k % n] * 0.1; t += s * s; k++; } return t;",
        "double s = 1; do { s = s * 0.7 + x[0] * 0.01; } while (s > 0.3); return s * s;",
        "int i = n; double s = 0; do { i--; s += x[i] * s + y[i]; } while (i > 0); return s;",
        "double s = 0; for (int i = 1; i < n; i *= 2) s += x[i] * x[i - 1] * s + y[i]; return s;",
        "double s = 0; int i; for (i = 0; i < n; i++) s += x[i] * x[i]; return s * i;",
        "double s = 0; for (int i = 0, j = n; i < j; i++, j--) s += x[i] * y[j] * (s + 1); return s;",
        "double s = 1; for (double t = 0; t < 1; t += 0.125) s += x[0] * s * 0.3 + t * y[0]; return s;",
        "double s = 0; for (int i = 0; i < n; i++) { s += x[i] * x[i]; if (i == 2) i++; } return s;",
        "double s = 0; int m = n; for (int i = 0; i < m; i++) { s += x[i] * y[i] * s + x[i]; if (i % 3 == 0) m--; } return s;",
        "double s = 0; int m = 1; for (int i = 0; i < n; i++) { for (int j = 0; j < m; j++) s += x[i] * y[j] * (1 + s); m = 1 + (m + i) % 3; } return s;",
        "double s = 0; for (;;) { s += x[0] * x[0] + 0.1; if (s > 1) break; } return s * a;",
        "double s = 0; int i = 0; while (true) { if (i >= n) break; s += Math.Exp(x[i] * y[i]); ++i; } return s;",
        "double s = 0; for (int i = 0; i < n && s < 0.5; i++) s += x[i] * x[i]; return s * s;",
        "double s = 0.1; int i = 0; while (i < n && x[i] < 0.9 && s < 2) { s += s * x[i]; i++; } return s + i;",
        // Loops that count with a variable from outside, whose value is right after them.
        "int i = 1; double s = 0; while (i < n) { s += x[i] * y[i - 1]; i += 3; } s *= i; while (i > 2) { s += x[i % n] * i; i -= 2; } return s * (i + 1);",
        "double s = 0; int i; for (i = n - 1; i >= 0; i--) { if (x[i] < 0) continue; s += x[i] * x[i]; } for (i = 2; i < 1; i++) s += x[i]; return s * (i + x[i] + i);",
        "double s = 0; int k = 4; for (int i = 0; i < n; i++) { int j = i; while (j < n) { s += x[i] * y[j] * (j - i); ++j; } s += j * x[k]; k = j - 3; } return s * k;",
        "double s = 0; int i = 0, m = n; while (i <= m - 2) { for (int j = 0; j < n; j++) { if (j > i) break; s += x[j] * y[i]; } i = i + 1; } m = i; i = 3; while (i < m) { s += x[i] * x[i]; i++; } return s * i;",
        "double s = 0; int i = 0; while (i < n) { int j = i; if (x[i] > 0.5) i = j; s += x[i] * x[i]; i++; } return s * i;",
        "double s = 0; int i = 0; while (i < n) { if (i == 5) return s * i; s += x[i] * x[i]; i++; } return s;",
        "double s = 0; int i = 0; if (x[0] > 0) i = 2; while (i < n) { s += x[i] * x[i]; i++; } return s * i;",
        "double s = 0; int i = 0; int At() => i; while (i < n) { s += x[At()] * y[i]; i++; } i = 1; return s * x[At()];",
        "double s = 0; int i = 0; void Next() { i++; } while (i < n) { s += x[i] * y[i]; if (i == 3) Next(); i++; } return s * i;",
        "double s = 0; int i = 0; while (i < n) { s += x[i]; if (i == 2) { i++; continue; } s *= y[i]; i++; } return s * i;",
        "double s = 0; int i = 9; while (i < n) { s += x[i]; i++; } while (i >= n) { s += x[i - n] * i; i--; } return s + x[i];",
        // Nested, with different depths of what changes.
        "double s = 0; for (int i = 0; i < n; i++) { int j = i; double p = 1; while (j > 0) { p *= x[j]; j /= 2; } s += p * y[i]; } return s;",
        "double s = 0; int i = 0; while (i < n) { for (int j = 0; j <= i; j++) s += x[j] * y[i] * s + x[i]; i += 2; } return s;",
        "double s = 0; int i = 0; while (i < n) { double u = x[i]; int j = 0; while (j < i) { u = u * y[j] + 0.5; j++; } s += u * u; i++; } return s;",
        "int i = 0; var w = new double[n]; while (i < n) { w[i] = x[i] * x[i]; if (i > 0) w[i] *= w[i - 1] + 1; i++; } double s = 0; foreach (double v in w) s += v * v; return s;",
        "for (int i = 0; i < n; i++) { int j = i; while (j > 0 && x[j - 1] > x[j]) { double t = x[j]; x[j] = x[j - 1]; x[j - 1] = t; j--; } } double s = 0; for (int i = 0; i < n; i++) s += x[i] * (i + 1); return s;",
        "double z = a; int it = 0; while (Math.Abs(z * z - 2 - x[0] * x[0]) > 1e-14 && it < 60) { z = z - (z * z - 2 - x[0] * x[0]) / (2 * z + (z == 0 ? 1 : 0)); it++; } return Math.Abs(z) * y[0];",
        // Read at one iteration, overwritten at the next, where the distance between the subscripts says nothing.
        "int i = 0; double s = 0; while (i < n - 1) { s += x[i + 1] * x[i + 1]; x[i] = s * y[i]; i++; } return s + x[0] * x[2];",
        "int i = 0; while (i < n - 1) { double t = 0; for (int j = 0; j < 3; j++) if (!(x[i + 1] > 0.3)) t += x[i]; x[i] += y[i] - t; i++; } return x[0] * x[1] + x[2] * x[3];",
        "int i = n - 1; while (i > 0) { y[i - 1] = x[i] * x[i]; x[i - 1] *= y[i]; i--; } return y[0] * y[1] + y[n - 2] * x[0];",
        "double s = a; for (int k = 2147483647; k < n; k++) s += x[0] * (s + 1); for (long k = 2147483648; k < n; k++) s += k * x[0]; return s * x[1];",
        // A loop that is never entered, and one that follows another.
        "double s = x[0]; int i = 5; while (i < 5) { s *= x[i]; i++; } while (i < 7) { s *= x[i]; i++; } return s;",
    ];

    private static readonly string[] Jumps =
    [
        "double s = 0; for (int i = 0; i < n; i++) { if (x[i] < 0) continue; s += x[i] * x[i] * y[i]; } return s;",
        "double s = 0; for (int i = 0; i < n; i++) { if (i == 4) break; s += x[i] * s + y[i]; } return s;",
        "double s = 0; for (int i = 0; i < n; i++) { s += x[i] * x[i]; if (s > 0.8) break; s *= 1.1; } return s;",
        "double s = 0; for (int i = 0; i < n; i++) { for (int j = 0; j < n; j++) { if (j > i) break; if ((i + j) % 2 == 0) continue; s += x[i] * y[j]; } s *= 0.9; } return s;",
        "for (int i = 0; i < n; i++) if (x[i] > 0.5) return x[i] * x[i] * a; return y[0] * y[1];",
        "if (n < 2) return x[0]; if (flag) { if (x[0] > 0) return x[0] * y[0]; } else return a; return x[1] * y[1];",
        "double s = 0; for (int i = 0; i < n; i++) { for (int j = 0; j < n; j++) { s += x[i] * y[j] * s + 0.1 * x[j]; if (s > 2) return s * s; } if (s < -2) return -s; } return s;",
        "int i = 0; while (i < n) { if (x[i] > 2) break; if (x[i] < -0.5) { i += 2; continue; } y[i] *= x[i]; i++; } double s = 0; foreach (double v in y) { if (v > 10) break; s += v * v; } return s;",
        "double s = 0; int i = -1; do { i++; if (x[i] < 0) continue; s += x[i] * y[i]; if (s > 5) break; } while (i < n - 1); return s;",
        "double s = 1; for (int i = 0; i < n; i++) { if (x[i] > 0) { if (y[i] > 0) { s += x[i]; continue; } s *= 1.2; } else if (y[i] < -0.9) break; s += y[i] * s; } return s;",
        "double Root(double v) { if (v < 0) return -v * v; double r = v; for (int k = 0; k < 4; k++) { if (r > 10) return r; r = r * r + v; } return r; } return Root(x[0]) + Root(x[1] * 0.3) * Root(y[0]);",
        "double s = 0; foreach (int i in idx) { if (i == 1) continue; s += x[i] * x[i]; if (s > 3) break; } return s;",
    ];

    private static readonly string[] Choices =
    [
        // What a guard calls is computed before the switch.
        "double Pw(double b, int e) { double r = 1; for (int k = 0; k < e; k++) r = r * b * 0.9 + 0.1; return r; } double s = 0; switch (n) { case 8 when Pw(a, n) > 0.1: s += x[0] * a; break; default: s += 1; break; } return s;",
        "double Pw(double b, int e) { double r = 1; for (int k = 0; k < e; k++) r = r * b * 0.9 + 0.1; return r; } double s = 0; for (int i = 0; i < 4; i++) { switch (i) { case 1 when Pw(a, i) > 5: s += x[0] * a; break; case 1 or 2 when Pw(a, i + 1) > 0.1 && Pw(s, 2) < 9: s = s * y[i] + x[1] * x[1]; break; case 3: s *= x[3]; break; default: s += a; break; } } return s;",
        "double s = 0; for (int i = 0; i < n; i++) { switch (i % 4) { case 0: s += x[i]; break; case 1: case 2: s *= x[i] + 1; break; default: s -= y[i] * y[i]; break; } } return s;",
        "double s = 0; for (int i = 0; i < n; i++) s += (i % 3) switch { 0 => x[i] * x[i], 1 => Math.Sin(y[i]), _ => s * x[i] }; return s;",
        "double s = 0; for (int i = 0; i < n; i++) s += x[i] switch { > 0.5 => x[i] * x[i], < -0.5 and > -0.8 => y[i], _ when i > 3 => 2 * x[i], _ => a }; return s;",
        "for (int i = 0; i < n; i++) { switch (x[i]) { case > 0: if (y[i] > 0) break; y[i] = x[i] * x[i]; break; case < -0.5 when i > 2: continue; default: y[i] += x[i]; break; } y[i] *= 1.5; } return y[0] * y[1] + y[2] * y[n - 1];",
        "switch (n) { case 8: switch (flag) { case true: return x[0] * y[0]; default: return a; } case 3: return 1; } return x[1];",
        "double s = 0; for (int i = 0; i < n; i++) if (flag ^ (x[i] > 0) == (y[i] > 0) && !double.IsNaN(x[i])) s += x[i] * y[i]; else s += x[i] * x[i]; return s;",
        "double s = 0; for (int i = 0; i < n; i++) if (i is > 1 and < 4 or 6) s += x[i] * y[i]; else if (x[i] is not > 0) s += x[i] * x[i]; return s;",
    ];

    private static readonly string[] Integers =
    [
        "int best = 0; for (int i = 1; i < n; i++) if (x[i] > x[best]) best = i; return x[best] * y[best];",
        "int best = 0; for (int i = 1; i < n; i++) if (x[i] > x[best]) best = i; double t = x[best]; best = 1; x[best] *= 3; return t * x[best] + x[0];",
        "int p = 0, q = 1; double s = 0; for (int i = 0; i < n; i++) { s += x[p] * y[q] * s + x[q]; int r = p; p = q; q = (r + 2) % n; } return s;",
        "bool found = false; double s = 0; for (int i = 0; i < n; i++) { if (!found && x[i] > 0) { found = true; s = x[i] * y[i]; } else if (found) s += x[i] * 0.1; } return s;",
        "bool up = true; double s = 0; for (int i = 0; i < n; i++) { s += up ? x[i] * x[i] : -y[i]; up = !up; } return s;",
        "bool pos = x[0] > 0; double s = x[0] * x[0]; x[0] = -5; if (pos) s *= y[0]; return s + x[0] * x[1];",
        "var order = new int[n]; for (int i = 0; i < n; i++) order[i] = n - 1 - i; order[0] = 2; double s = 0; for (int i = 0; i < n; i++) s += x[order[i]] * y[i] * (s + 1); return s;",
        "var next = new int[n]; int at = 0; for (int i = 0; i < n; i++) next[i] = (i * 3 + 1) % n; double s = 1; for (int k = 0; k < 2 * n; k++) { s = s * 0.5 + x[at] * x[at]; at = next[at]; next[k % n] = (at + k) % n; } return s;",
        "n -= 2; double s = 0; for (int i = 0; i < n; i++) s += x[i] * x[i]; n++; return s * x[n];",
        "int k = x[0] > 0 ? 1 : 2; int j = flag ? k + 1 : 0; return x[k] * y[j] + x[flag ? j : k] * 2;",
        "double s = 0; for (int i = 0; i < n; i++) { int k = (int)(Math.Abs(x[i]) * 5); double f = Math.Abs(x[i]) * 5 - k; s += y[k] * (1 - f) + y[k + 1] * f; } return s;",
        "int c = 0; for (int i = 0; i < n; i++) if (x[i] > 0) { y[c] = x[i] * x[i] + y[c] * 0.1; c++; } double s = 0; for (int i = 0; i < c; i++) s += y[i] * y[i] * (i + 1); return s;",
        "int i = 0, j = 1; double s = 0; for (int k = 0; k < n; k++) { s += x[i] * y[j] * (s + 1); (i, j) = (j, (i + 2) % n); } return s;",
        "var (p, q) = (a, flag); return q ? p * x[0] : 1;",
        "(int Count, double Sum) v = (0, 0); while (v.Count < n) { v.Sum += x[v.Count] * x[v.Count]; v.Count++; } return v.Sum * v.Count;",
        "int c = 0; double s = 0; for (int i = 0; i < n; i++) { int j = c * 2 % n; c += i; x[j] += x[i] * y[j]; s += x[j]; } return s * s;",
    ];

    [Theory]
    [InlineData(nameof(Loops), nameof(Generation.Scheduled))]
    [InlineData(nameof(Loops), nameof(Generation.Unscheduled))]
    [InlineData(nameof(Jumps), nameof(Generation.Scheduled))]
    [InlineData(nameof(Jumps), nameof(Generation.Unscheduled))]
    [InlineData(nameof(Choices), nameof(Generation.Scheduled))]
    [InlineData(nameof(Choices), nameof(Generation.Unscheduled))]
    [InlineData(nameof(Integers), nameof(Generation.Scheduled))]
    [InlineData(nameof(Integers), nameof(Generation.Unscheduled))]
    public void Means_what_was_written(string group, string generation)
    {
        string[] bodies = group switch
        {
            nameof(Loops) => Loops,
            nameof(Jumps) => Jumps,
            nameof(Choices) => Choices,
            _ => Integers,
        };
        Meaning.Agree(bodies, generation);
    }

    /// <summary>Whoever counts by hand gets what a <c>for</c> loop gives.</summary>
    [Theory]
    [InlineData("for (int i = 0; i < x.Length; i++) y[i] = Math.Exp(x[i]);")]
    [InlineData("int i = 0; while (i < x.Length) { y[i] = Math.Exp(x[i]); i++; }")]
    [InlineData("int i; for (i = 0; i < x.Length; i += 1) { y[i] = Math.Exp(x[i]); }")]
    public void Loops_that_count_run_on_vectors(string body)
    {
        Compiled compiled = Compiler.Compile(
            $"using System; using NeuralGen; static partial class P {{ [Differentiable] static void M(double[] x, double[] y) {{ {body} }} }}"
        );
        Assert.Contains("Lanes.Exp(", compiled.Generated.Single().Text, StringComparison.Ordinal);
        Assert.Contains("Doubles", compiled.Generated.Single().Text, StringComparison.Ordinal);
    }
}
