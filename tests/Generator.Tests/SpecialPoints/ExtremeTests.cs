using System;
using System.Linq;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.SpecialPoints;

/// <summary>
/// A maximum or minimum that is carried through loops: declared outside them, read between them, reset, mixed with other statements. Away
/// from ties the gradient is what differences show; at ties the whole of it goes to the first position.
/// </summary>
public class ExtremeTests
{
    private static readonly string[] Bodies =
    [
        // Over more than one loop.
        "double m = double.NegativeInfinity; for (int i = 0; i < 3; i++) for (int j = 0; j < 3; j++) m = Math.Max(m, x[3 * i + j]); return m * a;",
        "double m = x[0]; for (int i = 0; i < 3; i++) for (int j = 0; j <= i; j++) m = Math.Max(m, x[3 * i + j] * (2 + y[j])); return m * a;",
        "double m = -9; for (int i = 0; i < 3; i++) for (int j = 0; j < 3; j++) if (j != i) m = Math.Max(m, x[3 * i + j]); return m * a;",
        "double m = 9; for (int i = 0; i < 3; i++) for (int j = 0; j < 3; j++) m = Math.Min(x[3 * i + j], m); return m * a;",
        // Declared outside, and read between the loops.
        "double m = -9, s = 0; for (int i = 0; i < 3; i++) { for (int j = 0; j < 3; j++) m = Math.Max(m, x[3 * i + j]); s += m * y[i]; } return s;",
        "double m = -9, s = 0; for (int i = 0; i < 3; i++) { s += Math.Exp(m) * y[i]; for (int j = 0; j < 3; j++) m = Math.Max(m, x[3 * i + j] * (2 + y[j])); } return s * m;",
        "double m = -9, s = 0; for (int i = 0; i < n; i++) { m = Math.Max(m, x[i]); s += m * m * y[i]; } return s;",
        "double m = -9, s = 0; for (int t = 0; t < 3; t++) for (int j = 0; j < n; j++) { m = Math.Max(m, x[j]); s += m * y[t]; } return s;",
        "double m = -9; for (int t = 0; t < 3; t++) for (int j = 0; j < n; j++) m = Math.Max(m, x[j] + 0.1 * t); return m * m;",
        // Declared outside, set anew inside.
        "double m; double s = 0; for (int i = 0; i < 3; i++) { m = -9; for (int j = 0; j < 3; j++) m = Math.Max(m, x[3 * i + j]); s += m * y[i]; } return s;",
        "double m = 0, s = 0; for (int i = 0; i < 3; i++) { m = -9; for (int j = 0; j < 3; j++) m = Math.Max(m, x[3 * i + j]); s += m * y[i]; } return s + m * a;",
        "double m = -9, s = 0; for (int i = 0; i < 3; i++) { if (i > 1) m = y[i] - 5; for (int j = 0; j < 3; j++) m = Math.Max(m, x[3 * i + j]); s += m * y[i]; } return s;",
        "double m = -9, s = 0; for (int i = 0; i < 3; i++) { for (int j = 0; j < 3; j++) m = Math.Max(m, x[3 * i + j]); m *= 0.75 + 0.01 * y[i]; s += m; } return s * m;",
        "double m = -9, s = 0; for (int i = 0; i < 3; i++) { for (int j = 0; j < 3; j++) m = Math.Max(m, x[3 * i + j]); s += m * y[i]; m = Math.Min(m, 0.3 + y[i]); } return s * m;",
        // Two in a row, and of each other.
        "double m = -9; for (int i = 0; i < n; i++) m = Math.Max(m, x[i]); for (int i = 0; i < n; i++) m = Math.Max(m, y[i] + 0.25); return m * a;",
        "double m = -9, k = 9; for (int i = 0; i < n; i++) { m = Math.Max(m, x[i]); k = Math.Min(k, x[i]); } return (m - k) * (m - k);",
        "double m = -9, k = 9; for (int i = 0; i < 3; i++) { m = -9; for (int j = 0; j < 3; j++) m = Math.Max(m, x[3 * i + j]); k = Math.Min(k, m); } return k * k * a;",
        "double m = -9, k = -9; for (int i = 0; i < n; i++) { m = Math.Max(m, x[i]); k = Math.Max(k, m * y[i]); } return k * m;",
        // In a part of an array that depends on the position.
        "var m = new double[n]; for (int j = 0; j < n; j++) for (int i = 0; i <= j; i++) m[i] = Math.Max(m[i], x[j] * y[i]); double s = 0; for (int i = 0; i < n; i++) s += m[i] * m[i] * (i + 1); return s;",
        "var m = new double[n]; for (int j = 0; j < n; j++) for (int k = 0; k < 3; k++) for (int i = 0; i <= j; i++) m[i] = Math.Max(m[i], x[j] * y[i] * (k + 1)); double s = 0; for (int i = 0; i < n; i++) s += m[i] * m[i] * (i + 1); return s;",
        // In arrays, at repeated places.
        "var m = new double[3]; for (int j = 0; j < 3; j++) for (int i = 0; i < 3; i++) m[i] = Math.Max(m[i], x[3 * i + j] + 0.25); return m[0] * y[0] + m[1] * y[1] + m[2] * a;",
        "var m = new double[5]; for (int i = 0; i < n; i++) m[i / 2] = Math.Max(m[i / 2], x[i]); double s = 0; for (int i = 0; i < 4; i++) s += m[i] * y[i]; return s;",
        "for (int i = 0; i < idx.Length; i++) y[idx[i]] = Math.Max(y[idx[i]], x[i] + 0.25); return y[0] + 2 * y[1] + a * y[2];",
        "for (int i = 1; i < n; i++) x[i] = Math.Max(x[i - 1], x[i]); double s = 0; for (int i = 0; i < n; i++) s += x[i] * y[i]; return s;",
        // Of elements of the same array.
        "var z = new double[n]; z[0] = a; for (int i = 1; i < n; i++) { z[i] = x[i]; for (int j = 0; j < 3; j++) z[i] = Math.Max(z[i], z[i - 1] * (0.8 + 0.2 * y[j])); } double s = 0; foreach (double v in z) s += v * v; return s;",
        "for (int i = 1; i < n; i++) for (int j = 0; j < 3; j++) x[i] = Math.Max(x[i], x[i - 1] * (0.8 + 0.2 * y[j])); double s = 0; foreach (double v in x) s += v * v; return s;",
        "for (int j = 0; j < n; j++) x[1] = Math.Max(x[1], x[0] * (1 + y[j])); return x[1] * x[1] * x[0];",
        // What it was taken over changes.
        "double m = -9, s = 0; for (int t = 0; t < 3; t++) { for (int j = 0; j < n; j++) m = Math.Max(m, x[j]); x[t] = m * y[t]; s += m * x[t]; } return s;",
        "double m = -9; for (int j = 0; j < n; j++) m = Math.Max(m, x[j] * y[0]); y[0] = m; for (int j = 0; j < n; j++) x[j] *= m; return x[0] + x[1] * y[0] + m * m;",
        "double s = 0; for (int t = 0; t < 3; t++) { double m = -9; for (int j = 0; j < n; j++) m = Math.Max(m, x[j]); for (int j = 0; j < n; j++) x[j] -= 0.5 * m * y[t]; s += m * m; } return s + x[0];",
        // Nothing to go over.
        "double m = a; for (int j = 9; j < n; j++) m = Math.Max(m, x[j]); return m * x[0];",
        // By hand, with a branch.
        "double m = x[0]; int zero = 0; for (int j = 1; j < n; j++) if (x[j] > m) m = x[j]; return m * a + zero;",
        "double m = -9, s = 0; for (int i = 0; i < 3; i++) { for (int j = 0; j < 3; j++) { if (x[3 * i + j] > m) { m = x[3 * i + j]; s += m * y[j]; } } } return s * m;",
    ];

