using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Calls;

/// <summary>
/// An integer may have two names: as a captured variable and a reference, as a struct's member and the struct, in the struct's own
/// code. A loop to which it is the bound sees what its body does under the other name.
/// </summary>
public class AliasedBoundTests
{
    private const string Types = """
        public struct Run
        {
            public double V; public int N;
            public double Member(double[] x) { for (int i = 0; i < N; i++) { if (N < 5) N++; V *= x[i]; } return V; }
            public void Up() { if (N < 5) N++; }
            public double Method(double[] x) { for (int i = 0; i < N; i++) { Up(); V *= x[i]; } return V; }
            public double While(double[] x) { int i = 0; while (i < N) { Up(); V *= x[i]; i++; } return V; }
            public double Reference(double[] x) { for (int i = 0; i < this.N; i++) { Increase(ref N); V *= x[i]; } return V; }
            public double Whole(double[] x) { for (int i = 0; i < N; i++) { this = new Run { V = V * x[i], N = i < 3 ? 5 : N }; } return V; }
            public double Tuple(double[] x) { for (int i = 0; i < N; i++) { (N, V) = (i < 3 ? 5 : N, V * x[i]); } return V; }
            public double Other(double[] x) { for (int i = 0; i < N; i++) V *= x[i]; return V; }
            static void Increase(ref int q) { if (q < 5) q++; }
            public Run(double v, double[] x) { V = v; N = 2; for (int i = 0; i < N; i++) { if (i < 3) N++; V *= x[i]; } }
        }
        """;

    private const string Members = """
        static void Increase(ref int q) { q++; }
        static double Inner(int m, double[] x) { double s = 1; void Up() { if (m < 5) m++; } for (int i = 0; i < m; i++) { Up(); s *= x[i]; } return s; }
        static double Both(ref int p, ref int q, double[] x) { double s = 1; for (int i = 0; i < p; i++) { if (q < 5) q++; s *= x[i]; } return s; }
        static double Same(ref Run p, ref Run q, double[] x) { for (int i = 0; i < p.N; i++) { if (q.N < 5) q.N++; q.V *= x[i]; } return 1; }
        static double Taken(ref int q, Run r, double[] v) => v[q++] * v[r.N] * r.V;
        """;

    private static readonly string[] Bodies =
    [
        "Run s = default; s.V = a; s.N = 2; double r = s.Member(x); return r * s.V * s.N;",
        "Run s = default; s.V = a; s.N = 2; double r = s.Method(x); return r * s.V * s.N;",
        "Run s = default; s.V = a; s.N = 2; double r = s.While(x); return r * s.V * s.N;",
        "Run s = default; s.V = a; s.N = 2; double r = s.Reference(x); return r * s.V * s.N;",
        "Run s = default; s.V = a; s.N = 2; double r = s.Whole(x); return r * s.V * s.N;",
        "Run s = default; s.V = a; s.N = 2; double r = s.Tuple(x); double t = s.Other(y); r += t; return r * s.V * s.N;",
        "var s = new Run(a, x); return s.V * s.N;",
        "double s = Inner(2, x); int k = 3; s += Inner(k, y); return s * a;",
        "int k = 2; double s = Both(ref k, ref k, x); int m = 1; double t = Both(ref m, ref k, y); s += t; return s * a * k * m;",
        "Run s = default; s.V = a; s.N = 2; double r = Same(ref s, ref s, x); return r * s.V * s.N;",
        "Run s = default; s.V = a; s.N = 2; double r = Taken(ref s.N, s, x); return r * s.N;",
        "int m = 3; double s = 0; void Local(ref int q) { for (int i = 0; i < q; i++) { s += x[i]; if (m < 6) m++; } } Local(ref m); return s * s * m * a;",
        "int m = 3; double s = 0; void Local(ref int q) { for (int i = 0; i < m; i++) { s += x[i]; if (q < 6) q++; } } Local(ref m); return s * s * m * a;",
        "int m = 3; double s = 0; void Local(in int q) { int i = 0; while (i < q) { s += x[i]; if (m < 6) Increase(ref m); i++; } } Local(m); return s * s * m * a;",
        "int m = 3; double s = 0; void Local(ref int q) { void Up() { if (m < 5) Increase(ref m); } for (int i = 0; i < q; i++) { Up(); s += x[i]; } } Local(ref m); return s * s * m * a;",
        "double s = 0; void Local() { int m = 3; void Within() { void Up() { if (m < 6) m++; } for (int i = 0; i < m; i++) { Up(); s += x[i]; } if (m < 7) m++; } for (int i = 0; i < m; i++) { Within(); s += y[i]; } s *= m; } Local(); return s * s * a;",
        "Run s = default; s.V = a; s.N = 2; void Local(ref int q) { for (int i = 0; i < q; i++) { if (s.N < 5) s.N++; s.V *= x[i]; } } Local(ref s.N); return s.V * s.N;",
        "Run s = default; s.V = a; s.N = 2; void Local(ref Run q) { for (int i = 0; i < q.N; i++) { if (s.N < 5) s.N++; s.V *= x[i]; } } Local(ref s); return s.V * s.N;",
        "int k = 2; double Local(ref int q) { double s = 1; k = 0; while (k < 6) { s += x[q] * k; k++; } return s * q; } double z = Local(ref k); return a * z * k;",
        "int[] q = new int[3]; q[1] = 2; double Local(ref int r) { double s = 0; for (int i = 0; i < r; i++) { s += x[i]; if (q[1] < 6) q[1]++; } return s; } double z = Local(ref q[1]); return a * z * q[1];",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Loops_see_what_their_bound_becomes(string generation) =>
        Meaning.Agree(Bodies, generation, Members, Types);
}
