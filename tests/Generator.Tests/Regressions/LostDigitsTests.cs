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
