using System.Linq;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Calls;

/// <summary>Methods of arrays that call themselves, as deep as the data says.</summary>
public class ArrayRecursionTests
{
    private const string Members = """
        [Differentiable]
        internal static double Sum(ReadOnlySpan<double> v) =>
            v.Length == 0 ? 0 : v.Length == 1 ? v[0] * v[0] : Sum(v[..(v.Length / 2)]) + Sum(v[(v.Length / 2)..]) * v[0];
        [Differentiable]
        internal static double TreeOf(ReadOnlySpan<double> v)
        {
            double s;
            if (v.Length <= 1) s = v[0] * v[0];
            else
            {
                int h = v.Length / 2;
                double left = TreeOf(v.Slice(0, h));
                double right = TreeOf(v.Slice(h));
                s = left * 0.5 + right + left * right * 0.1;
            }
            return s;
        }
        [Differentiable]
        internal static double Horner(double[] c, double t, int k)
        {
            double r = c[k];
            if (k + 1 < c.Length) r += t * Horner(c, t, k + 1);
            return r;
        }
        // Depth that data decides.
        [Differentiable]
        internal static double Shrink(ReadOnlySpan<double> v, double t)
        {
            double s = 0;
            foreach (double e in v) s += e * e * t;
            if (s > 0.3 && v.Length > 1) s += Shrink(v.Slice(1), t * 0.7) * v[0];
            return s;
        }
        // Writes what it is given, then what is left of it.
        [Differentiable]
        internal static void Prefix(Span<double> v, double scale, int depth)
        {
            for (int i = 1; i < v.Length; i++) v[i] = v[i] * scale + v[i - 1];
            if (depth > 0) Prefix(v.Slice(1), scale * v[0], depth - 1);
        }
        // All of the output is computed, and yet it calls itself with it.
        [Differentiable]
        internal static void Fill(ReadOnlySpan<double> v, Span<double> w, double t, int depth)
        {
            for (int i = 0; i < w.Length; i++) w[i] = v[i] * t;
            if (depth > 0)
            {
                w[0] = v[1] * v[0];
                Fill(v, w, t * v[depth], depth - 1);
            }
        }
        // In place on both halves.
        [Differentiable]
        internal static void Butterfly(Span<double> v, double t)
        {
            if (v.Length > 1)
            {
                int h = v.Length / 2;
                for (int i = 0; i < h; i++) (v[i], v[h + i]) = (v[i] + t * v[h + i], v[i] - t * v[h + i]);
                Butterfly(v.Slice(0, h), t * 0.9);
                Butterfly(v.Slice(h), t * v[0]);
            }
        }
        [Differentiable]
        internal static double Ping(ReadOnlySpan<double> v, int n) { double s = 1; if (n > 0) s = Pong(v, n - 1) * v[n]; return s; }
        [Differentiable]
        internal static double Pong(ReadOnlySpan<double> v, int n) { double s = v[0]; if (n > 0) s += Ping(v, n - 1) * v[n] * v[n]; return s; }
        [Differentiable, Checkpoint]
        internal static double Energy(double[] q, double[,] m)
        {
            double s = 0;
            for (int i = 0; i < m.GetLength(0); i++) for (int j = 0; j < m.GetLength(1); j++) s += Math.Sin(q[i] * q[j]) * m[i, j];
            return s * s;
        }
        [Differentiable, Checkpoint]
        internal static void Odd(double[] v, double[] w) { for (int i = 0; i < w.Length / 2; i++) w[i] = v[i] * v[i]; }
        [Differentiable, Checkpoint]
        internal static void Step(double[] q, Span<double> next, double t)
        {
            for (int i = 0; i < q.Length; i++) { next[i] = q[i] + t * Math.Cos(q[(i + 1) % q.Length]); }
        }
        [Differentiable, Checkpoint]
        internal static double Advance(Tensor<double> q, double t)
        {
            for (int i = 0; i < q.Dim(0); i++) for (int j = 0; j < q.Dim(1); j++) q[i, j] += t * Math.Cos(q[i, (j + 1) % q.Dim(1)]);
            return q[0, 0] * t;
        }
        """;

    private static readonly string[] Bodies =
    [
        "return TreeOf(x) * a + TreeOf(y.AsSpan(2, 5));",
        "double s = Sum(x) * Sum(y.AsSpan(0, n / 2)); for (int i = 0; i < n; i++) { double t = x[i] > 0 ? Sum(x.AsSpan(i)) * a : y[i]; s += t * y[i]; } return s;",
        "double s = 0; for (int i = 0; i < n; i++) { s += TreeOf(x.AsSpan(i)) * y[i]; x[i] += s * 0.1; } return s;",
        "return Horner(x, a, 0) * Horner(y, x[1], 3);",
        "double s = 0; int k = 0; while (k < n && s < 20) { s += Horner(x, y[k], k) + 1; x[k] = 0.1 * s; k++; } return s;",
        "return Shrink(x, 0.9) + Shrink(y, a * a) * x[2];",
        "Prefix(x, 0.5, 4); double s = 0; for (int i = 0; i < n; i++) s += x[i] * y[i]; return s;",
        "for (int i = 0; i < 3; i++) { Prefix(x.AsSpan(i), a, i); y[i] += x[n]; } return x[n] * y[0] + y[2] * x[3];",
        "Fill(x, y, a, 0); Fill(x, y.AsSpan(1, 4), 0.5, 1); Fill(x, y, a, 2); return y[0] * y[1] + y[5];",
        "y[0] = x[0] * x[0]; var w = new double[4]; for (int i = 0; i < n; i++) { for (int k = 0; k < 4; k++) w[k] = x[i] * y[k]; Fill(x, w, a * w[0], i % 3); y[i] += w[1] * w[3]; } return y[0] * y[3] + y[n - 1];",
        "Butterfly(x.AsSpan(0, 8), a); double s = 0; for (int i = 0; i < 8; i++) s += x[i] * x[i] * y[i]; return s;",
        "Butterfly(x.AsSpan(0, 4), a); Butterfly(x.AsSpan(4, 4), x[0]); Butterfly(x.AsSpan(2, 4), 0.5); return x[0] * x[3] + x[7] * x[5];",
        "return Ping(x, 5) + Pong(y, 4) * a + Ping(x, 0);",
        "var m = new double[3, 3]; for (int i = 0; i < 3; i++) for (int j = 0; j < 3; j++) m[i, j] = x[i] * y[j]; double s = Energy(x, m); x[0] = s; m[1, 1] = s; return Energy(y, m) * s;",
        "for (int i = 0; i < 4; i++) { Step(x, y, 0.1 * a); Step(y, x, 0.2); } return x[0] * y[3] + x[n];",
        "for (int i = 0; i < 3; i++) { Odd(x, y); x[i] = y[1] * y[2]; y[4] *= a; } return x[0] * x[1] + y[4] * y[3] + y[0];",
        "var q = new Tensor<double>(2, 3); for (int i = 0; i < 2; i++) for (int j = 0; j < 3; j++) q[i, j] = x[i] * y[j]; double s = 0; for (int i = 0; i < n; i++) { double e = Advance(q, 0.1 * a); s += e * q[1, 2]; } return s + q[0, 1];",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Values_and_gradients(string generation) => Meaning.Agree(Bodies, generation, Members);
}
