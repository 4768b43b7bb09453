using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Calls;

/// <summary>Calls where the number of times that they run, and whether they do, is decided by what is computed.</summary>
public class ControlFlowCallTests
{
    private const string Members = """
        internal static double Soft(double u, double v) => Math.Log(1 + Math.Exp(u * v));
        [Derivative(nameof(Soft))]
        internal static void SoftDerivative(double u, double v, double result, double seed, ref double uGrad, ref double vGrad)
        {
            double p = 1 - Math.Exp(-result);
            uGrad += seed * p * v;
            vGrad += seed * p * u;
        }
        internal static double Half(double u) => u / 2;
        [Derivative(nameof(Half))]
        internal static void HalfDerivative(double u, double result, double seed, ref double uGrad) => uGrad += seed / 2;
        [Differentiable]
        internal static double Tree(double x, double y, int depth)
        {
            if (depth <= 0)
                return x * y;
            if (x > y)
                return Tree(x * 0.9, y * x, depth - 1) + x;
            double left = Tree(Math.Sin(x), y, depth - 1);
            return left * Tree(y, x - 0.1, depth - 1);
        }
        [Differentiable]
        internal static double Search(double x, int k)
        {
            double s = x;
            for (int i = 0; ; i++)
            {
                if (i > k) break;
                s = Math.Cos(s) + x * i;
                if (s > 2) return Search(s * 0.3, k - 1) * x;
            }
            return s * s;
        }
        static double Clipped(double v, double limit)
        {
            if (v > limit) return limit + Half(v - limit);
            if (v < -limit) return -limit;
            return v;
        }
        static int Level(double v) { if (v > 0.5) return 2; if (v > 0) return 1; return 0; }
        static bool Between(int i, int from, int to) { if (i < from) return false; return i <= to; }
        static int Count(int[] idx, int k) { int c = 0; foreach (int i in idx) if (i == k) c++; return c; }
        """;

    private static readonly string[] Bodies =
    [
        // The condition of a loop calls, and what it called changes in the loop.
        "double s = a + 5; while (Half(s) > 0.3) { s = s * 0.6 + 0.05 * x[0]; } return s * y[0];",
        "double s = 4 + a; int t = 0; while (Soft(s, 0.5) > 0.9 && t < 40) { s -= 0.25 * Soft(x[t % n], y[0]) + 0.1; t++; } return s * s + t;",
        "double s = a + 3; do { s = Half(s) + 0.1 * x[1] * s; } while (Half(s) > 0.4); return s;",
        "double s = 0; for (int i = 0; i < n; i++) { double t = Soft(x[i], y[i]); if (t < 0.5) continue; s += t * x[i]; if (s > 2) break; } return s * a;",
        "for (int i = 0; i < n; i++) { if (Soft(x[i], a) > 0.7) return Soft(x[i], x[0]) * y[i]; x[i] *= Half(y[i]); } return x[0] * x[1];",
        "int i = 0; double s = a; while (i < n) { s = Soft(s, x[i]) * y[i]; i += s > 0 ? 1 : 2; } return s;",
        "double s = a; int k = 3; k = k - 1; s = Tree(s, x[0], k); k++; s += Tree(x[1], y[0], k) * s; k = 0; return s * Tree(s, s, k);",
        "int m = n; int Limit() => m; double s = 0; for (int i = 0; i < Limit(); i++) { s += x[i] * x[i]; m--; } return s * m;",
        "double s = 0; for (int i = 0; i < Level(0.7 - s); i++) s += x[i] * x[i] + 0.3; return s;",
        "double s = 0; int i = 0; while (i < Level(0.9 - s)) { s += x[i] * x[i] + 0.4; i++; } int m = n; int Limit() => m; i = 0; while (i < Limit()) { s += x[i] * y[i]; m -= 2; i++; } return s * i;",
        // Recursive, with several returns and jumps.
        "return Tree(x[0], y[0], 3) + Tree(y[1], a, 2) * Search(x[2], 4);",
        "double s = 0; for (int i = 0; i < n; i++) { if (x[i] > 0) s += Tree(x[i], y[i], i % 3); else s = Search(s + y[i], i) * 0.5; } return s;",
        "double s = 1; int i = 0; while (i < 4) { s = Search(s * x[i], i) + Tree(s, y[i], 2); i++; } return s;",
        "double s = 0; for (int i = 0; i < n; i++) s += flag ? Tree(x[i], a, 2) * Soft(x[i], y[i]) : y[i]; return s;",
        // Helpers with returns in the middle, and ones that count.
        "double s = 0; for (int i = 0; i < n; i++) s += Clipped(x[i] * 2, 0.4) * Clipped(y[i], Math.Abs(a) + 0.1); return s;",
        "double s = 0; for (int i = 0; i < n; i++) { if (Between(i, 2, 5)) s += x[i] * y[i]; else if (Level(x[i]) > 0) s += x[i] * x[i] * Level(y[i]); } return s;",
        "double s = 0; for (int i = 0; i < n; i++) { int k = Level(x[i]); s += y[k] * x[i]; k = Count(idx, k); s *= 1 + 0.1 * y[k]; } return s;",
        "int k = 1; double Next(int j) { double t = x[j + k] * y[j]; k++; return t; } double s = 0; double u = Next(0); s += u; u = Next(0); s += u * a; return s * x[k];",
        "double s = 0; double Acc(double v) { if (v < 0) return s; s += v * v; return s * v; } for (int i = 0; i < n; i++) { double t = Acc(x[i]); y[i] += t; } return s + y[0] * y[1] + y[n - 1];",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Values_and_gradients(string generation) => Meaning.Agree(Bodies, generation, Members);
}
