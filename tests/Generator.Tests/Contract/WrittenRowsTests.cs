using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Contract;

/// <summary>Parameters that are arrays of arrays whose rows the method writes, and arrays of index arrays.</summary>
public class WrittenRowsTests
{
    // In terms of double[][] x, y: rows of 3, 5, 0 and 4 elements; double[] z of 5, double a, int[] idx = 1 0 3 1,
    // int[][] nbr: rows of 2, 0, 3 and 1 indices below 4.
    private static readonly string[] Bodies =
    [
        "for (int i = 0; i < y.Length; i++) for (int j = 0; j < y[i].Length; j++) y[i][j] = x[i][j] * z[j] * a; return a * x[0][0];",
        "for (int i = 0; i < y.Length; i++) { var row = y[i]; for (int j = 0; j < row.Length; j++) row[j] = Math.Sin(x[i][j]) * a; } return z[0];",
        "for (int i = 0; i < y.Length; i++) { double s = 0; for (int j = 0; j < x[i].Length; j++) s += x[i][j] * z[j]; if (y[i].Length > 0) y[i][0] = s * s; } return a;",
        "for (int i = 0; i < y.Length; i++) for (int j = 0; j < y[i].Length; j++) y[i][j] += x[i][j] * a; return z[1];",
        "for (int i = 0; i < y.Length; i++) for (int j = 0; j < y[i].Length; j++) y[i][j] *= y[i][j] * z[j]; return a * y[1][2];",
        "for (int i = 0; i < y.Length; i++) for (int j = 1; j < y[i].Length; j++) y[i][j] += a * y[i][j - 1] * x[i][j]; return y[1][4] * z[0];",
        "for (int i = 1; i < y.Length; i++) for (int j = 0; j < Math.Min(y[i].Length, y[i - 1].Length); j++) y[i][j] = a * y[i - 1][j] * y[i][j]; return y[3][0] + z[0];",
        "Array.Fill(y[1], a * z[0]); y[1][2] *= x[1][2]; return y[1][2] * y[1][0];",
        "Array.Clear(y[3]); x[0].CopyTo(y[0].AsSpan()); for (int j = 0; j < 3; j++) y[3][j] += y[0][j] * z[j]; return y[3][1] * y[0][2] * a;",
        "x[0].AsSpan().CopyTo(y[0]); for (int j = 0; j < 3; j++) y[0][j] *= y[0][j]; return y[0][1] * a + z[2];",
        "Scale(y[3], a); Scale(y[3], z[0]); Scale(y[0], x[0][0]); return y[3][0]; static void Scale(double[] r, double f) { for (int j = 0; j < r.Length; j++) r[j] *= f; }",
        "All(y, x, a); return y[1][1] * z[1]; static void All(double[][] r, double[][] s, double f) { for (int i = 0; i < r.Length; i++) for (int j = 0; j < r[i].Length; j++) r[i][j] = f * s[i][j] + r[i][j] * s[i][j]; }",
        "for (int k = 0; k < idx.Length; k++) y[idx[k]][k % 3] += x[idx[k]][2] * a * y[idx[k]][0]; return z[0];",
        "for (int k = 0; k < idx.Length; k++) y[idx[k]][1] = x[k == 2 ? 1 : k][0 + k / 4] * a; return z[0];",
        "for (int i = 0; i < y.Length; i++) for (int j = 0; j < y[i].Length; j++) if (x[i][j] > 0) y[i][j] = x[i][j] * a; return z[0] * y[1][1];",
        "int i = 0; while (i < y.Length) { int j = 0; while (j < y[i].Length) { y[i][j] = y[i][j] * a + z[j]; if (y[i][j] > 1) break; j++; } i++; } return y[0][0];",
        "double s = 0; foreach (double[] row in y) { for (int j = 0; j < row.Length; j++) { row[j] = row[j] * s + a; s += row[j] * z[j]; } } return s * x[0][0];",
        "var w = new double[4][]; for (int i = 0; i < 4; i++) { w[i] = new double[5]; for (int j = 0; j < y[i].Length; j++) w[i][j] = y[i][j] * x[i][j]; } for (int i = 0; i < 4; i++) for (int j = 0; j < y[i].Length; j++) y[i][j] = w[i][j] * w[3][0] + a; return z[0] * w[1][1];",
        "for (int t = 0; t < 3; t++) for (int i = 0; i < y.Length; i++) for (int j = 0; j < y[i].Length; j++) y[i][j] = Math.Sin(y[i][j] * a) + x[i][j]; return y[0][0] * z[0];",
        "y[0][1] = a; y[0][1] = y[0][1] * y[0][1] * x[0][0]; y[1][0] = y[0][1] + z[0]; return y[1][0] * y[0][1];",
        "for (int j = 0; j < 3; j++) { double s = 0; for (int k = 0; k < 3; k++) s += x[1][k] * x[3][j]; y[3][j] = s; } return a * z[0];",
        "ref double r = ref y[1][3]; r *= a; r += x[1][3] * r; return r * z[0];",
        "(y[0][0], y[0][1]) = (y[0][1], y[0][0] * a); return y[0][0] * z[0] * x[0][0];",
        "for (int i = 0; i < nbr.Length; i++) for (int k = 0; k < nbr[i].Length; k++) z[i] += z[nbr[i][k]] * a; return z[3] * x[0][0] + y[0][0];",
        "double s = 0; for (int i = 0; i < nbr.Length; i++) for (int k = 0; k < nbr[i].Length; k++) s += z[nbr[i][k]] * x[nbr[i][k] == 2 ? 1 : nbr[i][k]][k] * a; return s * y[0][0];",
        "for (int i = 0; i < nbr.Length; i++) foreach (int n in nbr[i]) if (y[n].Length > 1) y[n][1] += a * z[i] * y[n][0]; return x[0][0];",
        "double s = 0; foreach (int[] row in nbr) { double t = 1; for (int k = 0; k < row.Length; k++) t *= 1 + z[row[k]] * x[1][row[k]]; s += t * a; } return s + y[0][0];",
        "var n = nbr; var row = n[2]; double s = z[row[0]] * z[row[^1]] * row.Length; for (int k = 1; k < row.Length; k++) s += z[row[k] - row[0] < 0 ? 0 : row[k]] * a; return s * Sum(nbr, z) + x[0][0] * y[0][0]; static double Sum(int[][] m, double[] v) { double t = 0; for (int i = 0; i < m.Length; i++) for (int k = 0; k < m[i].Length; k++) t += v[m[i][k]] * (k + 1); return t; }",
        "int k = 0; double s = 0; while (k < nbr.Length) { if (nbr[k].Length == 0) { k++; continue; } s += z[nbr[k][0]] * a; k = k < 3 ? k + 1 + nbr[3][0] * 0 : 4; } return s * x[0][0] * y[0][0];",
        "for (int i = 0; i < nbr.Length; i++) for (int k = 0; k < nbr[i].Length; k++) for (int j = 0; j < nbr[i][k]; j++) z[j] *= 1 + a * x[0][nbr[i][k] % 3]; return z[0] * z[1] * z[2] + y[0][0];",
        "double s = 0; for (int i = 0; i < y.Length; i++) if (nbr[i].Length > 1) { y[i == 2 ? 3 : i][0] = z[nbr[i][1]] * a; s += y[i == 2 ? 3 : i][0]; } return s * x[0][0];",
    ];

