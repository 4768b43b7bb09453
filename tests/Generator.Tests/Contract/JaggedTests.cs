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
    public void Local_rows_mean_what_was_written(string generation)
    {
        string failures = Meaning.Failures(Locals, Enum.Parse<Generation>(generation));
        Assert.True(failures.Length == 0, failures);
    }

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
}
