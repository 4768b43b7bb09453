using System;
using System.Linq;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Contract;

/// <summary>A slice that does not lie inside its buffer, and an index that leaves its slice, throw wherever the method itself does.</summary>
public class SliceTests
{
    private static readonly string[] Bodies =
    [
        // With (n, m): a slice of m elements from n.
        "double s = 0; var w = x.AsSpan(n, m); for (int i = 0; i < w.Length; i++) s += w[i] * w[i]; return s;",
        "double s = 0; foreach (double v in x.AsSpan(n)) s += v * v; return s + m;",
        "double s = 0; foreach (double v in x.AsSpan()[n..^m]) s += v * v; return s;",
        "var w = x.AsSpan(n, m); x[0] = 7; return w[m - 1] * x[0];",
        // An index that leaves its slice, but not the array.
        "var w = x.AsSpan(1, 3); return w[n] * w[0] + m;",
        "var w = x.AsSpan(1, 3).Slice(1); double s = 0; for (int i = 0; i < n; i++) s += w[i] * w[i]; return s;",
        // Slices that are taken at each iteration, or never.
        "double s = 0; for (int i = 0; i < n; i++) { var w = x.AsSpan(i * m, m); s += w.Length > 0 ? x[0] : 1; foreach (double v in w) s += v * v; } return s;",
        "double s = x[0]; if (n > 3) { var w = x.AsSpan(n, 2); s += w[m]; } return s;",
        // Slices that depend on data: checked where they are taken.
        "double s = 0; for (int i = 0; i < 3; i++) if (x[i] > m) { var w = x.AsSpan(i, n); s += w[0]; } return s * s;",
        "double s = 0; for (int i = 0; i < 4; i++) { var w = x.AsSpan(idx[i], n); foreach (double v in w) s += v * v; } return s + m;",
        "double s = 0; for (int i = 0; i < 4; i++) { var w = x.AsSpan(1, 4); s += w[idx[i] + n] * w[0]; } return s + m;",
        "var k = idx.AsSpan(n, 2); double s = 0; foreach (int i in k) s += x[i] * x[i + m]; return s;",
        "static double At(ReadOnlySpan<double> u, int k) => u[k]; return At(x.AsSpan(n), m) * At(x, 0);",
        // From an integer that changes.
        "int o = n; var w = x.AsSpan(o, m); o += m; var v = x.AsSpan(o, 2); o = 0; return (m > 0 ? w[o] : 1) * v[1];",
        "int o = 0; double s = 0; for (int i = 0; i < n; i++) { var w = x.AsSpan(o, m); foreach (double v in w) s += v * v; o += m; } return s;",
        "int o = n; if (x[0] > m) o = 1; var w = x.AsSpan(o, m); o = 0; double s = 0; for (int i = 0; i < 3; i++) s += w[i] * w[o]; return s;",
        "int o = n; if (x[0] > m) o = 1; var w = x.AsSpan()[o..^m]; o = 0; double s = 0; foreach (double v in w) s += v * v; return s * w.Length;",
        "int k = m; k += n; var t = new double[k]; k = 2; for (int i = 0; i < k; i++) t[i] = x[i]; return t[0] * t[^1];",
        // Copies and fills.
        "var w = new double[6]; x.AsSpan(n, m).CopyTo(w); return w[0] * w[3] + x[1];",
        "var w = new double[6]; x.AsSpan(0, 2).CopyTo(w.AsSpan(n, m)); return w[0] * w[3] + x[1];",
        "var w = new double[6]; w.AsSpan(n, m).Fill(x[0]); return w[0] * w[3] + x[1];",
    ];

    [Fact]
    public void The_derivative_throws_where_the_method_does()
    {
        string methods = string.Concat(
            Bodies.Select(
                (body, k) =>
                    $"[Differentiable] public static double M{k}(double[] x, int n, int m, int[] idx) {{ {body} }}\n"
            )
        );
        foreach (Generation generation in new[] { Generation.Scheduled, Generation.Unscheduled })
        {
            Compiled compiled = Compiler.Compile(
                $"{Parsing.Parsing.Usings}public static partial class P {{ {methods} }}",
                generation: generation
            );
            int thrown = 0;
            for (int k = 0; k < Bodies.Length; k++)
            {
                for (int n = -1; n <= 8; n++)
                {
                    for (int m = -1; m <= 8; m++)
                    {
                        double? expected = Call(compiled, $"M{k}", n, m);
                        double? forward = Call(compiled, $"M{k}Forward", n, m);
                        Assert.True(
                            expected.HasValue == forward.HasValue
                                && Math.Abs((expected ?? 0) - (forward ?? 0)) <= 1e-12 * Math.Abs(expected ?? 0),
                            $"{forward} for {expected} with n = {n}, m = {m}: {Bodies[k]}"
                        );
                        thrown += expected is null ? 1 : 0;
                    }
                }
            }

            Assert.True(thrown > 100);
        }
    }

    [Fact]
    public void A_bad_slice_is_found_before_anything_is_written()
    {
        Compiled compiled = Compiler.Compile(
            Parsing.Parsing.Usings
                + """
                public static partial class P
                {
                    [Differentiable]
                    public static void M(double[] x, double[] y, int n)
                    {
                        y[0] = 1;
                        var w = x.AsSpan(n, 3);
                        for (int i = 0; i < 3; i++)
                            y[i] = w[i];
                    }
                }
                """
        );
        var y = new double[3];
        var e = Assert.Throws<ArgumentException>(() => compiled.Call("P", "MForward", new double[4], y, 2));
        Assert.Equal([0, 0, 0], y);
        Assert.Contains("P.M: of 'x', a slice from 'n' to 'n + 3' is taken of 'x.Length' elements", e.Message);
    }

    /// <summary>Null where the method throws.</summary>
    private static double? Call(Compiled compiled, string method, int n, int m)
    {
        try
        {
            double[] x = [0.5, -1, 2, 3, 0.25, 1.5];
            return (double)compiled.Call("P", method, x, n, m, new[] { 2, 0, 1, 3 })!;
        }
        catch (Exception e) when (e is ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            return null;
        }
    }
}