    private const string Parameters = "double[][] x, double[][] y, double[] z, double a, int[] idx, int[][] nbr";
    private const string Given = "x, y, z, a, idx, nbr";

    private static readonly int[] Index = [1, 0, 3, 1];
    private static readonly int[][] Neighbours =
    [
        [1, 3],
        [],
        [2, 0, 2],
        [3],
    ];

    private delegate double Call(double[][] x, double[][] y, double[] z, double a, int[] idx, int[][] nbr);

    private delegate double Derivative(
        double[][] x,
        double[][] y,
        double[] z,
        double a,
        int[] idx,
        int[][] nbr,
        double seed,
        double[][]? xGrad,
        double[][]? yGrad,
        double[] zGrad,
        double[] aGrad
    );

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Rows_that_are_written_mean_what_was_written(string generation)
    {
        string methods =
            "using System; using NeuralGen;\npublic static partial class P\n{\n"
            + string.Concat(
                Bodies.Select((body, k) => $"[Differentiable] public static double M{k}({Parameters}) {{ {body} }}\n")
            )
            + "}\n";
        string callers =
            "public static partial class P\n{\n"
            + string.Concat(
                Bodies.Select(
                    (_, k) =>
                        $$"""
                            public static double Back{{k}}({{Parameters}}, double seed, double[][] xGrad, double[][] yGrad, double[] zGrad, double[] aGrad)
                            {
                                var kept = new M{{k}}Residuals();
                                double result = M{{k}}Forward({{Given}}, kept);
                                M{{k}}Backward({{Given}}, kept, seed, xGrad, yGrad, zGrad, ref aGrad[0]);
                                return result;
                            }
                            public static double Whole{{k}}({{Parameters}}, double seed, double[][] xGrad, double[][] yGrad, double[] zGrad, double[] aGrad) =>
                                M{{k}}Gradient({{Given}}, xGrad, yGrad, zGrad, out aGrad[0]);

                            """
                )
            )
            + "}\n";
        string refused = string.Concat(
            Parsing
                .Parsing.ParseAll(methods)
                .SelectMany(r => r.Findings)
                .Where(f => f.Id.StartsWith("NG00", StringComparison.Ordinal))
                .Select(f => $"{f.Id}: {string.Join(", ", f.Arguments)}\n")
        );
        Assert.True(refused.Length == 0, refused);
        Compiled compiled = Compiler.Compile(methods + callers, generation: Enum.Parse<Generation>(generation));
        string failures = string.Concat(Enumerable.Range(0, Bodies.Length).Select(k => Check(compiled, k)));
        Assert.True(failures.Length == 0, failures);
    }

