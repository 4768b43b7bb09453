using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Language;

/// <summary>The bits of integers: C#'s operators, of numbers of either sign and of either width.</summary>
public class BitTests
{
    private const string Types = "[Flags] public enum Greeks { None, Delta = 1, Gamma = 2, Vega = 4, All = 7 }";

    private const string Members = """
        static int Random(ref int seed) { seed ^= seed << 13; seed ^= seed >> 17; seed ^= seed << 5; return seed & 7; }
        static int Reversed(int k, int bits) { int r = 0; for (int b = 0; b < bits; b++) { r = (r << 1) | (k & 1); k >>= 1; } return r; }
        """;

    private static readonly string[] Bodies =
    [
        "unchecked { double d = n * n * n * n * n * n * n * n * n * n * n * n; return x[0] * d + a; }",
        "unchecked { int m = 40000 * n; double d = m * m; int q = m * m / 7; long l = m * m; return x[0] * d + a * q + y[0] * l; }",
        "unchecked { int m = n * 30000; return m * m > 0 ? x[0] * a : y[0]; }",
        "unchecked { int c = n * n * n * n * n * n * n * n * n * n * n; return c > n ? x[0] * a : y[0] + a; }",
        "double s = 0; for (int i = 0; i < n; i++) for (int j = 0; j < 2; j++) if (i * n + j < n * n) s += x[i] * y[j] / (n * n + 1.0); return s * a;",
        "double s = 0; for (int i = 0; i < 4; i++) s += x[i << 1] * y[(i << 1) | 1] * x[i >> 1] * a; return s;",
        "double s = 0; for (int i = 0; i < n; i++) s += x[i ^ 1] * y[7 ^ i] + (i | 2) * x[i | 0] * (~i) * a; return s;",
        "double s = 0; for (int i = 0; i < n; i++) x[i >> 1] += y[i] * x[(n - 1 - i) >> 1]; for (int i = 0; i < n; i++) s += x[i] * x[i]; return s;",
        "double s = 0; for (int b = 0; b < 8; b++) { if (((1 << b) & 0b10110) != 0) s += x[b] * y[b]; if ((n >> b & 1) == 1) s *= a; } return s;",
        "int seed = 12345; double s = 0; for (int i = 0; i < 20; i++) { int k = Random(ref seed); int j = Random(ref seed); s += x[k] * y[j] * a; } return s;",
        "int h = 17; for (int i = 0; i < n; i++) { h = (h & 1023) * 31 + idx[i % 5]; h ^= h >> 3; h = h << 7 ^ ~h; } return x[h & 7] * y[(h >> 5) & 7] * (double)(h >> 20) * a;",
        "long w = 1L << 40; long v = w | 5; int m = -9; return a * (w >> 38) * x[(v & 7) == 5 ? 1 : 0] * (m >> 1) * (m << 2) * (m >> 33) * (1 << 33) * (m | 6) * (m ^ 6) * ~m;",
        "for (int k = 0; k < 8; k++) { int j = Reversed(k, 3); if (j > k) (x[k], x[j]) = (x[j], x[k] * a); } double s = 0; for (int k = 0; k < 8; k++) s += x[k] * y[k]; return s;",
        "for (int half = 1; half < 8; half <<= 1) for (int i = 0; i < 8; i++) if ((i & half) == 0) { double u = x[i], v = x[i | half] * y[half]; x[i] = u + v; x[i + half] = u - v * a; } return x[0] * x[7] + x[3];",
        "int d = -3; double s = 0; while (d < 40) { s += (7 << d) * 1e-9 * a + (-1234567 >> d) * x[0]; d++; } return s + y[0];",
        "Greeks g = Greeks.Delta | (n > 3 ? Greeks.Vega : 0); g ^= Greeks.Gamma; g |= Greeks.None; Greeks h = ~g; g &= ~Greeks.Delta; return (g.HasFlag(Greeks.Vega) ? x[0] * x[0] : 1) * ((h & Greeks.Delta) == 0 ? a : y[0]) * (int)(g ^ Greeks.All);",
        "bool up = x[0] > 0; up ^= true; up ^= n > 3; return up ? a * x[1] : a * a * y[0];",
        "int mask = 0; for (int i = 0; i < n; i++) if (x[i] > 0) mask |= 1 << i; double s = 0; for (int i = 0; i < n; i++) if ((mask >> i & 1) != 0) s += x[i] * x[i] * a; else s -= y[i]; return s;",
        "double s = 0; for (int i = 0; i < n >> 1; i++) for (int j = 0; j < 1 << i && j < 8; j++) s += x[j] * y[i] * a; return s;",
        // What has no place in 32 bits is lost.
        "double s = 0; for (int i = 0; i < n; i++) { int h = i << 30; s += (h >> 30) * x[i] * a + ((i << 29) >> 29) * y[i] + (i << 29) * 1e-8 * x[0]; if ((i << 29) < 0) s += x[i] * y[i]; } return s + (x.Length << 30) * 1e-9 * a;",
        "unchecked { double s = 0; for (int i = 0; i < n; i++) for (int j = 0; j < 3; j++) s += x[(((i * 73856093) ^ (j * 1934966351)) & 0x7fffffff) % 9] * y[(i * 73856093 ^ j * 19349663) & 7] * a; return s; }",
        "unchecked { double s = 0; for (int i = 0; i < n; i++) { int h = i * 1103515245 + 12345; long w = h; s += x[(h >> 30) & 7] * a + (w >> 20) * x[i]; s += h > 0 ? y[i] : Math.Max(h, 1) * 1e-9 * h * x[0]; } return s; }",
        "unchecked { int h = 77777777; double s = 0; for (int i = 0; i < n; i++) { s += x[((h * 31) >> 28) & 7] * a; s += h * h > 0 ? y[i] : x[i]; s += (h * 31 + idx[0]) / 100000000 * x[0]; switch (h * 33) { case 0: s += 1; break; case < 0: s += a; break; default: s += y[1]; break; } h += 12345678; } return s; }",
        "unchecked { double s = 0; for (int i = 0; i < 3; i++) { int j = i + (1 << 19); int k = 1 << 30; k /= j * 4096 + 1; s += ((j << 12) >> 20) * x[i] + j * 4096 % 7 * y[i] + (double)(j * 5000) * 1e-9 * a + k * 1e-3 * x[0]; } return s; }",
        // Places that change in their order.
        "for (int i = 0; i < n; i++) x[i ^ 1] = 2 * x[i] + a; for (int i = 0; i < 4; i++) x[(i << 1) ^ 1] = a * x[i << 1] + x[((i << 1) ^ 1) ^ 3]; double s = 0; for (int i = 0; i < 9; i++) s += x[i] * x[i] * (i + 1); return s;",
        "for (int i = 0; i < n; i++) x[i | 1] = a * x[i]; for (int i = 0; i < n; i++) x[i & ~1] = a * x[i] * x[i + 1]; for (int i = 0; i < n; i++) x[~i & 7] = y[i] * x[i]; double s = 0; for (int i = 0; i < 9; i++) s += x[i] * x[i] * (i + 1); return s;",
        "for (int i = 0; i < n; i++) x[i >> 1] = a * x[i] + x[i >> 2]; for (int i = 7; i >= 0; i--) x[i ^ 2] = y[i] * x[i]; for (int i = -4; i < 4; i++) x[(i >> 1) + 2] += y[i + 4] * x[(i | 1) + 3]; double s = 0; for (int i = 0; i < 9; i++) s += x[i] * x[i] * (i + 1); return s;",
        "for (int i = 0; i < 4; i++) for (int j = 0; j < 2; j++) y[(i << 1) + j] = x[i] * a * (j + 1) + y[(i << 1) + (j ^ 1)]; for (int i = 0; i < 4; i++) for (int j = 0; j < 4; j++) y[i | j] = x[i] * a * (j + 1) + y[i & j]; double s = 0; for (int i = 0; i < 9; i++) s += y[i] * y[i] * (i + 1); return s;",
        "var w = new double[1 << 3]; for (int i = 0; i < w.Length; i++) w[i ^ (n >> 3)] = x[i] * a; return w[0] * w[7] + w[n - 1];",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Mean_what_was_written(string generation) => Meaning.Agree(Bodies, generation, Members, Types);
}
