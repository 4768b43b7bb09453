using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Calls;

/// <summary>Methods, operators and properties of structs, and callees that take and return them, mean what was written.</summary>
public class StructCallTests
{
    private const string Types = """
        public readonly record struct Vec(double X, double Y)
        {
            public static Vec Zero => default;
            public static Vec UnitX { get { return new Vec(1, 0); } }
            public double Length => Math.Sqrt(X * X + Y * Y + 0.1);
            public double this[int i] => i == 0 ? X : Y;
            public Vec Turned { get { var t = new Vec(-Y, X); return t; } }
            public double Dot(Vec w) => X * w.X + Y * w.Y;
            public Vec Scaled(double f) { double g = f; g *= X; return new Vec(g, Y * f); }
            public Vec Unit() => this / Length;
            public Vec Twice() => Scaled(2).Scaled(Dot(this));
            public static Vec operator +(Vec a, Vec b) => new(a.X + b.X, a.Y + b.Y);
            public static Vec operator -(Vec a, Vec b) => new(a.X - b.X, a.Y - b.Y);
            public static Vec operator -(Vec a) => new(-a.X, -a.Y);
            public static Vec operator *(double f, Vec a) => new(f * a.X, f * a.Y);
            public static Vec operator /(Vec a, double f) => new(a.X / f, a.Y / f);
            public static double operator *(Vec a, Vec b) => a.Dot(b);
            public static bool operator <(Vec a, Vec b) => a.Length < b.Length;
            public static bool operator >(Vec a, Vec b) => b < a;
            public static implicit operator Vec((double x, double y) t) => new(t.x, t.y);
            public static explicit operator double(Vec a) => a.X * a.Y;
        }

        #pragma warning disable CS8656
        public struct Sum
        {
            public double Total, Last; public int Count;
            public void Add(double x) { Total += x * (Count + 1); Last = x; Count++; }
            public double Mean() => Total / Math.Max(Count, 1);
            public double Take() { Total *= 2; return Total + Last; }
            public void Reset() => this = default;
            public readonly double After(double x) { Sum copy = this; copy.Add(x); Take(); return copy.Total; }
        }

        public struct Polar
        {
            public double R = 1, T; public readonly int Quadrant; public Vec Unit { get; }
            public Polar(double x, double y)
            {
                R = Math.Sqrt(x * x + y * y + 0.1);
                T = x / R;
                if (x > 0) { Quadrant = y > 0 ? 1 : 4; Unit = new Vec(T, y / R); return; }
                for (int i = 0; i < 3; i++) T += i * R * y;
                Unit = new Vec(-T, R) + Unit;
                Quadrant = 2;
            }
            public Polar(double t) { T = t; R += T; t *= 2; T = Scaled(t) * R; }
            public readonly double Scaled(double f) => R * f;
            public readonly void Deconstruct(out double r, out int q, out Vec unit) { r = R * R + T; q = Quadrant + 1; unit = new Vec(unit_(R), T); static double unit_(double v) => v * 2; }
            public void Deconstruct(out double r, out double t) { r = R; R *= 2; t = T * R; }
        }

        public struct Holder { public Sum Inner; public readonly Sum Fixed; public Sum Auto { get; set; } }
        """;

    private const string Members = """
        static (double s, double c) SinCos(double v) => (Math.Sin(v), Math.Cos(v));
        static (double Min, double Max, int At) Range(double[] x, int n)
        {
            (double Min, double Max, int At) r = (x[0], x[0], 0);
            for (int i = 1; i < n; i++)
            {
                if (x[i] < r.Min) r.Min = x[i];
                if (x[i] > r.Max) { r.Max = x[i]; r.At = i; }
            }
            return r;
        }
        static Vec Pick(Vec a, Vec b, double d) { if (d > 0) return a; if (a > b) { return b + a; } b = a; return 2 * b; }
        static double Energy(Vec p, (double m, Vec v) body) { p = p + body.v; return 0.5 * body.m * (p * body.v); }
        static double First(Sum s) { s.Add(3); s.Add(s.Total); return s.Last * s.Count; }
        static void Fill(double[] x, Vec v) { x[0] = v.X; x[1] = v.Y * v.X; }
        """;

