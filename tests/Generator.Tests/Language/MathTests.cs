using System;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Language;

/// <summary>The functions of <c>Math</c> on integers, and what asks whether a number is finite.</summary>
public class MathTests
{
    private const string Members = """
        static double LogSumExp(ReadOnlySpan<double> v)
        {
            double m = double.NegativeInfinity;
            foreach (double e in v) if (e > m) m = e;
            if (double.IsNegativeInfinity(m)) return m;
            double s = 0;
            foreach (double e in v) s += Math.Exp(e - m);
            return m + Math.Log(s);
        }
        """;

    private static readonly string[] Bodies =
    [
        "double s = 0; for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) s += x[i] * y[j] * Math.Exp(-a * a * Math.Abs(i - j)) / (1 + Math.Abs((long)i - 3)); return s;",
        "double s = 0; for (int i = -4; i < n; i++) s += x[Math.Abs(i)] * y[Math.Abs(i / 3)] * (Math.Abs(i) > 2 ? a : 1); return s + Math.Abs(-3) * a;",
        "for (int i = -4; i < 5; i++) x[Math.Abs(i)] = a * y[i + 4] + x[Math.Abs(i - 1)] * x[Math.Abs(i)]; return x[0] * x[4] + x[2];",
        "int k = (int)(a * 5); for (int t = 0; t < 3; t++) { k -= 2; x[Math.Abs(k) % 9] *= y[t] * Math.Abs(k); } return x[Math.Abs(k) % 9] * x[0] * x[1] * a;",
        "double s = 0; for (int i = -2; i < n + 2; i++) s += x[Math.Clamp(i, 0, 7)] * y[Math.Clamp(value: i - 1, max: 8, min: 1)] * a; return s * Math.Clamp(n, 2, 3);",
        "double s = 0; for (int i = -2; i < n + 2; i++) x[Math.Clamp(i, 0, 7)] = x[int.Clamp(i + 1, 0, 7)] * a + y[0]; for (int i = 0; i < 9; i++) s += x[i] * x[i]; return s;",
        "unchecked { int h = n * 1103515245; return x[Math.Abs(h) % 9] * a + Math.Abs(h) * 1e-9 * y[0] + y[Math.Clamp(h * 31, 0, 8)]; }",
        "var w = new double[9]; for (int i = 0; i < 9; i++) w[i] = x[i] / (i == 2 || i == 3 ? 0 : 1); w[4] = w[2] - w[2]; double s = 0; for (int i = 0; i < n; i++) { if (double.IsFinite(w[i])) s += w[i] * a; if (double.IsInfinity(w[i])) s += y[i]; if (double.IsPositiveInfinity(w[i])) s += a * a; if (double.IsNegativeInfinity(w[i])) s += y[0] * a; if (!double.IsFinite(w[i])) s -= 3 * y[i]; } return s;",
        "var w = new double[9]; for (int i = 0; i < 9; i++) w[i] = i == 2 ? 1.0 / (n - 8) : i == 3 ? -1.0 / (n - 8) : i == 4 ? 0 * w[2] : x[i]; for (int i = 0; i < 9; i++) y[i] = double.IsFinite(w[i]) ? w[i] * y[i] : double.IsInfinity(w[i]) ? a : y[i] * 2; double s = 0; for (int i = 0; i < 9; i++) s += y[i] * y[i]; return s;",
        "float f = (float)n; return float.IsFinite(f) && !float.IsInfinity(f / 0) ? a : a * x[0];",
        "return LogSumExp(x) * a + LogSumExp(y.AsSpan(0, 4)) * x[0];",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Mean_what_was_written(string generation) => Meaning.Agree(Bodies, generation, Members);

    /// <summary>It throws where the bounds are in the wrong order.</summary>
    [Fact]
    public void Clamp_with_bounds_that_are_not_known()
    {
        string failures = Meaning.Failures(["return x[Math.Clamp(n, 0, idx[0])] * a;"], Generation.Scheduled);
        Assert.Contains("Math.Min(Math.Max(i, low), high)", failures, StringComparison.Ordinal);
    }
}
