using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Language;

/// <summary>What stands behind a jump never runs: it is accepted, whatever it is, and changes nothing.</summary>
public class UnreachableTests
{
    private const string Types = "\n#pragma warning disable CS0162, CS0219, CS8321\n";

    private static readonly string[] Bodies =
    [
        "return x[0] * a; a = 3;",
        "return x[0] * a; return a;",
        "if (x[0] > 0) { return a * x[0]; a = 5; } return a;",
        "double s = x[0] * x[1]; return s; s = 1; return s * 2;",
        "double[] w; return a * x[0]; w[0] = 3;",
        "return x[0] * x[0]; int q = 3; double z = q; z++; y[q] = z;",
        "return a * a; using var stream = new System.IO.MemoryStream(); lock (x) { y[0] = stream.Length; }",
        "if (flag) { return a * x[1]; } else { return y[0]; } y[0] = string.Join(\",\", x).Length;",
        "double s = 0; for (int i = 0; i < n; i++) { s += x[i] * x[i]; continue; s *= 2; } return s;",
        "double s = 0; for (int i = 0; i < n; i++) { s += x[i] * a; if (s > 0.3) break; else continue; s = 3; } return s;",
        "double s = 0; while (true) { s += x[0] * a; break; s *= 2; int j = 3; s += j; } return s;",
        "double s = 0; foreach (double v in x) { s += v * v; continue; s = Math.IEEERemainder(s, 4); } return s * a;",
        "switch (n) { case 8: return x[0] * a; a = 3; break; default: return 1; }",
        "if (false) { a = 3; } while (false) { a *= 2; } for (; false;) { x[0] = 1; } return a * x[0];",
        "{ return x[0] * a; } { a = 3; }",
        "static double F(double q) { return q * q; q = 3; } return F(x[0]);",
        "static double F(double q) { return q * q; return 3; } return F(x[0]) * a;",
        "static double F(double q) { if (q > 0) { return q * q; } else { return -q; } q = 3; } return F(x[0]) * F(a);",
        "return F(x[0]) * a; static double F(double q) => q * q;",
    ];

    // A section of a switch may use what another one declares.
    private static readonly string[] SharedLocals =
    [
        "double s = 0; for (int i = 0; i < n; i++) switch (i % 3) { case 0: double t; t = x[i] * a; s += t * t; break; case 1: t = y[i]; t *= x[i]; s += t; break; default: t = 2; s -= t * x[i]; break; } return s;",
        "double s = 1; for (int i = 0; i < n; i++) switch (idx[i % 5]) { case 0: int k = i; double t = x[k] * s; s = t * t + 1; break; case 2: k = i / 2; k++; t = y[k]; s += t * x[k]; break; } return s;",
        "switch (n) { case 3: bool up = x[0] > 0; return up ? a : 1; default: up = y[0] > 5; for (int i = 0; i < n; i++) up |= x[i] > 0.2; return up ? a * a : x[0]; }",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled), nameof(Bodies))]
    [InlineData(nameof(Generation.Unscheduled), nameof(Bodies))]
    [InlineData(nameof(Generation.Scheduled), nameof(SharedLocals))]
    [InlineData(nameof(Generation.Unscheduled), nameof(SharedLocals))]
    public void Means_what_was_written(string generation, string group)
    {
        string[] bodies = group == nameof(Bodies) ? Bodies : SharedLocals;
        Meaning.Agree(bodies, generation, types: Types);
    }
}