    private static readonly string[] Bodies =
    [
        // Constructors and Deconstruct methods that compute.
        "var p = new Polar(x[0], x[1]); var q = new Polar(a); return p.R * p.T + p.Unit.X * p.Unit.Y * p.Quadrant + q.R * q.T * x[2];",
        "double s = 0; for (int i = 0; i < n; i++) { var p = new Polar(x[i] * a, y[i]) { T = x[0] }; s += p.R * p.T * p.Quadrant + new Polar(y[i], s * 0.1).Unit.Dot(new Vec(x[i], a)); } return s;",
        "var (r, q, u) = new Polar(x[0], a); var (t, v) = new Polar(x[1]); return r * q * u.X + u.Y * t * v;",
        "var p = new Polar(x[0]); (a, var t) = p; (double r, x[1]) = p; return a * t * r * x[1] * p.R;",
        "double s = 0; for (int i = 0; i < n; i++) { var (r, _, u) = new Polar(x[i], y[i]); s += r * u.X * u.Y + a * s * 0.1; } return s;",
        "Polar p = default; if (n > 3) p = new Polar(a); p = p with { R = p.R * x[0] }; return p.R * p.T + new Polar(x[1] * x[2]).Scaled(a);",
        "Vec v = new(x[0], x[1]), w = new(a, y[0]); v = v + w - 2 * v; return v * w + v.Length * (-w).X + v.Dot(w / w.Length);",
        "Vec v = (x[0], a); v += v; v -= new Vec(x[1], 2); Vec u = v.Unit(); return u.X * 3 + u.Y + (double)v + v.Twice().Y + v.Turned.X * Vec.UnitX.X + Vec.Zero.Y;",
        "Vec s = Vec.Zero; for (int i = 0; i < n; i++) s += x[i] * new Vec(y[i], a); return s * s;",
        "Vec p = new(x[0], x[1]), v = new(y[0], y[1]); for (int t = 0; t < 4; t++) { Vec f = -p / (p.Length * p.Length * p.Length); v += 0.1 * f; p += 0.1 * v; } return p.Dot(v) + p.Length;",
        "var v = new Vec(x[0], a); var w = x[1] > 0 ? v.Scaled(a) : v + v; if (v < w) w = w + v.Scaled(2); return w.X * w.Y + (v > w ? (v - w).Length : v * w);",
        "var (s, c) = SinCos(x[0]); var (s2, c2) = Math.SinCos(a * x[1]); return s * c2 + c * s2 + SinCos(s).c;",
        "var r = Range(x, n); (double lo, double hi, _) = Range(y, n); return (r.Max - r.Min) * y[r.At] + lo * hi;",
        "Vec v = Pick(new Vec(x[0], x[1]), new Vec(a, 1), x[2]); Vec w = Pick(v, (y[0], y[1]), -1); return v * w + Pick(w, v, y[3]).Length;",
        "Vec p = new(x[0], x[1]); double e = Energy(p, (a, new Vec(y[0], y[1]))); return e * p.X + Energy(2 * p, (e, p));",
        "Sum s = default; for (int i = 0; i < n; i++) s.Add(x[i] * y[i]); double m = s.Mean(); s.Add(m * m); double t = s.Take(); return t * s.Total + s.Mean() * s.Count;",
        "Sum s = default; s.Add(x[0]); double f = First(s); double g = s.After(f); Sum o = s; s.Reset(); s.Add(g * a); return f * s.Total + o.Total * s.Last + s.Count;",
        "Holder h = default; h.Inner.Add(x[0]); h.Inner.Add(a); h.Auto.Add(x[1]); h.Fixed.Add(x[2]); double t = h.Inner.Take(); t += h.Auto.Take() + h.Fixed.Take(); return t * h.Inner.Total + h.Auto.Total + h.Fixed.Total + h.Inner.Count;",
        "Fill(x, new Vec(a, x[3]) + new Vec(x[0], 1)); return x[0] * x[1];",
        "double s = 0; for (int i = 0; i < n; i++) { Vec At(double q) => new Vec(q * x[i], y[i]); Vec v = At(a); s += v * At(v.X) + (x[i] > 0 ? At(2).Length : 0); } return s;",
        "(double p, Vec v) t = (a, new Vec(x[0], x[1])); t = (t.v * t.v, t.p * t.v); (t.p, t.v) = (t.v.X, t.v + Vec.UnitX); return t.p * t.v.Y + t.v.Length;",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Structs_compute(string generation) => Meaning.Agree(Bodies, generation, Members, Types);
}