    private static double[][] RowsOf(double[] v) => [v[..3], v[3..8], [], v[8..12]];

    // The numbers of x, of y, of z, and a.
    private const int Count = 12 + 12 + 5 + 1;

    private static string Check(Compiled compiled, int k)
    {
        var random = new Random(k);
        double[] Numbers(int n) => [.. Enumerable.Range(0, n).Select(_ => (random.NextDouble() * 2) - 1)];
        double[] point = Numbers(Count);
        var method = compiled.Delegate<Call>("P", $"M{k}");
        MethodInfo backward = compiled.Type("P").GetMethods().Single(m => m.Name == $"M{k}Backward");
        CustomAttributeData summary = backward.CustomAttributes.Single(a =>
            a.AttributeType.Name == "GeneratedDerivativeAttribute"
        );
        string roles = (string)summary.NamedArguments.Single(a => a.MemberName == "Parameters").TypedValue.Value!;
        bool isPure = roles.Contains("y: out", StringComparison.Ordinal);

        // What is returned, and y and z afterwards.
        double[] Run(Call call, double[] v)
        {
            (double[][] x, double[][] y, double[] z) = (RowsOf(v[..12]), RowsOf(v[12..24]), v[24..29]);
            double result = call(x, y, z, v[29], Index, Neighbours);
            return [result, .. y.SelectMany(r => r), .. z];
        }

        double[] expected = Run(method, point);
        double[] forward = Run(
            (x, y, z, a, idx, nbr) => (double)compiled.Call("P", $"M{k}Forward", x, y, z, a, idx, nbr)!,
            point
        );
        if (!expected.Zip(forward, (e, f) => Math.Abs(e - f) <= 1e-12 * (1 + Math.Abs(e))).All(holds => holds))
        {
            return $"M{k}: {string.Join(" ", forward)} for {string.Join(" ", expected)}: {Bodies[k]}\n";
        }

        string failures = "";
        foreach (bool isWhole in new[] { false, true })
        {
            // In MGradient nothing comes in through the gradients of outputs, and what was there is overwritten.
            double[] given = Numbers(Count);
            double seed = isWhole ? 1 : random.NextDouble() + 0.5;
            (double[][] xGrad, double[][] yGrad, double[] zGrad, double[] aGrad) = (
                RowsOf(given[..12]),
                RowsOf(given[12..24]),
                given[24..29],
                [given[29]]
            );
            (double[][] x, double[][] y, double[] z) = (RowsOf(point[..12]), RowsOf(point[12..24]), point[24..29]);
            var derivative = compiled.Delegate<Derivative>("P", (isWhole ? "Whole" : "Back") + k);
            double result = derivative(x, y, z, point[29], Index, Neighbours, seed, xGrad, yGrad, zGrad, aGrad);
            if (!expected.SequenceEqual([result, .. y.SelectMany(r => r), .. z]))
            {
                double worst = expected.Zip([result, .. y.SelectMany(r => r), .. z], (e, f) => Math.Abs(e - f)).Max();
                failures += worst <= 1e-12 ? "" : $"M{k}: other values: {Bodies[k]}\n";
            }

            bool isWritten = roles.Contains("z: in out", StringComparison.Ordinal);
            double[] found = [.. xGrad.SelectMany(r => r), .. yGrad.SelectMany(r => r), .. zGrad, aGrad[0]];
            double[] added = isWhole
                ? found
                : [.. found.Zip(given, (f, g) => f - g).Select((d, i) => Keeps(i) ? found[i] : d)];
            bool Keeps(int i) =>
                (i is >= 12 and < 24 && roles.Contains("y: in out", StringComparison.Ordinal))
                || (i is >= 24 and < 29 && isWritten);
            double[] kept = isWhole ? [.. new double[12]] : given[12..24];
            if (isPure && !found[12..24].SequenceEqual(kept))
            {
                failures += $"M{k}: the gradient of a pure output changes: {Bodies[k]}\n";
            }

            for (int trial = 0; trial < 4; trial++)
            {
                double[] direction = [.. Numbers(Count).Select((d, i) => isPure && i is >= 12 and < 24 ? 0 : d)];
                const double h = 1e-5;
                double Value(double step)
                {
                    double[] all = Run(method, [.. point.Zip(direction, (p, d) => p + (step * d))]);
                    double sum = seed * all[0];
                    if (
                        !isWhole
                        && roles.Contains("y: out", StringComparison.Ordinal)
                            | roles.Contains("y: in out", StringComparison.Ordinal)
                    )
                    {
                        sum += all[1..13].Zip(given[12..24], (v, g) => v * g).Sum();
                    }

                    if (!isWhole && isWritten)
                    {
                        sum += all[13..].Zip(given[24..29], (v, g) => v * g).Sum();
                    }

                    return sum;
                }

                double difference = (Value(h) - Value(-h)) / (2 * h);
                double derived = added.Zip(direction, (g, d) => g * d).Sum();
                if (!(Math.Abs(difference - derived) <= 1e-6 * (1 + Math.Abs(difference))))
                {
                    failures += $"M{k} {isWhole}: derivative {derived}, difference {difference}: {Bodies[k]}\n";
                }
            }
        }

        return failures;
    }

