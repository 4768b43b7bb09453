using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Parsing;

/// <summary>Structs and tuples mean what they mean to C#: values that are copied, whose members are scalars.</summary>
public class StructTests
{
    private const string Types = """
        public struct Vec { public double X; public double Y { get; set; } public Vec(double x, double y) { X = x; Y = y; } }
        public readonly record struct Point(double X, double Y);
        public record struct Body(Vec Position, Point Velocity, double Mass, int Age, bool IsFixed) { public Vec Position = Position; }
        public readonly struct Pair { public readonly double A; public readonly float B; public Pair(double a, float b) => (B, A) = (b, a); }
        public readonly struct Scaled(double x, double factor) { public double X { get; } = x * factor; public readonly double Factor = factor; public readonly int Kind = 3; }
        public record struct Named(double X) { public double Twice { get; init; } = X * 2; public double Free = 5; }
        public struct Plain { public double U, V; public int N; public bool B; }
        public record struct Both<T>(T First, T Second);
        """;

    private static readonly string[] Bodies =
    [
        // Construction, members, copies by value.
        "Vec v = new Vec(x[0], y[0]); Vec w = v; w.X = a; v.Y *= w.X; return v.X * w.Y + v.Y * w.X;",
        "var v = new Vec { X = x[0] * 2, Y = a }; v.X += v.Y * v.X; v = new Vec(v.Y, v.X); return v.X * v.X - v.Y;",
        "Vec v = default; Vec w = new(); w.Y = x[1]; v.X -= w.Y; return v.X * v.Y + v.X * w.Y + w.X;",
        "(double X, double Y) v; v.X = x[0]; v.Y = v.X * a; return v.Y * v.X;",
        "var p = new Point(x[0], y[1]); var q = p with { X = p.Y * a }; p = q with { Y = q.X * p.X, X = q.Y * p.Y }; return p.X * q.X + p.Y;",
        "var b = new Body(new Vec(x[0], x[1]), new Point(y[0], a), 2, n, flag); b.Position.X *= b.Velocity.Y; b.Position = new Vec(b.Position.Y, b.Position.X); b = b with { Mass = b.Position.X * b.Mass }; return b.IsFixed ? b.Mass * b.Position.Y * b.Age : b.Mass;",
        "var q = new Pair(x[0], (float)0.5); Pair r = new Pair(q.A * q.B, q.B); return r.A * q.A + r.B;",
        "var q = new Scaled(x[0], a); return q.X * q.Factor * q.Kind;",
        "var q = new Named(x[0]); var r = q with { X = a }; r.Free *= q.Twice; return r.X * r.Twice + r.Free;",
        "var z = new Plain { U = x[0], N = 2, B = true }; var o = z; o.V = o.U * a; return z.V + o.V * o.N * (o.B ? z.U : 1) * x[z.N];",
        "var t = new Both<double>(x[0], a); t = new Both<double>(t.Second, t.First * t.Second); return t.First * t.Second;",
        // Tuples, with and without names; conversions.
        "(double s, double c) t = (Math.Sin(a), Math.Cos(x[0])); t = (t.c, t.s); return t.s * t.Item1 - t.c * a;",
        "var t = (x[0], y: a, 3); t.Item1 *= t.y; (double, double, int) u = t; return u.Item1 * u.Item2 * u.Item3;",
        "(double, double) t = (1, 2.5f); (double p, double q) = t; (double u, (double v, int k)) w = (x[0], (a, n)); return p * q * w.u * w.Item2.v + w.Item2.k * x[1];",
        "var t = new ValueTuple<double, double>(x[0], a); return t.Item1 * t.Item2;",
        "(float f, double d) t = ((float)2, x[0]); (double, double) u = t; return u.Item1 * u.Item2;",
        // Swaps are simultaneous.
        "double p = x[0], q = a; (p, q) = (q, p); (p, q) = (p + q, p * q); (p, q) = (q * p, p); return p * p - q;",
        "for (int i = 0; i + 1 < n; i++) (x[i], x[i + 1]) = (x[i + 1] * a, x[i]); return x[0] * x[n - 1] + x[3];",
        "for (int i = 0; i < idx.Length; i++) (x[idx[i]], x[0]) = (x[0] * y[i], x[idx[i]] + y[i]); return x[0] + 2 * x[1] + 3 * x[2];",
        "Vec v = new(x[0], a); (v.X, v.Y) = (v.Y, v.X * v.Y); (v, var w) = (new Vec(v.Y, v.X), v); return v.X * w.X + w.Y;",
        "var v = new Vec(x[0], a); var w = new Vec(y[0], y[1]); (v, w) = (w, v); v.X *= w.X; return v.X + v.Y * w.Y;",
        "var (p, q) = new Point(x[0], a); (double r, _) = (p * q, 7.0); (p, (q, var s)) = (q, (r, p)); var ((d, e), f) = ((p, q), s); return d * e + f;",
        "double p, q; (p, q) = (1, x[0]); int k = 2; (var m, double z) = (k, k); return p * q * x[m] * z;",
        "double p = 1, q = 1; for (int i = 0; i < n; i++) (p, q) = (q * x[i], p + q * y[i]); return p * q;",
        // In loops and branches, carried and not; repeated use.
        "Vec v = new(1, 0); for (int i = 0; i < n; i++) { v = new Vec(v.X * x[i] - v.Y, v.Y * y[i] + v.X); } return v.X * v.Y;",
        "double s = 0; for (int i = 0; i < n; i++) { Point p = new(x[i], y[i]); var q = p with { X = p.X * a }; s += q.X * p.Y; } return s;",
        "Vec v = default; for (int i = 0; i < n; i++) { v.X += x[i] * y[i]; v.Y = Math.Max(v.Y, x[i]); } return v.X * v.Y;",
        "Vec v = new(x[0], 1); for (int i = 0; i < n; i++) { if (x[i] > 0) v = v with { X = v.Y * x[i] }; else { v.Y *= x[i]; Vec w = v; v.X = w.Y + 1; } } return v.X * v.Y;",
        "Vec v = flag ? new Vec(x[0], a) : default; var w = x[1] > 0 ? v : new Vec(y[1], v.X); w = w.X > w.Y ? w with { X = w.Y * w.X } : new Vec(w.Y, a * w.X); return w.X * w.Y;",
        "Plain z = new Plain { N = n - 1, B = n > 2 }; for (int i = 0; i < z.N; i++) { var o = z; o.U = x[i]; z.U += o.U * y[z.N]; if (o.B) z.V += o.U * z.U; } return z.V;",
        "for (int i = 0; i < n; i++) { var t = (i: i, v: x[i]); var o = t; x[o.i] = o.v * y[t.i + 1] * t.i; } return x[0] + x[1] * x[2];",
        "Body b = default; for (int i = 0; i < n; i++) { b.Position.X += x[i]; b.Velocity = new Point(b.Position.X, b.Velocity.X * y[i] + 1); } return b.Velocity.X * b.Velocity.Y;",
        // Integers and truth values that change, or depend on what changes.
        "Plain z = default; z.N = 2; z.B = n > 3; z.U = x[z.N]; z.N = n - 1; return z.U * x[z.N] * (z.B ? a : 1);",
        "Plain z = new Plain { N = 1 }; Plain o = z; z.N = o.N + 1; z.B = x[0] > 0; x[0] = a * a; o = z; o.V = x[o.N]; o.B = !o.B; return (z.B ? o.V : 3 * a) * (o.B ? a : x[1]) * z.N;",
        //"Plain z = default; for (int i = 0; i < idx.Length; i++) { z.N = idx[i]; z.U += x[z.N] * y[z.N] * z.N; z.B = x[i] > y[i]; if (z.B) z.V += z.U * y[i]; } return z.U * z.V;",
        "(double v, int k) best = (x[0], 0); for (int i = 1; i < n; i++) if (x[i] > best.v) best = (x[i], i); return best.v * y[best.k] * a;",
        "(double v, int k, bool odd) s = (1, 1, false); for (int i = 0; i < n; i++) { s = s with { odd = !s.odd, v = s.odd ? s.v * x[i] : s.v + y[s.k % 8], k = i + 1 }; } return s.v * s.k;",
        "Plain z = new Plain { B = x[0] > 0.1 }; x[0] = -x[0]; Plain o = z; o.U = z.B ? x[0] : a; return o.U * (o.B ? 2 : x[1]);",
        "return (x[0], a).Item2 * new Vec(a, x[1]).Y * (new Point(a, 1) with { Y = x[2] }).Y;",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Structs_are_taken_apart(string generation) => Meaning.Agree(Bodies, generation, types: Types);
}
