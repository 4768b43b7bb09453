using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Calls;

/// <summary><c>ref</c> locals, and callees with <c>ref</c>, <c>out</c> and <c>in</c> parameters, mean what was written.</summary>
public class ReferenceCallTests
{
    private const string Types = """
        public struct Vec
        {
            public double X, Y;
            public void Add(in Vec w) { X += w.X; Y += w.Y * X; }
            public readonly void Deliver(out double x, ref double y) { x = X; y *= Y; }
        }
        """;

    private const string Members = """
        static void Swap(ref double p, ref double q) { double t = p; p = q; q = t; }
        static void Polar(in double p, double q, out double r, out double t) { r = p * p + q; t = r * q; }
        static double Bump(ref double p, double by) { p += by; return p * by; }
        static void Twice(ref double p, ref double q) { p *= 2; q = q * p + 1; p += q; }
        static double Watch(in double p, ref double q) { q *= 3; return p * q; }
        static void Kick(ref Vec v, in Vec w, double f) { v.X += f * w.X; v.Y *= w.Y; v.Add(w); v.X = v.X * w.X; }
        static bool Try(double p, out double root) { root = 0; if (p < -5) return false; root = p * p; return true; }
        static void Deep(ref double p) { Swap(ref p, ref p); Bump(ref p, p); }
        static double Squared(in double p) => p * p;
        static void Skip(ref int k, int[] idx) { while (k < idx.Length && idx[k] == 2) k++; }
        static double Read(double[] v, ref int k) => v[k++];
        static double Two(double[] v, ref int k) { double s = v[k++] * v[k++]; k++; return s; }
        static bool Next(double[] v, ref int k, out int at) { at = k; k++; return k < v.Length && v[k - 1] < 2; }
        static void Grow(ref int p, ref int q) { for (int i = 0; i < p; i++) { if (i > 5) break; q++; } }
        static void Climb(ref int p, in int q) { int i = 0; while (i < q) { p--; i++; } p += 2 * q; }
        static void Find(double[] v, out int at, out bool any, out double best) { at = 0; any = false; best = v[0]; for (int i = 1; i < v.Length; i++) if (v[i] > best) { best = v[i]; at = i; any = true; } }
        static int Jump(ref int k, int by) { k += by; return k * by; }
        static void Toggle(ref bool up, ref long count) { up = !up; count++; }
        static void Make(double p, out Vec v) { v = default; v.X = p; v.Y = v.X * p; }
        """;

    private static readonly string[] Bodies =
    [
        "double p = x[0], q = a; Swap(ref p, ref q); Swap(ref x[1], ref y[2]); Swap(ref p, ref x[2]); return p * 3 + q * x[1] + y[2] * x[2];",
        "Polar(a, x[0], out double r, out var t); Polar(in x[1], r * t, out x[1], out y[0]); Polar(r, t, out _, out t); return r * t + x[1] * y[0];",
        "double p = x[0]; double s = Bump(ref p, a); s += p; p = Bump(ref p, s); s = Bump(ref x[0], p) ; return s * p + x[0];",
        "double p = x[0]; Twice(ref p, ref p); Twice(ref x[1], ref x[1]); Twice(ref x[1], ref p); return p * x[1];",
        "double p = x[0]; double s = Watch(in p, ref p); s = s + p; double t = Watch(p + 0, ref p); return s * t * Squared(p) + Squared(in x[1]) + Squared(a * x[2]);",
        "Vec v = new Vec { X = x[0], Y = a }, w = new Vec { X = y[0], Y = x[1] }; Kick(ref v, in w, 2); Kick(ref v, v, a); Kick(ref w, in v, x[2]); return v.X * w.Y + v.Y * w.X;",
        "Vec v = default; for (int i = 0; i < n; i++) { Vec w = new Vec { X = x[i], Y = y[i] }; Kick(ref v, w, 0.5); v.Deliver(out double d, ref y[i]); v.Y += d; } return v.X + v.Y * y[1];",
        "double s = 0; for (int i = 0; i < n; i++) { if (Try(x[i], out double r)) s += r * y[i]; } return s;",
        "Deep(ref x[0]); Deep(ref a); return x[0] * a * x[1];",
        "for (int i = 0; i + 1 < n; i++) { ref double r = ref x[i]; ref double t = ref x[i + 1]; r *= a; t += r * y[i]; r = t - r; } return x[0] * x[n - 1] + x[2];",
        "for (int i = 0; i < idx.Length; i++) { ref double r = ref x[idx[i]]; r += y[i] * r; ref readonly double q = ref y[i]; r -= q; } return x[0] + 2 * x[1] + 3 * x[2];",
        "int k = 1; ref double r = ref x[k]; k = 3; r = x[k] * a; k++; Bump(ref r, x[k]); return x[1] * r + x[3];",
        "int k = 0; double s = 0; while (k < n) { ref double r = ref x[k]; k += 2; if (k < n) { r *= x[k]; s += r * y[k]; } } return s + x[0] * x[2];",
        "Vec v = new Vec { X = x[0], Y = 1 }; ref double r = ref v.Y; r += a; ref Vec w = ref v; w.X *= r; Swap(ref w.X, ref r); return v.X + v.Y * w.X;",
        // Integers and truth values that callees change.
        "int k = 0; double s = 0; while (k < idx.Length) { Skip(ref k, idx); if (k < idx.Length) s += x[idx[k]] * y[k] * a; k++; } return s + k * x[k];",
        "int k = 0; double s = Read(x, ref k); double t = Read(y, ref k); s *= t; t = Two(x, ref k); return s * t * y[k] * a;",
        "int at, k = 0; double s = 0; while (Next(x, ref k, out at)) s += x[at] * y[k - 1] * s + a; return s * k;",
        "int k = 2; Grow(ref k, ref k); int m = 1; Grow(ref k, ref m); return x[k % 9] * y[m] * a * k;",
        "int k = 3; Climb(ref k, in k); int m = 2; Climb(ref m, k); Climb(ref m, 1); return x[k & 7] * a * k * m;",
        "Find(x, out int at, out var any, out double best); Find(y, out int other, out _, out _); if (any) a *= x[at] * y[at] + best; at++; return a * y[other] * at;",
        "int k = 1; int j = Jump(ref k, 2); int m = Jump(ref k, 1); j = Jump(ref j, k % 3); return x[k] * x[m % 9] * a * j;",
        "bool up = true; long c = 0; double s = 0; for (int i = 0; i < n; i++) { Toggle(ref up, ref c); s += up ? x[i] * y[i] : a * x[i]; } return s * c;",
        "int k = 0; void Step(ref int p) { for (int i = 0; i < k + 2 && i < 4; i++) p++; } Step(ref k); Step(ref k); int m = 0; Step(ref m); return x[k % 9] * a * k * m;",
        "var w = new int[4]; for (int i = 0; i < 4; i++) { w[i] = i; Jump(ref w[i], 2); } double s = 0; for (int i = 0; i < 4; i++) s += x[w[i]] * y[i] * a; return s;",
        "Make(x[0], out Vec v); Make(a, out var w); Make(v.Y, out v); return v.X * w.Y + v.Y;",
        "double u = a; void Local(ref double p) { p *= u; u += p; } Local(ref x[0]); Local(ref u); return x[0] * u;",
        "for (int i = 0; i < n; i++) Swap(ref x[i], ref y[n - 1 - i]); double s = 0; for (int i = 0; i < n; i++) s += x[i] * y[i] * (i + 1); return s;",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void References_are_other_names(string generation) => Meaning.Agree(Bodies, generation, Members, Types);
}
