using System.Linq;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Calls;

/// <summary>Functions of arrays, spans and tensors whose derivative the user gives.</summary>
public class GivenArrayDerivativeTests
{
    private const string Types = """
        internal static class Special
        {
            internal static double Norm(ReadOnlySpan<double> v)
            {
                double s = 0;
                foreach (double e in v) s += e * e;
                try { return Math.Sqrt(s + 1); } finally { }
            }
            [Derivative(nameof(Norm))]
            internal static void NormDerivative(ReadOnlySpan<double> v, double result, double seed, Span<double> vGrad)
            {
                for (int i = 0; i < v.Length; i++) vGrad[i] += seed * v[i] / result;
            }

            internal static double Weighted(double[] v, double w, int k, bool flip, Span<double> u, [NoGrad] double[] constant)
            {
                double s = w * k;
                for (int i = 0; i < v.Length; i++) s += v[i] * u[i % u.Length] * w * (flip ? -k : k) * constant[0];
                return s;
            }
            [Derivative(nameof(Weighted))]
            internal static void WeightedDerivative(double[] v, double w, int k, bool flip, Span<double> u, double[] constant, double result, double seed, double[] vGrad, ref double wGrad, Span<double> uGrad)
            {
                double f = (flip ? -k : k) * constant[0] * seed;
                wGrad += seed * k;
                for (int i = 0; i < v.Length; i++)
                {
                    vGrad[i] += f * u[i % u.Length] * w;
                    uGrad[i % u.Length] += f * v[i] * w;
                    wGrad += f * v[i] * u[i % u.Length];
                }
            }

            // All of the output is computed; why, the derivative says by its signature.
            internal static void Cumulate(ReadOnlySpan<double> v, double scale, Span<double> sums)
            {
                double s = 0;
                int i = 0;
                try { foreach (double e in v) { s += e * e * scale; sums[i++] = s; } } finally { }
            }
            [Derivative(nameof(Cumulate))]
            internal static void CumulateDerivative(ReadOnlySpan<double> v, double scale, Span<double> sums, Span<double> vGrad, ref double scaleGrad, ReadOnlySpan<double> sumsGrad)
            {
                double s = 0;
                for (int i = v.Length - 1; i >= 0; i--)
                {
                    s += sumsGrad[i];
                    vGrad[i] += 2 * v[i] * scale * s;
                    scaleGrad += v[i] * v[i] * s;
                }
            }

            // In place: the gradient goes from the final value to the initial one.
            internal static double Square(Span<double> v, double a)
            {
                for (int i = 0; i < v.Length; i++) v[i] = v[i] * v[i] * a + v[i];
                return v[0] * a;
            }
            [Derivative(nameof(Square))]
            internal static void SquareDerivative(Span<double> v, double a, double result, double seed, Span<double> vGrad, ref double aGrad)
            {
                aGrad += seed * v[0];
                vGrad[0] += seed * a;
                for (int i = 0; i < v.Length; i++)
                {
                    // v' = a·u² + u, for the u nearest to v'.
                    double u = Math.Abs(a) < 1e-9 ? v[i] : Inverse(v[i], a);
                    aGrad += vGrad[i] * u * u;
                    vGrad[i] *= 2 * a * u + 1;
                }
            }
            private static double Inverse(double w, double a)
            {
                double u = w;
                for (int k = 0; k < 100; k++) u -= (a * u * u + u - w) / (2 * a * u + 1);
                return u;
            }

            // Written as a whole, which its body shows.
            internal static void Scale(double[] v, double a, double[] w)
            {
                for (int i = 0; i < w.Length; i++) w[i] = Math.Sin(v[i] * a);
            }
            [Derivative(nameof(Scale))]
            internal static void ScaleDerivative(double[] v, double a, double[] w, Span<double> vGrad, ref double aGrad, Span<double> wGrad)
            {
                for (int i = 0; i < w.Length; i++)
                {
                    vGrad[i] += wGrad[i] * Math.Cos(v[i] * a) * a;
                    aGrad += wGrad[i] * Math.Cos(v[i] * a) * v[i];
                }
            }

            internal static double Gathered(ReadOnlySpan<double> v, int[] at, double[,] m)
            {
                double s = 0;
                for (int i = 0; i < at.Length; i++) s += v[at[i]] * v[at[i]] * m[i % 2, i % 3];
                return s;
            }
            [Derivative(nameof(Gathered))]
            internal static void GatheredDerivative(ReadOnlySpan<double> v, int[] at, double[,] m, double result, double seed, Span<double> vGrad, double[,] mGrad)
            {
                for (int i = 0; i < at.Length; i++)
                {
                    vGrad[at[i]] += 2 * seed * v[at[i]] * m[i % 2, i % 3];
                    mGrad[i % 2, i % 3] += seed * v[at[i]] * v[at[i]];
                }
            }

            internal static double Trace(Tensor<double> t, float scale)
            {
                double s = 0;
                for (int i = 0; i < t.Dim(0); i++) s += t[i, i] * t[i, (i + 1) % t.Dim(1)] * scale;
                return s;
            }
            [Derivative(nameof(Trace))]
            internal static void TraceDerivative(Tensor<double> t, float scale, double result, double seed, Tensor<double> tGrad, ref float scaleGrad)
            {
                for (int i = 0; i < t.Dim(0); i++)
                {
                    tGrad[i, i] += seed * t[i, (i + 1) % t.Dim(1)] * scale;
                    tGrad[i, (i + 1) % t.Dim(1)] += seed * t[i, i] * scale;
                    scaleGrad += (float)(seed * t[i, i] * t[i, (i + 1) % t.Dim(1)]);
                }
            }
        }
        """;

