using System;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Regressions;

/// <summary>Integers that overflow where C# lets them: in constants, in the bounds of loops, in casts of numbers that are too large.</summary>
public class LostDigitsTests
{
    private const string Members = """
        static int Hash(int k) => unchecked(k * 1000003 * 1000003);
        static double Repeated(int m, double v) { double s = 0; for (int i = 0; i < m; i++) { s += v; if (i > 20) break; } return s; }
        """;

    private static readonly string[] Bodies =
    [
        // Locals that never change stand for their value.
        "int big = int.MaxValue; double s = unchecked(big + 1) * 1e-9 * a; int k = unchecked(big + 1); return s + (k < 0 ? x[0] : x[1]) + unchecked(-k) * 1e-9 * x[2];",
        "int big = 65536; int k = unchecked(big * big); long l = unchecked(big * big); return k * a + x[k] * l + (unchecked(big * big) > 0 ? a : y[0]);",
        "unchecked { int big = 65536; return x[big * big + 1] * (big * big / 2 + 1) * (7 % (big * big + 3)) * a + Math.Max(big * big, 1) * y[0]; }",
        "unchecked { int big = 65536; double s = a; for (int i = 0; i < big * big; i++) { s += x[0]; if (i > 5) break; } return s + (double)(big * big) * x[1]; }",
        "unchecked { int one = 1; int least = one << 31; least -= 1; return least * 1e-9 * a + ((one << 31) - 1 < 0 ? x[0] : x[1]); }",
        // Bounds.
        "double s = a; for (int i = 0; i < unchecked(n * (1 << 29)); i++) { s += x[0]; if (i > 10) break; } return s * a;",
        "double s = a; for (int i = 0; i < unchecked(n * (1 << 29)); i += 1 << 27) s += x[0]; return s * a;",
        "double s = a; for (int i = unchecked(n * (1 << 29)); i < 5; i++) { s += x[0]; if (i < -100) break; } return s * a;",
        "double s = a; for (int i = 5; i > unchecked(n * (1 << 29)); i--) { s += x[0]; if (i < -100) break; } return s * a;",
        "int m = unchecked(n * (1 << 29)); double s = a; for (int i = 0; i < m; i++) { s += x[0]; if (i > 100) break; } return s * a;",
        "int m = unchecked(n * ((n + 1) << 29)); double s = a; for (int i = 0; i < m; i++) { s += x[0]; if (i > 100) break; } return s * a;",
        "int c = n; c += 3; int m = unchecked(n * (c << 29)); double s = a; for (int i = 0; i < m; i++) { s += x[0]; if (i > 100) break; } return unchecked(n * (c ^ 1 << 30)) < 5 ? s * a : s;",
        "int c = n; for (int k = 0; k < 2; k++) c *= 10000; double s = a; for (int i = 0; i < unchecked(c * n * 5); i++) { s += x[0]; if (i > 100) break; } return unchecked(n * c) > 0 ? s * a : s;",
        "int i = unchecked(n * (1 << 29)); double s = a; while (i < 6) { s += x[i]; i++; } return s * a * i;",
        "int i = 0; double s = a; while (i < unchecked((n + 1) * (1 << 30) - (1 << 30) + 3)) { s += x[i]; i++; } return s * a * i;",
        "return Repeated(Hash(n), a) + Repeated(Hash(n + 1), x[0]) * x[1];",
        // Subscripts.
        "int big = 65536; int k = unchecked(big * unchecked(n * (1 << 29))); return x[k] * a;",
        "int big = 1 << 30; int k = unchecked(big * 4 + n * big * 2 * 2 + idx[0]); return x[k] * a + x[unchecked(big * 4 * n - n * big * 4 + 1)];",
        "int c = n; c = unchecked(c * (1 << 30)); int k = unchecked(4 * c + 1); return x[k] * a;",
        "int big = 5; int k = unchecked(big * unchecked(n * (1 << 29))); return x[k] * a;",
        "int k = unchecked(n * (1 << 29)); var w = x.AsSpan(k, k + 3); return w[k + 2] * a * x[^(k + 1)];",
        "int big = 1 << 29; double s = a; for (int i = 0; i < 9; i += 8) s += x[unchecked(i * big + 1)] * s; return s;",
        // Products of what loops count, and of sizes.
        "double s = a; for (int i = 60000; i < 60003; i++) for (int j = 60000; j < 60003; j++) s += x[i - 60000] * 1e-9 * unchecked(i * j); return s * a;",
        "double s = a; for (int i = 60000; i < 60003; i++) for (int j = 60000; j < 60003; j++) if (unchecked(i * j) > 0) s += x[i - 60000]; else s += x[j - 60000] * a; return s * a;",
        "double s = a; for (int i = 60000; i < 60003; i++) for (int j = 60000; j < 60003; j++) s += x[unchecked(i * j) / 9 & 7] * x[(unchecked(i * j) % 8 + 8) % 8]; return s * a;",
        "double s = a; for (int i = 70000; i < 70003; i++) { int k = unchecked(i * i); s += x[i - 70000] * 1e-9 * k; long l = k; s += l * 1e-9 * a; } return s * a;",
        "double s = a; for (int i = 60000; i < 60003; i++) { int k = 0; while (k < unchecked(i * i)) { s += x[0]; k++; if (k > 5) break; } } return s * a;",
        "double s = a; int h = 1 << 14; h *= 4; int w = h; for (int i = 0; i < unchecked(h * w + 3); i++) { s += x[i]; } return s * a;",
        // Bounds that are products, in loops whose own bounds data decide.
        "double s = 0; for (int i = 0; i < idx[0] + 2; i++) for (int j = 0; j < i; j++) for (int k = 0; k < j * n; k++) s += x[i] * a; return s;",
        "double s = 0; foreach (double v in x) for (int i = 0; i < idx[1]; i++) for (int j = i; j < n; j++) for (int k = i * j; k < j * n; k++) s += v * a; return s;",
        "double s = 0; for (int i = 2; i * i <= n * 9; i++) s += x[i & 7]; return s * a;",
        "double s = 0; for (int i = 0; i < 3; i++) for (int j = i; j < n; j++) for (int k = i * j; k < j * n; k++) s += x[i] * y[k & 7]; return s * a;",
        // The loop's own index beside a product.
        "double s = a; for (int i = 0; i < 3; i++) for (int k = 0; k + i * i < 6; k++) s += x[k] * x[k + i]; return s;",
        "double s = a; for (int i = 0; i < 3; i++) { for (int k = 0; k - i * i < 0; k++) s += x[k]; for (int k = 5; i * i - k <= 0; k--) s *= y[k]; for (int k = 7; k - i * n / 4 * i >= 0; k -= 2) s += x[k] * s; } return s;",
        "double s = a; for (int i = 0; i < 4; i++) { int k = 0; while (k + i * idx.Length < n) { s += x[k + i] * x[k]; k++; } int j; for (j = 0; i * i + j < 6; j++) s *= y[j]; s += j; for (int m = 0; m + i * i < 6 && s < 9; m++) s += x[m]; } return s;",
        "double F(int o) { double t = 0; for (int k = 0; k + o < n; k++) t += x[k + o] * x[k]; return t; } double s = a; for (int i = 0; i < 3; i++) { if (x[i] < 5) for (int k = 0; k + i * i < 6; k++) s += x[k]; s += F(i * idx.Length) * F(i * 20); } return s;",
        "double s = a; for (int i = 0; i < 3; i++) if (a * a < 5 && F(a, i * n) > 0.01) s += x[i]; else s *= F(a, 20 * i); return s; static double F(double b, int e) { double r = 1; for (int k = 0; k < e; k++) r = r * b * 0.9 + 0.1; return r; }",
        // Factors that are not large.
        "unchecked { double s = a; for (int i = 60000; i < 60001; i++) { if (flag && i * 40000 > 0) s += x[0]; s += flag || i * 40000 > 0 ? x[1] : y[1]; int c = 0; while (c < i * 40000 % 5) { s += x[c]; c++; } } return s; }",
        "double s = a; for (int i = 0; i < (n + 31) / 32; i++) for (int j = 0; j < 32; j++) if (32 * i + j < n) s += x[32 * i + j] * x[32 * i + j]; return s;",
        // Under conditions that keep them from overflowing.
        "int m = n * 10000; if (m > 46340) return a * x[0]; double s = 0; for (int k = 0; k < m * m; k++) s += x[0]; return s;",
        "int m = n * 10000; double s = a; if (m < 46340) { for (int k = 0; k < m * m; k++) s += x[0]; } else s += x[1] * x[1]; return s;",
        "int m = n * 10000; double s = a; for (int i = 0; i < n; i++) if (x[i] < -1e9) for (int k = m * m; k > 0; k--) s += x[i]; else s *= x[i]; return s;",
        "int m = idx[0] + 1; double s = a; for (int i = 0; i < n; i++) { if (y[i] > 0) continue; for (int k = i * n; k < (i + 1) * n; k++) s += x[k & 7] * y[i]; } return s;",
        "double s = a; int i = 0; while (s < 5 && i < n) { for (int k = i * n; k < i * n + 3; k++) s += x[k & 7] * x[i]; i++; } return s;",
        // Longs of which the last digits are taken.
        "unchecked { long l = n * 5L; int k = (int)(l % 9); return x[k & 7] * a + (flag ? x[(int)(l % 8)] : y[(int)(l % 7)]); }",
        "unchecked { long seed = idx[0] + 12345; double s = a; for (int i = 0; i < 20; i++) { seed = (seed * 1103515245L + 12345L) & 0x7fffffffL; int k = (int)(seed % n); s += x[k] * y[(int)(seed >> 3) & 7] * (seed / 2147483648.0); } return s * a; }",
        "unchecked { long seed = 42; double s = a; for (int i = 0; i < 9; i++) { seed = seed * 6364136223846793005L + 1442695040888963407L; int k = (int)(seed >> 33) & 7; s = s * 0.5 + x[k] * (int)seed * 1e-9; if ((int)(seed >> 7) < 0) s *= a; } return s; }",
        "unchecked { long big = 1L << 40; int k = (int)(big + n); return x[k - 1] * a * (int)(big * n + 3); }",
        "unchecked { long big = int.MaxValue; big += n; double s = (int)big * 1e-9 * a; long back = (int)big; return s + ((int)big < 0 ? x[0] : x[1]) + back * 1e-9 * y[0]; }",
        "unchecked { double s = 0; for (long i = 0; i < n; i++) s += x[(int)i] * y[(int)(n - 1 - i)]; for (long i = 0; i < n - 2; i += 2) x[(int)i + 1] = s * x[(int)i]; return s * a * x[1]; }",
        "unchecked { double s = a; for (long i = 1L << 32; i < (1L << 32) + 3; i++) { s += x[(int)(i & 7)] * (int)i; int k = (int)i; while (k < 2) { s *= y[k]; k++; } } return s * a; }",
        "unchecked { long m = n * 3L; double s = 0; for (int i = 0; i < (int)(m / 5); i++) s += x[i] * i; for (int i = (int)(m - 20); i < (int)m - 17; i++) s *= y[i - 4]; return s * a; }",
        // Longs that have no room in a double, and such as lose digits beyond 64.
        "unchecked { long h = 1469598103934665603L; for (int i = 0; i < 6; i++) h = (h ^ idx[i % 3]) * 1099511628211L; return x[(int)((h % n + n) % n)] * a * (h * 1e-18); }",
        "unchecked { long h = 88172645463325252L; double s = a; for (int i = 0; i < 6; i++) { h ^= h << 13; h ^= h >> 7; h ^= h << 17; s += x[(int)(h & 7)] * ((int)(h >> 11) * 1e-9); } h += 9007199254740993L; h -= 4611686018427387905L; return s * s * (h % 1000); }",
        "unchecked { long h = flag ? 9007199254740993L : 36028797018963969L; var c = (N: 9007199254740995L, V: a); long k = n > 7 ? h + 2 : c.N; return x[(int)(k % 8)] * c.V * (c.N % 10) + (float)h * 1e-18; }",
        "unchecked { long big = long.MaxValue; long q = big + n; return (q < 0 ? x[0] : x[1]) * a * (int)q; }",
        "unchecked { long big = long.MaxValue; double s = a; for (int i = 0; i < n; i++) { if (big - 3 + i < 0) s += x[i]; if (i - big > 0) s *= y[i]; if (i + 0L > long.MinValue && i * 4611686018427387904L >= 0) s += x[i] * x[i]; } return s; }",
        "unchecked { long p = n * 4611686018427387904L; double s = a; for (long k = 0; k < p + 3; k++) s += x[k]; for (long k = p; k < 2; k++) s *= x[k + 1]; if (p - 1 < 0) s *= y[0]; return s * Math.Max(p + 5, 2); }",
        "unchecked { long k = n * 4611686018427387904L; double s = x[k + 1] * a; for (int i = 0; i < 3; i++) s += x[k * i + i] * y[i + k]; return s * s; }",
        "unchecked { double s = a; for (int i = 0; i < 4; i++) { s = s * 0.3 + ((int.MaxValue | n) + i <= 1793691218 ? x[0] : a); if (Math.Max(n, 2147483640) + 2 * i < 0) s += x[i]; if ((idx[0] & 0x7fffffff | 1 << 30) * 2 < i) s *= y[i]; if (2147483647 % (n + 2147483639) - i > -9) s += y[0]; } return s; }",
        "unchecked { double s = a; if (((long)n | long.MinValue) - n >= 2L) s += x[1]; else s *= x[2]; if ((n ^ 157796297021L) + x.Length != 9) s += x[(n >> 3) & 7]; for (int i = 0; i < ((x.Length + idx.Length ^ 4294967297L) & 3); i++) if (n - 4611686018427387905L * 2 < i) s += x[i + x.Length - n]; return s; }",
        // Products among bits.
        "unchecked { return ((n*n*n*n*n*n*n*n*n*n*n ^ 3) % 5) * a + ((n*n*n*n*n*n*n*n*n*n*n | 3) > 0 ? x[0] : x[1]); }",
        "unchecked { return ((n*n*n*n*n*n*n*n*n*n ^ 3) % 5) * a + ((n*n*n*n*n*n*n*n*n*n*4 | 3) > 0 ? x[0] : x[1]) + (n*n*n*n*n*n*n*n*n*n*2 ^ n) * 1e-9; }",
        "unchecked { double s = a; for (int i = 60000; i < 60002; i++) { if ((i * i ^ 5) > 0) s += x[0]; s += (i * i & -3) * 1e-9 + ((i * i | i) >> 3) * 1e-9 + (i * i ^ i) / 7 * 1e-9; for (int k = 0; k < (i * i ^ 3 | 1 << 31); k++) s += x[0]; } return s; }",
        // Ints times longs.
        "unchecked { long l = 367838415L * (idx[0] - 239470149); long m = 367838415L * (n - 239470149) - 1000000007L * (n << 27); return a * l * 1e-18 + m * x[0] * 1e-18; }",
        "unchecked { int k = idx[0]; k += 100000; long l = 367838415L * k; int q = n * 1000000; q -= 3; long m = 1000000007L * Math.Max(k, q) + 1000000007L * (k & q) + 1000000007L * (k | 4096) + 1000000007L * (k ^ q) - 1000000007L * (q >> 1) + 1000000007L * (q % 1000003) + 1000000007L * (q / 2) + 1000000007L * -q + 1000000007L * ~k + 1000000007L * Math.Abs(q); return (l % 1000) * a + m * 1e-18 * x[0]; }",
        "unchecked { double s = a; foreach (int k in idx) { long l = 1000000007L * (k + 5000); s += l % 1000 * x[k]; int q = k * 1000000 + 7; l = 1000000007L * q; s += l % 1000 * x[0]; } var t = (I: 70000, J: 3L); t.I += n; t.J += 4000000000L * t.I; return s * (t.J % 1000 + t.I * 1000000007L % 100); }",
        "unchecked { long l = (((1103515245L * (long)idx.Length) * (1772403416 * idx.Length)) / 38724L); int[] w = new int[3]; w[1] = 100000; w[2] = n; long m = 1000000007L * w[1] + 1000000007L * w[2] * w[1]; return a * l * 1e-9 + x[0] * (m % 1000); }",
        // Sums of few terms, small factors, changes of sign.
        "unchecked { return (int.MaxValue > (idx[0] + (n < x.Length ? int.MaxValue : idx.Length)) ? x[0] : a) * a; }",
        "unchecked { int k = idx[0]; for (int i = 0; i < 9; i++) k = k * 31 + i * 7919; return ((k * 5) | 3) * 1e-9 * a + (k * 5) * 1e-9 * x[1] + -1 * (flag ? int.MinValue : n) * 1e-9; }",
        "unchecked { int lo = int.MaxValue - 5, hi = n + 100; for (int i = 0; i < 3; i++) { lo += 1; hi += 2; } return (lo + hi) / 2 * 1e-9 * a + (lo + hi > 0 ? x[0] : x[1]) + x[((lo + hi) % 8 + 8) % 8]; }",
        "unchecked { int h = 5381; foreach (int c in idx) { h = ((h << 5) + h + c * 100003) % 1000003 + 2000000000; } return ((h << 5) + h + n) % 8 * a + x[0] * (h + h > 0 ? 1 : 2); }",
        "unchecked { int m = int.MaxValue - n; double s = a; for (int i = m; i < m + 20; i++) { s += x[i & 7]; if (i < 0) break; } return s; }",
        "unchecked { int m = int.MaxValue - n; double s = a; for (int i = 0; i < m + 20; i++) { s += x[i]; if (i > 5) break; } return s; }",
        "unchecked { double s = a; for (int i = 2147483640; i > 0 && i + 2 > 0; i++) s += x[i & 7]; return s; }",
        "unchecked { double s = a; int k = 2147483640; while (k + 2 > 0) { s += x[k & 7] * a; k++; } return s; }",
        "unchecked { double s = a; for (int i = 2147483647; i - 3 > 2147483640; i--) { s += x[i & 7]; } for (int i = -2147483645; i - 3 < 0; i--) { s += x[i & 7] * a; } return s; }",
        "unchecked { double s = a; int m = 2147483640 + n; switch (m - 5) { case 2147483643: s += x[0]; break; case < 0: s += x[1]; break; default: s += x[2]; break; } return s * (m - 3 is > 0 ? a : 2); }",
        "unchecked { int m = 2147483640 + (n - 8); double s = a; if (flag && m + 10 < 0) s += x[0]; s += flag && m + 10 < 0 ? x[1] : x[2]; return s * (Math.Max(m + 9, 1) * 1e-9) * Math.Abs(m + 9) * 1e-9; }",
        "unchecked { int m = 2147483640; m += idx[0]; double s = a; if (m + 10 < 0) s += x[0]; int q = -m - 10; if (-q < 0) s *= 2; if (q - m > 0) s *= 3; return s + x[(m + m) & 7]; }",
        "unchecked { int m = 2147483640; for (int i = 0; i < 4; i++) { m -= i; if (m + 10 == -2147483646 - i * (i + 1) / 2) s0(); } return a * m; void s0() { a += x[0]; } }",
        "double s = a; for (int i = 2147483640; i < 2147483647; i += 1) { if (unchecked(i + 4) > 0) s += x[i & 7]; s += (double)unchecked(i + 3) * 1e-9; long l = unchecked(i + 5); s += l * 1e-9 * a; } return s;",
        "double s = a; for (int i = 0; i < 9; i++) { s += x[unchecked((i + n * 268435455) % 8 & 7)]; s += x[unchecked(i + 2147483640) % 8 & 7]; } return s;",
        "double s = a; int m = 2147483640 + (n - 8); for (int i = 0; i < unchecked(m + n + n); i++) { s += x[i]; if (i > 4) break; } return s;",
        "double s = a; int m = 2147483640 + (n - 8); int i; for (i = unchecked(m + n); i < 5; i++) { s += x[i & 7]; if (i > -2147483640) break; } return s * a + i * 1e-9;",
        "unchecked { double s = a; for (int i = 0; i < n; i++) s += x[(int)(i * 4294967297L)] * s; return s; }",
        "unchecked { long l = 9007199254740993L * (n + 3000000000L); long m = l * 6364136223846793005L + 9007199254740993L; long q = -m - long.MinValue; return a * (m * 1e-18) + x[0] * (q % 1000) + ~(m * 6364136223846793005L) * 1e-18; }",
        // Longs and loops at the ends of what there is room for, and what unchecked(…) cuts wherever it is used.
        "long m = n; int o = 1; o = unchecked((int)(m * 536870912 + 3)); double s = 0; for (long i = 0; i < o; i++) { s += x[0] * x[0]; if (i > 10) break; } return s;",
        "long m = n; int o = 1; o = unchecked((int)(m * m * m * m * m * m * m * m * m * m * m + m)); double s = 0; for (int i = 0; i < o; i++) s += x[i] * x[0]; for (int i = 0; i < (long)o; i++) s += x[i] * x[1]; for (int i = 0; i < o + 0L; i++) s += x[i] * a; return s;",
        "long u = n; for (int k = 0; k < 25; k++) u = unchecked(u * 7 + 1); return x[0] * unchecked(u * 1000 / 10 % 100) * unchecked((u * 1000) / 1000 % 99) * unchecked(4 * u * u / 4 % 77);",
        "int[] p = { 2000000000, 1999999999 }; return x[0] * unchecked(3L * p[0] * p[0] / 3 % 1000) * unchecked(14L * p[0] * p[0] / 7 % 1000) * unchecked((8L * p[0] * p[0] + 8L * p[1] * p[1]) / 8 % 1000);",
        "long u = long.MaxValue - 3; if (flag) u -= n; unchecked { long r = (u + u) / 2; return x[0] * (r % 1000); }",
        "long M = long.MaxValue - n; unchecked { double s = 0; for (long k = M; k < M + n + 1; k++) { s += x[5]; if (k < 0) break; } return s * a; }",
        "long M = long.MinValue; if (flag) M += 0; unchecked { double s = 0; for (long k = M - 1; k > M; k--) { s += x[5]; if (k < long.MaxValue - 3) break; } return s * a; }",
        "unchecked { double s = x[0]; for (int i = 2; i < n; i++) { long l = i * 6364136223846793005L; s += x[i] * (l % 100); } return s; }",
        "unchecked { double s = x[0]; for (int i = 1; i < n; i++) { long l = (i + 1L) * 6364136223846793005L + 1442695040888963407L; s += x[i] * ((l >> 33) % 100); } return s; }",
        "unchecked { double s = x[0]; for (int i = 0; i < n; i++) { for (int j = i + 2; j < n; j++) { long l = j * 6364136223846793005L; s += x[i] * (l % 100); } } return s; }",
        "unchecked { double s = x[0]; for (int i = 3; i < n; i++) { if (i + long.MaxValue < 0) s += x[0] * x[1]; if (i + long.MinValue > i) s += x[3]; } return s; }",
        "unchecked { double s = x[0]; for (int i = 5000; i < 5003; i++) { long l = i * 9007199254740993L; s += x[i - 5000] * (l % 100); long h = 3; h += i * 9007199254740993L; h ^= l * i; s += h % 100 * a; } return s; }",
        "double s = a; for (int i = 0; i < int.MaxValue; i += 3) { if (i > n) break; s += x[i] * x[i]; } return s;",
        "double s = a; for (int i = 0; i < int.MaxValue && i < n; i += 3) s += x[i] * x[i]; return s;",
        "double s = a; for (int i = 0; i <= int.MaxValue - 1; i += 2) { if (i >= n) return s; s += x[i] * s; } return s;",
        "double s = a; for (int i = 0; i < int.MaxValue - n + 7; i += 4) { if (i >= n) break; s += x[i] * s; } return s;",
        "double s = a; for (int t = 0; t < 3; t++) for (int j = 0; j < int.MaxValue - t; j += 5) { if (j >= n) break; s += x[j] * s; } return s;",
        "double s = a; int j = n; while (j >= int.MinValue + 1) { if (j < 0) return s; s += x[j] * x[j]; j -= 5; } return s;",
        "double s = a; for (int i = int.MaxValue - 7; i < int.MaxValue - 1; i += 3) s += x[0] * x[1]; return s;",
        "double s = a; for (int i = int.MaxValue - 6; i < int.MaxValue; i += 3) s += x[0] * x[1]; for (int i = int.MaxValue; i < int.MaxValue; i += 3) s += x[0]; for (int i = int.MinValue + 6; i > int.MinValue; i -= 3) s *= x[2]; return s;",
        "double s = a; int i = int.MaxValue - 6; while (i < int.MaxValue) { s += x[0] * x[1]; i += 3; } return s * i * 1e-9;",
        "double s = a; for (int i = 0; i + 3 < int.MinValue + 2; i++) s += x[1]; for (int i = 1; i + n < int.MinValue + 4; i++) s += x[1]; return s;",
        "double s = a; for (long i = 0; i < 8; i++) { int k = (int)i; s += x[(int)i] * x[k]; } long q = 3L * n; return s * x[(int)(q / 4)] * (int)q * (int)(x.Length - q);",
        "double s = a; for (long i = 5000000000L; i < 5000000008L; i++) { int q = (int)(i - 5000000000L); s = s * y[7 - q] + y[q * 1] * x[(q + 1) % 8] + q * 1e-3; } return s * s;",
        "double s = a; for (long i = -5000000000L; i < n - 5000000000L; i++) { int q = (int)(i + 5000000000L); int r = q + 1; if (r < n && r * 2 > 5) s = s * x[r]; var t = x.AsSpan(q); s += t[0] * y[7 - q] * r; } return s * s;",
        "double s = a; for (long i = 3000000000L; i < 3000000000L + n; i++) { int q = (int)(i - 3000000000L); double[] t = new double[12]; t[q + 1] = x[q] * s; s += t[q + 1] * t[3] + q; for (int j = q + 2; j < n - q; j++) s += x[j - q] * 0.1; } return s * s;",
        "double s = a; for (long i = long.MaxValue; i >= 0; i -= 5) { double u = x[i & 7]; s = s * u + y[i & 7] * u * u; if (i < long.MaxValue - 20) break; } return s;",
        "double s = a; for (long i = long.MaxValue; i > -1L; i--) { s += x[i & 7] * s; if (i < long.MaxValue - 20) return s; } return s;",
        "double s = a; long M = long.MaxValue - 8; M += n; for (long i = M; 0 <= i; i--) { s += x[i & 7] * s; if (i < long.MaxValue - 20) break; } return s;",
        "double s = a; for (long i = long.MaxValue; i >= 0; i -= 1L << 61) { s = s * 0.5 + x[(i >> 61) & 7] * s; } return s;",
        "double s = a; for (long i = long.MaxValue; i >= 5; i -= 1L << 61) { s = s * 0.5 + x[(i >> 61) & 7] * s; } return s;",
        "double s = a; for (long i = long.MinValue + 1; i < 0; i += 1L << 61) { s = s * 0.5 + x[(i >> 61) & 7] * s; } for (long i = long.MinValue + n; i < n - 8; i += 1L << 61) s = s * 0.5 + x[(i >> 61) & 7] * s; return s;",
        "unchecked { long M = long.MaxValue - n; double s = a; for (long i = M; i + 5 < M + 4 && i > 0; i++) { s += x[0] * s; } return s; }",
        "unchecked { long M = long.MaxValue - n; double s = a; int c = 0; for (long i = M; i + 5 < M + 20; i++) { s += x[0] * s; if (c++ > 10) break; } return s; }",
        "unchecked { long M = long.MaxValue - n; if (flag) M += 1; double s = a; int c = 0; for (long i = M; i < long.MaxValue - 1; i += 3) { s += x[0] * s; if (c++ > 10) break; } return s; }",
        "unchecked { long M = long.MinValue + n; if (flag) M += 1; double s = a; int c = 0; for (long i = M; i > long.MinValue + 1; i -= 3) { s += x[0] * s; if (c++ > 10) break; } return s; }",
        "double s = a; for (int i = 2147483640; i < 2147483644; i++) { int j = unchecked(i + 5); s += x[0] * j * 1e-9 + j / 3 * 1e-9; if (j < n) s += x[1]; long k = j; s += k * 1e-9 * a; for (int q = j; q < -2147483640; q++) s += x[2]; var t = (p: unchecked(i + 5), q: i); if (t.p < t.q) s += x[3]; } return s;",
        "int H(int i) { return unchecked(i + 5); } double F(int k) { return x[0] * k * 1e-9 + (k < 3 ? a : x[1]); } double s = a; for (int i = 2147483640; i < 2147483644; i++) { s += x[0] * H(i) * 1e-9; if (H(i) < n) s += x[2]; s += H(i) % 7 * x[3] + F(unchecked(i + 5)); int j = i; j = unchecked(j + 5); for (int k = j; k < -2147483640; k++) s += x[4]; } return s;",
        "int o = unchecked(n * n * n * n * n * n * n * n * n * n * n + 2); double s = a; for (int i = 0; i < o; i++) s += x[0] * x[0]; var t = new double[o]; for (int i = 0; i < t.Length; i++) t[i] = x[i + o]; var w = x.AsSpan(o, 3); return s * t[1] * w[2] * x[o] * x[^o];",
        // Strides.
        "double s = a; int k = n; k -= 1; for (int i = 0; i < k; i += 2) s += x[i] * x[i + 1]; for (int i = k; i > 0; i -= 3) s *= x[i]; return s;",
        "double s = a; for (int i = 0; i < n; i += 3) s += x[i] * x[i]; for (int i = n - 1; i > 0; i -= 2) s += x[i] * x[i - 1]; for (int i = 0; i + 2 < n; i += 3) s += x[i] * x[i + 2]; return s;",
        "double s = a; for (int r = 0; r < 3; r++) { for (int i = r; i < n; i += 3) { if (x[i] > 0.9) break; s += x[i] * x[i]; } for (int i = r; i < n && s < 50; i += 2) s += x[i]; } return s;",
        "double s = a; long m = n; for (long i = 1; i < m; i++) s += x[i] * x[i - 1]; m -= 2; for (long i = m; i > 0; i -= 2) s += x[i] * a; for (long i = 0; i + 1 < m; i += 2) s *= x[i + 1]; return s;",
        // Casts.
        "double h = 1e20; int k = unchecked((int)h); long l = unchecked((long)h); return x[0] * (k == int.MaxValue ? 1 : 2) * (l == long.MaxValue ? a : 3);",
        "double h = -1e9; int k = unchecked((int)(h * 3)); return x[0] * (k == int.MinValue ? a : 2);",
        "float h = 0; int k = unchecked((int)(h / h)); return x[k] * a;",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Are_lost_as_in_the_method(string generation) => Meaning.Agree(Bodies, generation, Members);
}
