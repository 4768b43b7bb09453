using System.Threading.Tasks;
using NeuralGen.Generator.Tests.Harness;
using NeuralGen.Generator.Tests.Refusals;
using Xunit;

namespace NeuralGen.Generator.Tests.Language;

/// <summary>Several variables that are given one value, <c>x[0] = s = t = v;</c>, and elements that are exchanged.</summary>
public class ChainTests
{
    private static readonly string[] Chains =
    [
        "double s, t; s = t = x[0] * y[1]; t *= a; return s * t;",
        "double s = 1, t = 2; for (int i = 0; i < n; i++) { x[i] = s = t = s * y[i] + t * x[i]; t += a; } return s * t + x[2] * x[3];",
        "x[0] = x[1] = y[0] = a * x[1]; x[1] *= 2; return x[0] * x[1] * y[0];",
        "int lo, hi; lo = hi = 3; hi++; return x[lo] * y[hi];",
        "int i = 0, j = 5; for (int k = 0; k < n; k++) { if (x[k] > 0.2) { i = j = 2; } i++; if (i > 6) i = j = 0; } return x[i] * y[j];",
        "bool p, q; p = q = true; if (x[0] > 0) p = q = false; return p ? x[0] : q ? y[0] : a * x[1];",
        "x[0] = x[1] = 1; y[2] = y[3] = y[4] = 0; double s = 0; for (int i = 0; i < n; i++) s += x[i] * y[i]; return s;",
        "for (int i = 1; i < n; i++) x[i - 1] = x[i] = x[i] * x[i - 1]; return x[n - 1] * x[2];",
        "double s; s = x[2] = s = x[2] * a; return s * x[2];",
        "for (int i = 0; i < n; i++) x[idx[i % idx.Length]] = y[i] = a * x[i]; return x[0] * y[1] + x[1] * x[2];",
        "(double u, double v) p; p.u = p.v = x[0] * a; p.u *= 2; return p.u * p.v;",
        "double F(double v) { x[1] += v; return v * x[1]; } double s, t; s = t = 3 * x[0]; double r = F(s); return r * t * x[1];",
        "double s, t; s = t = x[0] < 9 ? x[1] * a : throw new ArithmeticException(); return s * t;",
        "int i; double s, t; for (s = t = 0, i = 0; i < n; i++) { s += x[i]; t = s * y[i]; } return s * t;",
        "int i, j; double s = 1; for (i = j = 0; i < n; i++) { s += x[i] * y[j]; j = (j + 3) % n; } return s;",
        "double s = 0, t = 0; void F() => s = t = x[1] * x[0]; F(); x[1] = a; F(); return s * t;",
        "int i = 0, j = 1; double s = 0; while (i < n) { s += x[i] * y[j]; if (s > 0.5 && i < 5) i = j = 5; i++; } return s * a;",
        "a = x[0] = x[1] * y[0]; return a * x[0];",
        "double s = a, t = 1; for (int i = 0; i < n; i++) { if (i % 2 == 0) continue; s = t = s * x[i] + t; if (s > 3) break; } return s * t;",
        "int p = 1, q = 2; p = q = 3; var w = x.AsSpan(p, q); p = q = 0; return w[0] * w[2] * x[p] * y[q];",
        "double s = x[0], t; x[0] = t = s = s * s + x[0]; return s * t * x[0];",
        "int k = 2; x[k] = y[k] = x[k + 1] = a * y[1]; k = 0; return x[2] * y[2] * x[3] * x[k];",
    ];

    private static readonly string[] Exchanges =
    [
        "var perm = new int[n]; for (int i = 0; i < n; i++) perm[i] = i; for (int k = 0; k < n; k++) { int p = k; for (int i = k + 1; i < n; i++) if (x[perm[i]] > x[perm[p]]) p = i; (perm[p], perm[k]) = (perm[k], perm[p]); } double s = 0; for (int i = 0; i < n; i++) s += (i + 1) * x[perm[i]] * y[i]; return s;",
        "var k = new int[3]; (k[0], k[1], k[2]) = (1, 2, 3); (k[0], k[1], k[2]) = (k[2], k[0], k[1]); return x[k[0]] * y[k[1]] + x[k[2]] * a;",
        "var k = new int[4]; int j = 2; (k[j], j) = (j, 3); (j, k[3]) = (k[2], j); return x[k[2]] * y[k[3]] * x[j];",
        "var k = new int[3]; (k[0], x[0]) = (2, a * x[1]); (x[1], k[1]) = (x[0] * x[0], k[0] + 1); return x[k[0]] * y[k[1]] * x[1] * x[0];",
        "var k = new int[n]; for (int i = 0; i < n; i++) k[i] = (i * 3) % n; for (int t = 0; t < 3; t++) for (int i = 0; i + 1 < n; i++) if (x[k[i]] > x[k[i + 1]]) (k[i], k[i + 1]) = (k[i + 1], k[i]); double s = 0; for (int i = 0; i < n; i++) s += x[k[i]] * y[i]; return s;",
        "var k = new int[2]; (k[0], k[1]) = (1, 5); (k[0], k[0]) = (k[1], k[0]); return x[k[0]] * y[k[1]];",
        "var k = new int[3]; k[0] = 1; (k[k[0]], x[2]) = (2, a); return x[k[1]];",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Chains_mean_what_was_written(string generation) => Meaning.Agree(Chains, generation);

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Exchanged_integers_mean_what_was_written(string generation) => Meaning.Agree(Exchanges, generation);

    // A subscript would change on the way, a value be converted twice, or something be computed in between.
    [Theory]
    [InlineData("int k = 0; int[] w = new int[4]; w[k] = {|NG0026:k = 3|}; x[w[0]] = a;")]
    [InlineData("int k, j; k = {|NG0026:j = n + 1|}; x[k] = a * j;")]
    [InlineData("double d; float f; d = {|NG0026:f = a|}; x[0] = (float)d * f;")]
    [InlineData("float u = a; x[0] = {|NG0026:u += y[0]|};")]
    [InlineData("float u = a; x[0] = u = 2 * ({|NG0026:x[1] = a|});")]
    public Task Refused(string statements) => Marked.Body(statements);
}