    private static readonly string[] Bodies =
    [
        "return Special.Norm(x) * Special.Norm(y) + Special.Norm(x) * a;",
        // Slices, overlapping ones, the same twice, empty ones.
        "return Special.Norm(x.AsSpan(1, 3)) * Special.Norm(x.AsSpan(2)) + Special.Norm(x.AsSpan(0, 0)) * Special.Norm(y);",
        "double[] c = new double[] { 1.5, 2 }; return Special.Weighted(x, a, 2, flag, y, c) + Special.Weighted(x, y[0], n, false, x, c);",
        "double s = 0; for (int i = 0; i < n; i++) s += Special.Norm(x.AsSpan(0, i)) * y[i]; return s;",
        "double s = 0; for (int i = 0; i < n; i++) s += Special.Norm(x.AsSpan(i, n - i)) * Special.Norm(y.AsSpan(i)); return s;",
        // Overwritten afterwards, and before the next call.
        "double s = 0; for (int i = 0; i < n; i++) { s += Special.Norm(x) * y[i]; x[i] = s * a; } return s + x[1];",
        "double s = Special.Norm(x); for (int i = 0; i < x.Length; i++) x[i] *= s; s += Special.Norm(x); x[0] = 3; return s * Special.Norm(x);",
        // A loop of unknown length: the arguments go on a stack.
        "double s = a * a; int k = 0; while (s < 9 && k < 5) { s += Special.Norm(x) + 0.1; x[k] *= s * 0.1; k++; } return s * x[0];",
        "double s = 0; for (int i = 0; i < n; i++) { int k = i; while (k > 0) { s += Special.Norm(x.AsSpan(0, 4)) * y[k]; x[k % 4] += 0.1 * s; k -= 2; } } return s;",
        "double s = 0; for (int i = 0; i < n; i++) { if (x[i] < 0) continue; s += Special.Norm(x) * y[i]; if (s > 2) break; x[i] *= a; } return s;",
        // Under a branch that data decides.
        "double s = 0; for (int i = 0; i < n; i++) { if (x[i] > y[i]) { s += Special.Norm(x) * x[i]; } else { x[i] = Special.Norm(y) * a; } } return s + x[2];",
        // What is computed is a whole array.
        "var c = new double[x.Length]; Special.Cumulate(x, a, c); double s = 0; for (int i = 0; i < n; i++) s += c[i] * y[i] * c[i]; return s;",
        "Special.Cumulate(x, y[0], y); return y[0] * y[3] + y[n];",
        "for (int i = 0; i < n; i++) { Special.Cumulate(x, a + i, y); x[i] += y[n] * 0.1; } return x[0] * x[1] + y[2];",
        "var c = new double[x.Length]; for (int i = 0; i < n; i++) c[i] = x[i] * y[i]; Special.Cumulate(c, a, y); Special.Cumulate(y, 0.5, c); return c[3] * y[2];",
        "Special.Cumulate(x.AsSpan(0, 4), a, x.AsSpan(4, 4)); return x[4] * x[7] + x[0];",
        "var c = new double[3]; for (int i = 0; i < n; i++) { c[0] = x[i]; c[2] = c[1] * y[i]; Special.Cumulate(c, a, y.AsSpan(2, 3)); c[1] = y[4] * 0.01 + 0.1 * c[0]; } return c[1] * c[2];",
        // In place.
        "for (int i = 0; i < x.Length; i++) { x[i] = 0.2 * x[i] * x[i] + 0.3; } double s = Special.Square(x, 0.5); return s * x[1] + x[0] * x[0];",
        "for (int i = 0; i < y.Length; i++) y[i] = x[i] * x[i] * 0.1 + 0.2; double s = 0; for (int i = 0; i < 3; i++) { s += y[i]; s = Special.Square(y.AsSpan(i, 3), 0.1 * a * a + 0.2); s *= y[i + 1]; } return s + y[0] * y[2];",
        // A pure output by its body.
        "Special.Scale(x, a, y); double s = 0; foreach (double e in y) s += e * e; return s;",
        "double s = 0; for (int i = 0; i < n; i++) { s += y[i]; Special.Scale(x, a + i, y); s += y[i] * x[0]; x[i] = s * 0.1; } return s;",
        "for (int i = 0; i < n; i++) y[i] = x[i] * a; Special.Scale(x, 2, y); Special.Scale(y, a, x); return x[1] * x[2];",
        // Index arrays and arrays of two axes.
        "var m = new double[2, 3]; for (int i = 0; i < 2; i++) for (int j = 0; j < 3; j++) m[i, j] = x[i] * y[j]; return Special.Gathered(x, idx, m) + Special.Gathered(y.AsSpan(1, 4), idx, m) * a;",
        "double s = 0; for (int k = 0; k < n; k++) { var m = new double[2, 3]; for (int i = 0; i < 2; i++) for (int j = 0; j < 3; j++) m[i, j] = x[i + k % 2] * y[j]; s += Special.Gathered(x, idx, m); } return s;",
        "var t = new Tensor<double>(3, 3); for (int i = 0; i < 3; i++) for (int j = 0; j < 3; j++) t[i, j] = x[i] * y[j] + a; double s = Special.Trace(t, 1.5f); t[1, 1] = s; return s * Special.Trace(t, 0.5f);",
        // Through helpers that are read, nested in arguments.
        "double[] c = new double[] { 2 }; double Twice(ReadOnlySpan<double> v) => Special.Norm(v) * Special.Norm(v); double s = 0; for (int i = 1; i < n; i++) s += Twice(x.AsSpan(i)) * Special.Weighted(y, Special.Norm(x), i, flag, x, c); return s;",
        "double s = 0; var c = new double[1]; c[0] = 2; for (int i = 0; i < idx.Length; i++) s += Special.Norm(x.AsSpan(idx[i], 2)) * Special.Weighted(x, y[idx[i]], idx[i], idx[i] == 0, y, c); return s;",
        "double s = 1; for (int i = 0; i < n; i++) { for (int j = 0; j <= i; j++) s = s * 0.5 + Special.Norm(x.AsSpan(j, i - j)) * y[j]; } return s;",
        // Never reached, and reached with nothing to compute.
        "double s = a; if (n < 0) s += Special.Norm(x.AsSpan(n, 2)); for (int i = 3; i < n - 100; i++) s *= Special.Norm(x.AsSpan(0, n - 100)); return s * x[0];",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Values_and_gradients(string generation) => Meaning.Agree(Bodies, generation, types: Types);
}