    private const string Program = """
        using System; using System.Linq; using NeuralGen;
        public static partial class P
        {
            [Differentiable] public static void Double(double[][] x, double[][] y)
            {
                for (int i = 0; i < y.Length; i++)
                    for (int j = 0; j < y[i].Length; j++)
                        y[i][j] = 2 * x[i][j];
            }

            [Differentiable] public static double Grow(double[][] y, double[] v, ref double last)
            {
                for (int i = 0; i < y.Length; i++)
                    for (int j = 0; j < y[i].Length; j++)
                        y[i][j] *= v[j];
                last += y[0][0];
                return y[0][0];
            }

            [Differentiable] public static void Checked(double[][] y, double a)
            {
                for (int i = 0; i < y.Length; i++)
                    for (int j = 0; j < y[i].Length; j++)
                    {
                        if (y[i][j] > 5) throw new InvalidOperationException("too large");
                        y[i][j] *= a;
                    }
            }

            [Differentiable] public static double Gather(double[] x, int[][] nbr)
            {
                double s = 0;
                for (int i = 0; i < nbr.Length; i++)
                    for (int k = 0; k < nbr[i].Length; k++)
                        s += x[nbr[i][k]] * x[nbr[i][k]];
                return s;
            }

            [Differentiable] public static double Second(double[] x, int[][] nbr) => x[nbr[1][0]] * x[nbr[1][1]];

            static string Try(Action action)
            {
                try { action(); return "fine"; } catch (Exception e) { return e.GetType().Name; }
            }

            static string Show(double[][] rows) => string.Join(",", rows.Select(r => string.Join(" ", r)));

            public static string Aliases()
            {
                double[] r = { 1, 2 }, s = { 3, 4 }, g = new double[2], h = new double[2], none = new double[0];
                double[][] x = { r, s }, y = { new double[2], new double[2] }, xGrad = { g, h };
                double last = 1, lastGrad = 1;
                string text = Try(() => DoubleForward(x, new[] { y[0], y[0] })) + " ";
                text += Try(() => DoubleForward(x, new[] { y[0], r })) + " ";
                text += Try(() => DoubleForward(x, x)) + " ";
                text += Try(() => DoubleForward(new[] { r, r }, y)) + " ";
                text += Try(() => DoubleForward(new[] { r, s, none, none }, new[] { y[0], y[1], none, none })) + " ";
                text += Try(() => DoubleForward(x, new[] { y[0], null! })) + " ";
                text += Try(() => DoubleForward(new[] { r, new double[1] }, y)) + " ";
                text += $"{Show(x)} {Show(y)} ";
                text += Try(() => GrowForward(x, r, ref last)) + " ";
                text += Try(() => GrowForward(x, s.AsSpan().ToArray(), ref r[1])) + " ";
                text += Try(() => GrowGradient(x, new double[2], ref last, new[] { g, g }, default, out lastGrad)) + " ";
                text += Try(() => GrowGradient(x, new double[2], ref last, new[] { g, s }, default, out lastGrad)) + " ";
                text += Try(() => GrowGradient(x, new double[2], ref last, new[] { g, h }, g, out lastGrad)) + " ";
                text += $"{Show(x)}; ";
                // Without a gradient of the output, and with one that is the input's.
                var kept = new DoubleResiduals();
                DoubleForward(x, y, kept);
                DoubleBackward(x, y, kept, xGrad, null);
                text += Show(xGrad) + " ";
                DoubleBackward(x, y, kept, xGrad, new[] { new[] { 1.0, 10 }, new[] { 100.0, 1000 } });
                text += Show(xGrad) + " ";
                text += Try(() => DoubleBackward(x, y, kept, xGrad, xGrad)) + " ";
                text += Try(() => DoubleBackward(x, y, kept, xGrad, y)) + " ";
                text += Try(() => DoubleBackward(x, y, kept, null, xGrad)) + " ";
                text += Try(() => DoubleBackward(x, new[] { y[0], new double[3] }, kept, xGrad, null));
                return text;
            }

            public static string Throws()
            {
                double[][] a = { new double[] { 1, 2 }, new double[] { 3, 9, 4 } }, b = a.Select(r => r.ToArray()).ToArray();
                string text = Try(() => Checked(a, 2)) + " " + Try(() => CheckedForward(b, 2));
                return $"{text} {Show(a)} {Show(b)}";
            }

            public static string Indices()
            {
                double[] x = { 1, 2, 3 }, g = new double[3];
                int[] shared = { 2, 0 };
                string text = GatherGradient(x, new[] { shared, shared, new int[0] }, g) + " " + string.Join(" ", g) + " ";
                text += Try(() => GatherForward(x, new[] { new[] { 0, 3 } })) + " " + Try(() => GatherForward(x, new[] { new[] { -1 } })) + " ";
                text += Try(() => GatherForward(x, new[] { shared, null! })) + " " + Try(() => GatherForward(x, null!)) + " ";
                text += Try(() => SecondForward(x, new[] { new[] { 0, 1, 2 }, new[] { 0 } })) + " " + Try(() => SecondForward(x, new[] { shared }));
                text += " " + Try(() => SecondForward(x, new[] { new int[0], shared }));
                return text;
            }

            public static long Allocated()
            {
                double[][] x = { new double[] { 1, 2 }, new double[] { 1, 2, 3 } }, y = x.Select(r => r.ToArray()).ToArray();
                double[][] xGrad = x.Select(r => r.ToArray()).ToArray(), yGrad = x.Select(r => r.ToArray()).ToArray();
                double[] v = { 1, 1, 1 }, g = new double[3];
                double last = 0, lastGrad = 0;
                int[][] nbr = { new[] { 0, 1 }, new[] { 2 } };
                var kept = new DoubleResiduals();
                void Step()
                {
                    DoubleForward(x, y, kept);
                    DoubleBackward(x, y, kept, xGrad, yGrad);
                    GrowGradient(y, v, ref last, yGrad, g, out lastGrad);
                    GatherGradient(v, nbr, g);
                }
                for (int i = 0; i < 100; i++) Step();
                return Enumerable.Range(0, 5).Select(_ =>
                {
                    long before = GC.GetAllocatedBytesForCurrentThread();
                    Step();
                    return GC.GetAllocatedBytesForCurrentThread() - before;
                }).Min();
            }
        }
        """;

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void What_a_written_row_may_be(string generation)
    {
        Compiled compiled = Compiler.Compile(Program, generation: Enum.Parse<Generation>(generation));
        string argument = nameof(ArgumentException);
        Assert.Equal(
            $"{argument} {argument} {argument} fine fine {argument} {nameof(IndexOutOfRangeException)} 1 2,3 4 2 4,0 8 "
                + $"{argument} {argument} {argument} {argument} {argument} 1 2,3 4; "
                + $"0 0,0 0 2 20,200 2000 {argument} {argument} {argument} {nameof(InvalidOperationException)}",
            compiled.Call("P", "Aliases")
        );
        Assert.Equal(
            "InvalidOperationException InvalidOperationException 2 4,6 9 4 2 4,6 9 4",
            compiled.Call("P", "Throws")
        );
        Assert.Equal(
            "20 4 0 12 IndexOutOfRangeException IndexOutOfRangeException ArgumentException ArgumentNullException "
                + "IndexOutOfRangeException ArgumentException fine",
            compiled.Call("P", "Indices")
        );
    }

    [Fact]
    public void Nothing_is_allocated() => Assert.Equal(0L, Compiler.Compile(Program).Call("P", "Allocated"));
}