    // How the elements compare: all alike, two values, the largest last, first and twice.
    private static readonly double[][] Ties =
    [
        [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
        [0.5, 1.0, 0.5, 1.0, 0.5, 1.0, 0.5, 1.0, 0.5],
        [-1, -1, 0.5, 0.5, -1, 0.25, 0.5, 0.5, -1],
        [1.5, 0.5, 1.5, 0.5, 0.5, 0.5, 1.5, 1.5, 1.5],
        [-2, -1, -1, -1, -2, -2, -1, -2, -2],
    ];

    private delegate double Gradient(
        double[] x,
        double[] y,
        double a,
        int n,
        bool flag,
        int[] idx,
        Span<double> xGrad,
        Span<double> yGrad,
        out double aGrad
    );

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Differences_agree(string generation) => Meaning.Agree(Bodies, generation);

    /// <summary>Where elements tie, the gradient is the one of elements that grow or shrink by a hair, so that the first wins.</summary>
    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void A_tie_goes_to_the_first_position(string generation)
    {
        // Those with one direction of comparison, whose elements are met in the order of the array.
        string[] bodies =
        [
            .. Bodies.Where(b => !b.Contains("y[", StringComparison.Ordinal) || IsOrdered(b)).Where(IsOneExtreme),
        ];
        Assert.True(bodies.Length > 10);
        string methods = string.Concat(
            bodies.Select(
                (body, k) =>
                    $"[Differentiable] public static double M{k}(double[] x, double[] y, double a, int n, bool flag, int[] idx) {{ {body} }}\n"
            )
        );
        Compiled compiled = Compiler.Compile(
            $"{Parsing.Parsing.Usings}public static partial class P {{ {methods} }}",
            generation: Enum.Parse<Generation>(generation)
        );
        for (int k = 0; k < bodies.Length; k++)
        {
            double sign = bodies[k].Contains("Math.Min(x", StringComparison.Ordinal) ? -1 : 1;
            var gradient = compiled.Delegate<Gradient>("P", $"M{k}Gradient");
            foreach (double[] x in Ties)
            {
                double[] nearby = [.. x.Select((v, i) => v + (sign * 1e-7 * (9 - i)))];
                double[] tied = Of(gradient, x);
                double[] apart = Of(gradient, nearby);
                Assert.True(
                    tied.Zip(apart, (t, p) => Math.Abs(t - p)).Max() < 1e-4,
                    $"{bodies[k]}\nat {string.Join(" ", x)}:\n{string.Join(" ", tied)}\nfor {string.Join(" ", apart)}"
                );
            }
        }
    }

    private static bool IsOrdered(string body) =>
        new[] { "m * y[i]; } return s;", "m * m * y[i]", "m * y[t]", "x[i] * y[i]; return s", "m[i] * y[i]" }.Any(end =>
            body.Contains(end, StringComparison.Ordinal)
        ) && !body.Contains("m = y[i]", StringComparison.Ordinal);

    private static bool IsOneExtreme(string body) => !body.Contains("k = ", StringComparison.Ordinal);

    private static double[] Of(Gradient gradient, double[] x)
    {
        double[] y = [0.3, 0.7, -0.4, 0.2, 0.6, 0.1, -0.2, 0.9];
        var found = new double[18];
        gradient([.. x], y, 0.8, 8, true, [0, 1, 1, 2, 2], found.AsSpan(0, 9), found.AsSpan(9, 8), out found[17]);
        return found;
    }
}
