using System;
using System.Linq;
using System.Threading.Tasks;
using NeuralGen.Generator.Tests.Harness;
using NeuralGen.Generator.Tests.Refusals;
using Xunit;

namespace NeuralGen.Generator.Tests.Contract;

/// <summary>Arrays of arrays: rows of one length or of many.</summary>
public class JaggedTests
{
    private static readonly string[] Locals =
    [
        "var w = new double[n][]; for (int i = 0; i < n; i++) w[i] = new double[3]; for (int i = 0; i < n; i++) for (int j = 0; j < 3; j++) w[i][j] = x[i] * y[j]; double s = 0; for (int i = 0; i < w.Length; i++) for (int j = 0; j < w[i].Length; j++) s += w[i][j] * w[i][j]; return s * a;",
        "var w = new double[n][]; for (int i = 0; i < n; i++) { w[i] = new double[i + 1]; for (int j = 0; j <= i; j++) w[i][j] = x[i] * y[j] + (i > 0 && j < i ? w[i - 1][j] : 0); } double s = 0; for (int i = 0; i < n; i++) for (int j = 0; j < w[i].Length; j++) s += w[i][j] * w[i][j]; return s * a;",
        "double[][] w = new double[n][]; for (int i = 0; i < w.Length; i++) w[i] = new double[n - i]; foreach (double[] row in w) { row[0] = a; for (int j = 1; j < row.Length; j++) row[j] = row[j - 1] * x[j]; } double s = 0; foreach (var row in w) foreach (double v in row) s += v * v; return s;",
        "double[][] w = { new[] { a, x[0] }, new double[2], new double[] { 1, y[0] } }; var r = w[1]; r[0] = w[0][1] * w[2][1]; r[1] = w[0][0]; return r[0] * r[1] + w[1][0];",
        "static double Norm(double[][] m) { double s = 0; foreach (var row in m) foreach (double v in row) s += v * v; return s; } static double Dot(double[] u, double[] v) { double s = 0; for (int i = 0; i < u.Length; i++) s += u[i] * v[i]; return s; } var w = new double[4][]; for (int i = 0; i < 4; i++) w[i] = new double[5]; for (int i = 0; i < 4; i++) for (int j = 0; j < 5; j++) w[i][j] = x[i + j] * y[j]; return Norm(w) * Dot(w[1], w[2]) + Dot(w[idx[0]], w[3]);",
        "int k = 0; var w = new double[n][]; for (int i = 0; i < n; i++) w[i] = new double[2]; while (k < n) { var row = w[k]; k++; row[0] = x[k] * a; row[1] = w[k - 1][0] * y[k]; } double s = 0; for (int i = 0; i < n; i++) s += w[i][0] * w[i][1]; return s;",
        "var A = new double[4][]; var B = new double[4][]; var C = new double[4][]; for (int i = 0; i < 4; i++) A[i] = new double[4]; for (int i = 0; i < 4; i++) B[i] = new double[4]; for (int i = 0; i < 4; i++) { C[i] = new double[4]; for (int j = 0; j < 4; j++) { A[i][j] = x[i] * y[j]; B[i][j] = x[j] + a * y[i]; } } for (int i = 0; i < 4; i++) for (int j = 0; j < 4; j++) for (int p = 0; p < 4; p++) C[i][j] += A[i][p] * B[p][j]; double s = 0; for (int i = 0; i < 4; i++) for (int j = 0; j < 4; j++) s += C[i][j] * C[i][j]; return s;",
        "double s = 0; for (int t = 0; t < 3; t++) { var w = new double[n][]; for (int i = 0; i < n; i++) { w[i] = new double[n]; w[i][t] = x[i] * s + a; } for (int i = 0; i < n; i++) s += w[i][t] * y[i] + w[i][0]; } return s;",
        "var w = new double[n][]; for (int i = 0; i < n; i++) w[i] = new double[3]; var v = w; v[1][2] = a; double[] r = v[1]; r[0] = r[2] * x[0]; Array.Fill(w[2], r[0]); for (int j = 1; j < 3; j++) w[0][j] = w[2][j]; return w[0][1] * w[1][0] + w[0][2] + w[2].Length;",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Local_rows_mean_what_was_written(string generation) => Meaning.Agree(Locals, generation);

    [Theory]
    [InlineData("var w = {|NG0014:new float[n][]|}; w[0] = x;")]
    [InlineData("var w = {|NG0014:new float[n][]|}; for (int i = 0; i < n; i++) w[i] = x;")]
    [InlineData("var w = {|NG0014:new float[n][]|}; for (int i = 1; i < n; i++) w[i] = new float[3];")]
    [InlineData("var w = {|NG0014:new float[n][]|}; if (flag) for (int i = 0; i < n; i++) w[i] = new float[3];")]
    [InlineData(
        "var w = {|NG0014:new float[n][]|}; for (int i = 0; i < n; i++) { if (i > 3) break; w[i] = new float[3]; }"
    )]
    [InlineData(
        "var w = {|NG0014:new float[n][]|}; for (int i = 0; i < n; i++) { w[i] = new float[3]; x[0] = w[n - 1][0]; }"
    )]
    [InlineData(
        "var w = {|NG0014:new float[n][]|}; for (int i = 0; i < n; i++) { int m = i + 1; w[i] = new float[m]; }"
    )]
    [InlineData("var w = new float[n][]; for (int i = 0; i < n; i++) w[i] = new float[{|NG0014:idx[i]|}];")]
    [InlineData("var w = {|NG0014:new float[n][]|}; for (int i = 0; i < n; i++) w[i] = new float[3]; w[0] = w[1];")]
    [InlineData("float[][] {|NG0014:w = [x, x]|};")]
    public Task Refused(string statements) => Marked.Body(statements);

    // In terms of double[][] x, double[] y, double a, int[] idx: rows of 3, 5, 0 and 4 elements.
    private static readonly string[] Parameters =
    [
        "double s = 0; for (int i = 0; i < x.Length; i++) for (int j = 0; j < x[i].Length; j++) s += a * x[i][j] * x[i][j] * y[j]; return s;",
        "double s = 0; for (int i = 0; i < x.Length; i++) { double t = 1; for (int j = 0; j < x[i].Length; j++) t *= 1 + x[i][j] * y[j]; s += t * t * a; } return s;",
        "double s = 0; foreach (double[] row in x) foreach (double v in row) s += v * v * s + a * y[0]; return s;",
        "double s = 0; foreach (var row in x) { if (row.Length == 0) continue; double m = row[0]; for (int j = 1; j < row.Length; j++) m = Math.Max(m, row[j]); s += m * a; } return s;",
        "double s = 0; for (int k = 0; k < idx.Length; k++) { var row = x[idx[k]]; for (int j = 0; j < 3; j++) s += row[j] * x[idx[k]][j] * y[k]; } return s * a;",
        "for (int i = 0; i < x.Length; i++) { for (int j = 0; j < 3 && j < x[i].Length; j++) y[i] += x[i][j] * x[0][j]; y[i] *= a; } return y[0] * y[1] + y[2] * y[3];",
        "static double Dot(double[] u, double[] v) { double s = 0; for (int i = 0; i < u.Length; i++) s += u[i] * v[i]; return s; } return Dot(x[0], x[1]) * Dot(x[3], y) + a * Dot(x[2], x[2]);",
        "static double Norm(double[][] m) { double s = 0; foreach (var row in m) foreach (double v in row) s += v * v; return s; } return Norm(x) * Norm(x) * a;",
        "int k = 0; double s = 0; while (k < x.Length) { int j = 0; while (j < x[k].Length) { s += x[k][j++] * y[k]; if (s > 2) break; } k++; } return s * a;",
        "var w = new double[4][]; for (int i = 0; i < 4; i++) { w[i] = new double[6]; for (int j = 0; j < x[i].Length; j++) w[i][j] = x[i][j] * y[i]; } double s = 0; for (int i = 0; i < 4; i++) for (int j = 0; j < 6; j++) s += w[i][j] * w[3 - i][j]; return s * a;",
        "int rows = x.Length, columns = x[0].Length; double s = 0; for (int j = 0; j < columns; j++) { double t = 0; for (int i = 0; i < 2; i++) t += x[i][j] * y[i]; s += t * t; } return s * a * rows;",
        "double s = x.Length > 7 ? x[7][0] : a; for (int i = 0; i < x.Length; i++) s += x[i].Length > 3 ? x[i][3] * x[i][^1] : y[i]; return s;",
        "var r = x[1].AsSpan(1, 3); double s = 0; for (int j = 0; j < r.Length; j++) s += r[j] * r[j] * y[j]; return s * x[^1][^2] * a;",
        "double s = 0; for (int i = 0; i < 4; i++) for (int j = 0; j < x[i].Length; j++) for (int k = 0; k < x[i].Length; k++) s += x[i][j] * x[i][k] * y[k]; return s + a;",
        "return a * y[0] * x.Length;",
        "double s = 0; for (int i = 0; i < x.Length; i++) s += y[x[i].Length % 5] * y[x[1].Length - 1] * a; return s * x[0][x[0].Length - 1];",
        "double s = a; for (int i = 1; i < x.Length; i++) for (int j = 0; j < Math.Min(x[i].Length, x[i - 1].Length); j++) s += x[i][j] * x[i - 1][j] * s; return s;",
        // Arrays as long as a row.
        "var w = new double[x[1].Length]; for (int j = 0; j < w.Length; j++) w[j] = x[1][j] * y[j]; double s = 0; foreach (double v in w) s += v * v; return s * a * w[^1];",
        "double s = 0; for (int i = 0; i < x.Length; i++) { var w = new double[x[i].Length]; for (int j = 0; j < w.Length; j++) w[j] = x[i][w.Length - 1 - j] * a; for (int j = 1; j < w.Length; j++) w[j] += w[j - 1] * y[j]; for (int j = 0; j < w.Length; j++) s += w[j] * w[j] * x[i][j]; } return s;",
        "double s = 0; foreach (double[] row in x) { int m = row.Length; var w = new double[2 * m + 1]; for (int j = 0; j < m; j++) { w[j] += row[j]; w[m + j] = row[j] * w[j]; } for (int j = 0; j < w.Length; j++) s += w[j] * w[j] * (j + 1) * y[0]; s += w[2 * m] * a + w.Length * a; } return s;",
        "double s = 0; for (int i = 0; i < x.Length; i++) { if (x[i].Length == 0) continue; var w = new double[x[i].Length - 1]; for (int j = 0; j < w.Length; j++) w[j] = x[i][j + 1] - x[i][j]; foreach (double v in w) s += v * v * y[i]; s += w.Length * a; } return s;",
        "double s = 0; foreach (double[] row in x) { if (row.Length < 3) continue; int m = row.Length; m -= 2; var w = new double[m]; for (int j = 0; j < m; j++) { w[j] = row[j] - 2 * row[j + 1] * row[j + 2]; s += w[j] * w[0] * y[j]; } for (int j = 1; j < m; j++) w[j] += w[j - 1] * a; s += w[^1]; } return s;",
        "var w = new double[x[1].Length - x[0].Length]; for (int j = 0; j < w.Length; j++) w[j] = x[1][j] * x[0][j]; var u = new double[x[1].Length - x[2].Length + 1]; u[5] = a; for (int j = 0; j < 5; j++) u[j] += w[j % 2] * y[j]; double s = 0; foreach (double v in u) s += v * v; return s;",
        "var w = new double[2 * x[1].Length - 3 * x[0].Length]; w[0] = a; return w[0] * x[1][w.Length] * y[0];",
        "double s = 0; for (int i = 0; i < 2; i++) { int k = idx[i]; k += x.Length - 3; int o = 1; var r = x[i]; var w = new double[r.Length - o]; o++; for (int j = 0; j < w.Length; j++) w[j] = r[j] * y[o] * r[o]; s += w[0] * w[1] * a; } return s;",
        "static double Norm(double[] v) { var w = new double[v.Length]; for (int i = 0; i < v.Length; i++) w[i] = v[i] * v[i]; double s = 0; foreach (double u in w) s += u; return s; } double s = 0; for (int k = 0; k < idx.Length; k++) s += Norm(x[idx[k]]) * y[k]; return s * a + Norm(x[2]);",
        "double s = 0; int k = 1; for (int j = 0; j < x[k].Length; j++) { s += x[k][j] * a; k = j % 2; } return s * y[k];",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Rows_of_a_parameter_mean_what_was_written(string generation)
    {
        string methods = string.Concat(
            Parameters.Select(
                (body, k) =>
                    $"[Differentiable] public static double M{k}(double[][] x, double[] y, double a, int[] idx) {{ {body} }}\n"
            )
        );
        Compiled compiled = Compiler.Compile(
            $"using System; using NeuralGen;\npublic static partial class P {{ {methods} }}",
            generation: Enum.Parse<Generation>(generation)
        );
        for (int k = 0; k < Parameters.Length; k++)
        {
            Check(compiled, k);
        }
    }

    [Fact]
    public void An_array_of_a_negative_size_throws()
    {
        Compiled compiled = Compiler.Compile(
            """
            using System; using NeuralGen;
            public static partial class P
            {
                [Differentiable]
                public static double M(double[][] x, int n)
                {
                    double s = 0;
                    for (int i = 0; i < x.Length; i++)
                    {
                        var w = new double[x[i].Length - n];
                        for (int j = 0; j < w.Length; j++) w[j] = x[i][j];
                        foreach (double v in w) s += v * v;
                    }
                    return s;
                }
            }
            """
        );
        double[][] x =
        [
            [1, 2, 3],
            [4, 5],
        ];
        for (int n = -2; n <= 4; n++)
        {
            Exception? own = Record.Exception(() => compiled.Call("P", "M", x, n));
            Exception? generated = Record.Exception(() => compiled.Call("P", "MForward", x, n));
            Assert.Equal(own is null, generated is null);
        }
    }

    private delegate double GradientMethod(
        double[][] x,
        double[] y,
        double a,
        int[] idx,
        double[][]? xGrad,
        Span<double> yGrad,
        out double aGrad
    );

    private static double[][] RowsOf(double[] v) => [v[..3], v[3..8], [], v[8..12]];

    private static void Check(Compiled compiled, int k)
    {
        var random = new Random(k);
        double[] point = [.. Enumerable.Range(0, 18).Select(_ => (random.NextDouble() * 2) - 1)];
        int[] idx = [1, 0, 3, 1];
        double Value(string suffix, double[] v) =>
            (double)compiled.Call("P", $"M{k}{suffix}", RowsOf(v), v[12..17], v[17], idx)!;
        Assert.Equal(Value("", point), Value("Forward", point), 12);

        double[][] xGrad = RowsOf([.. point.Select(_ => 7.0)]);
        double[] yGrad = new double[5];
        var gradient = compiled.Delegate<GradientMethod>("P", $"M{k}Gradient");
        for (int again = 0; again < 2; again++)
        {
            _ = gradient(RowsOf(point), point[12..17], point[17], idx, xGrad, yGrad, out double aGrad);
            double[] found = [.. xGrad.SelectMany(r => r), .. yGrad, aGrad];
            double[] direction = [.. point.Select(_ => (random.NextDouble() * 2) - 1)];
            const double h = 1e-5;
            double difference =
                (
                    Value("", [.. point.Zip(direction, (p, d) => p + (h * d))])
                    - Value("", [.. point.Zip(direction, (p, d) => p - (h * d))])
                ) / (2 * h);
            double derivative = found.Zip(direction, (g, d) => g * d).Sum();
            Assert.True(
                Math.Abs(difference - derivative) < 1e-6 * (1 + Math.Abs(difference)),
                $"M{k}: derivative {derivative}, difference {difference}: {Parameters[k]}"
            );
        }

        _ = gradient(RowsOf(point), point[12..17], point[17], idx, null, yGrad, out _);
    }

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void What_rows_may_be_the_same(string generation)
    {
        Compiled compiled = Compiler.Compile(
            """
            using System; using System.Linq; using NeuralGen;
            public static partial class P
            {
                [Differentiable] public static double Loss(double[][] x, double[][] z, double[] y)
                {
                    double s = 0;
                    for (int i = 0; i < x.Length; i++)
                        for (int j = 0; j < x[i].Length; j++)
                            s += (i + 1) * x[i][j] * x[i][j] + z[0][j] * y[j];
                    return s;
                }

                [Differentiable] public static void Apply(double[][] A, double[] v, double[] y)
                {
                    for (int i = 0; i < A.Length; i++)
                    {
                        double s = 0;
                        for (int j = 0; j < v.Length; j++)
                            s += A[i][j] * v[j];
                        y[i] = s;
                    }
                }

                [Differentiable] public static float Total(float[][] x, [NoGrad] float[][] w, double[][] unused, ref float s)
                {
                    foreach (float[] row in x)
                        foreach (float v in row)
                            s += v * v * w[0][0];
                    return s;
                }

                static string Try(Action action)
                {
                    try { action(); return "fine"; } catch (Exception e) { return e.GetType().Name; }
                }

                public static string Run()
                {
                    double[] r = { 1, 2 }, g = new double[2], y = { 1, 1 }, none = new double[2];
                    double[][] x = { r, r }, z = { new double[] { 3, 4 } };
                    // One array twice: one gradient for both, or one each.
                    LossGradient(x, z, y, new[] { g, g }, null, default);
                    string text = string.Join(" ", g);
                    double[][] each = { new double[2], new double[2] };
                    LossGradient(x, z, y, each, null, default);
                    text += $", {string.Join(" ", each.SelectMany(e => e))}";
                    // The same for rows of two parameters.
                    LossGradient(x, x, y, new[] { g, g }, new[] { g, g }, default);
                    text += $", {string.Join(" ", g)}; ";

                    double[][] apart = { new double[] { 1, 2 }, new double[] { 1, 2 } };
                    text += Try(() => LossGradient(apart, z, y, new[] { g, g }, null, default)) + " ";
                    text += Try(() => LossGradient(x, z, y, new[] { g, r }, null, default)) + " ";
                    text += Try(() => LossGradient(x, z, y, new[] { g, y }, null, default)) + " ";
                    text += Try(() => LossGradient(x, z, y, new[] { g, none }, null, none)) + " ";
                    text += Try(() => LossGradient(x, z, y, new[] { g, none }, new[] { none }, default)) + " ";
                    text += Try(() => LossGradient(x, z, y, new[] { g }, null, default)) + " ";
                    text += Try(() => LossGradient(x, z, y, new[] { g, new double[3] }, null, default)) + " ";
                    text += Try(() => LossGradient(x, z, y, new[] { g, null! }, null, default)) + " ";
                    text += Try(() => LossGradient(x, z, y, null, null, default)) + " ";
                    text += Try(() => LossGradient(new[] { r, null! }, z, y, each, null, default)) + " ";
                    text += Try(() => LossForward(null!, z, y)) + " ";
                    text += Try(() => LossGradient(new[] { new double[3] }, z, new double[3], null, null, new double[3])) + "; ";

                    // What is written may be no row.
                    double[][] A = { new double[] { 1, 2 }, new double[] { 3, 4 } };
                    text += Try(() => ApplyForward(A, y, A[1])) + " " + Try(() => ApplyForward(A, A[0], none)) + " ";
                    text += Try(() => ApplyForward(A, new double[3], none)) + " ";
                    text += Try(() => ApplyForward(new[] { new double[2], new double[3], new double[2] }, y, new double[3])) + "; ";

                    var kept = new ApplyResiduals();
                    double[] v = { 5, 6 }, result = new double[2], vGrad = new double[2];
                    double[][] AGrad = { new double[2], new double[2] };
                    ApplyForward(A, v, result, kept);
                    for (int again = 0; again < 2; again++)
                        ApplyBackward(A, v, result, kept, AGrad, vGrad, new double[] { 1, 10 });
                    text += $"{string.Join(" ", result)}, {string.Join(" ", AGrad.SelectMany(e => e))}, {string.Join(" ", vGrad)} ";
                    text += Try(() => ApplyBackward(new[] { A[0], new double[3] }, v, result, kept, null, vGrad, default)) + " ";
                    text += Try(() => ApplyBackward(A, v, result, new ApplyResiduals(), null, vGrad, default));

                    float[][] f = { new float[] { 1, 2 } }, fGrad = { new float[2] }, w = { new float[] { 3 } };
                    double[][] unusedGrad = { new double[] { 9 } };
                    float start = 1, startGrad = 0;
                    TotalGradient(f, w, null!, ref start, fGrad, unusedGrad, out startGrad);
                    text += $"; {start} {string.Join(" ", fGrad[0])} {startGrad} {unusedGrad[0][0]} ";
                    text += Try(() => TotalForward(f, w, null!, ref f[0][1]));
                    return text;
                }
            }
            """,
            generation: Enum.Parse<Generation>(generation)
        );
        string argument = nameof(ArgumentException);
        Assert.Equal(
            $"6 12, 2 4 4 8, 8 14; "
                + string.Join(" ", Enumerable.Repeat(argument, 8))
                + $" {argument} {argument} {nameof(ArgumentNullException)} {nameof(IndexOutOfRangeException)}; "
                + $"{argument} fine {nameof(IndexOutOfRangeException)} fine; "
                + $"17 39, 10 12 100 120, 62 84 {nameof(InvalidOperationException)} {nameof(InvalidOperationException)}"
                + $"; 16 6 12 1 0 {argument}",
            compiled.Call("P", "Run")
        );
    }

    [Theory]
    [InlineData("{|NG0019:r[0]|} = x;")]
    [InlineData("{|NG0019:i[0][1]|} = 1; x[0] = a;")]
    [InlineData("System.Array.Clear({|NG0019:i[1]|}); x[0] = a;")]
    [InlineData("foreach (var row in i) {|NG0019:row[0]|}++; x[0] = a;")]
    [InlineData("var {|NG0014:w = new int[3][]|}; for (int k = 0; k < 3; k++) w[k] = new int[2]; x[0] = a;")]
    [InlineData("x[0] = {|NG0022:q[0]|}[0][0];")]
    public Task Rows_that_are_refused(string statements) =>
        Marked.Members(
            $$"""
            [Differentiable] static void M(float[][] r, float[][][] q, int[][] i, float[] x, float a) { {{statements}} }
            """
        );
}
