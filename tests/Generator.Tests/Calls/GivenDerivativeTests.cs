using System.Linq;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Calls;

/// <summary>A function whose derivative the user gives is called in the forward pass, its derivative in the backward pass.</summary>
public class GivenDerivativeTests
{
    private const string Types = """
        internal static class Special
        {
            // Solves u³ + u = x by Newton's method: differentiated by the implicit function, not through the iteration.
            internal static double Root(double x)
            {
                double u = x;
                while (Math.Abs(u * u * u + u - x) > 1e-15 * (1 + Math.Abs(x))) u -= (u * u * u + u - x) / (3 * u * u + 1);
                return u;
            }
            [Derivative(nameof(Root))]
            internal static void RootDerivative(double x, double result, double seed, ref double xGrad) =>
                xGrad += seed / (3 * result * result + 1);

            internal static double Blend(double u, int k, double v, bool first, [NoGrad] double w) =>
                (first ? u * u * v : u - v * v) * k + w;
            internal static float Blend(float u, float v) => u * v;
        }
        internal static class Elsewhere
        {
            [Derivative(typeof(Special), nameof(Special.Blend))]
            internal static void BlendDerivative(double u, int k, double v, bool first, double w, double result, double seed, ref double uGrad, ref double vGrad)
            {
                uGrad += seed * k * (first ? 2 * u * v : 1);
                vGrad += seed * k * (first ? u * u : -2 * v);
            }
            [Derivative(typeof(Special), nameof(Special.Blend))]
            internal static void BlendDerivative(float u, float v, float result, float seed, ref float uGrad, ref float vGrad)
            {
                uGrad += seed * v;
                vGrad += seed * u;
            }
            [Derivative(typeof(Math), nameof(Math.IEEERemainder))]
            internal static void RemainderDerivative(double x, double y, double result, double seed, ref double xGrad, ref double yGrad)
            {
                xGrad += seed;
                yGrad += seed * (result - x) / y;
            }
        }
        """;

    private static readonly string[] Bodies =
    [
        "return Special.Root(a) * x[0] + Special.Root(Special.Root(x[1]) * y[0]);",
        "double s = 0; for (int i = 0; i < n; i++) s += Special.Root(x[i] * y[i]) * Special.Root(x[0]); return s;",
        // Overwritten afterwards, a recurrence through the function, in place.
        "for (int i = 0; i < n; i++) { x[i] = Special.Root(x[i]) * y[i]; x[i] *= x[i]; } return x[0] * x[1] + x[n - 1];",
        "double s = a; for (int i = 0; i < n; i++) { s = Special.Root(s + x[i]) + s * y[i]; s = Special.Root(s) * s; } return s;",
        "for (int i = 1; i < n; i++) x[i] = Special.Root(x[i - 1] * y[i]) + x[i]; return x[n - 1] * x[2];",
        // Several gradients of one call, one of them without need, integers and booleans.
        "double s = 0; for (int i = 0; i < n; i++) s += Special.Blend(x[i], i + 1, y[i], i % 2 == 0, 0.3) * Special.Blend(v: x[0], k: 2, u: 1.5, first: flag, w: 3); return s;",
        "double s = 1; for (int i = 0; i < n; i++) s = Special.Blend(s * 0.5, 1, x[i], s > 0.2, 0.1) + Special.Blend(y[i], n, 2, x[i] > 0, 0.4); return s;",
        "double s = Special.Blend((float)0.5, (float)2) * a; for (int i = 0; i < idx.Length; i++) x[idx[i]] += Special.Root(x[i] + y[idx[i]]); return s + x[0] * x[1] * x[2];",
        // Under conditions: in a branch, in a ternary, and where the branch is decided by what is computed.
        "double s = 0; for (int i = 0; i < n; i++) { if (x[i] > 0) { double t = Special.Root(x[i]); s += t * t; } else s -= Special.Blend(x[i], 1, a, true, i); } return s;",
        "double s = 0; for (int i = 0; i < n; i++) s += i > 0 && x[i - 1] > y[i] ? Special.Root(x[i - 1]) * x[i] : Special.Blend(x[i], 2, y[i], flag, 0) * a; return s;",
        "double s = 0; for (int i = 0; i < n; i++) { double t = Special.Root(y[i]); if (t > 0.1) s += t * x[i]; else if (Special.Root(t) > -0.4) s += t * t; } return s;",
        "double s = 0; for (int i = 0; i < n; i++) s += (i > 0 ? Special.Blend(x[i - 1], 2, y[i], flag, 0.1) : 0) * a + x[i] * y[i]; return s;",
        // Through helpers that are read, and of a method of the framework.
        "double Twice(double u) => Special.Root(u) + Special.Root(u) * u; double s = 0; for (int i = 0; i < n; i++) s += Twice(x[i]) * Twice(y[0]); return s;",
        "return Math.IEEERemainder(x[0] * 7, 2 + y[0] * y[0]) * Math.Max(Special.Root(a), Special.Root(x[1]));",
        "var w = new double[n]; for (int i = 0; i < n; i++) w[i] = Special.Root(x[i]); for (int i = 0; i < n; i++) w[i] += Special.Root(w[n - 1 - i]) * y[i]; double s = 0; foreach (double v in w) s += v * v; return s;",
    ];

    private const string Floats = """
        [Derivative(nameof(Mixed))]
        internal static void MixedDerivative(float u, double v, long k, float result, float seed, ref float uGrad, ref double vGrad)
        {
            uGrad += seed * (float)(v * k);
            vGrad += (double)seed * u * k;
        }
        internal static float Mixed(float u, double v, long k) => (float)(u * v * k);
        [Differentiable]
        internal static float Run(float[] x, float a, double b)
        {
            float s = 0;
            for (long i = 0; i < x.Length; i++) s += Mixed(x[i] * a, b * b, i + 1) * x[0];
            return s;
        }
        public static double Difference()
        {
            float[] x = [0.5f, -1, 2], g = new float[3];
            RunGradient(x, 3, 0.5, g, out float aGrad, out double bGrad);
            // s = x0·a·b²·(x0 + 2·x1 + 3·x2)
            float t = 0.5f - 2 + 6;
            return Math.Abs(g[0] - (0.75f * (t + 0.5f))) + Math.Abs(g[1] - (1.5f * 0.5f)) + Math.Abs(g[2] - (2.25f * 0.5f))
                + Math.Abs(aGrad - (0.125f * t)) + Math.Abs(bGrad - (1.5 * t));
        }
        """;

    /// <summary>Each gradient in the type of its number.</summary>
    [Fact]
    public void Numbers_of_different_types()
    {
        Compiled compiled = Compiler.Compile($"using System; using NeuralGen; static partial class P {{ {Floats} }}");
        Assert.Equal(0, (double)compiled.Call("P", "Difference")!, 1e-5);
    }

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Values_and_gradients(string generation) => Meaning.Agree(Bodies, generation, types: Types);

    /// <summary>A derivative is called only where the value was: on the other side of a ternary it may not be defined.</summary>
    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Only_where_the_value_was_used(string generation)
    {
        const string members = """
            internal static double Power(double u, double v) => u < 0 ? throw new ArgumentException("u") : Math.Pow(u, v);
            [Derivative(nameof(Power))]
            internal static void PowerDerivative(double u, double v, double result, double seed, ref double uGrad, ref double vGrad)
            {
                if (u < 0) throw new ArgumentException("u");
                uGrad += seed * v * Math.Pow(u, v - 1);
                vGrad += seed * result * Math.Log(u);
            }
            """;
        string[] bodies =
        [
            "double s = 0; for (int i = 0; i < n; i++) s += x[i] > 0 ? Power(x[i], y[i]) * a : y[i]; return s;",
            "double s = 0; for (int i = 0; i < n; i++) s += (x[i] <= 0 ? a : Power(x[i], y[i])) * y[i]; return s;",
            "for (int i = 0; i < n; i++) if (x[i] > 0) y[i] = Power(x[i], y[i]) * a; return y[0] * y[1] + y[2] * y[3] + y[4] * y[5];",
        ];
        Meaning.Agree(bodies, generation, members);
    }

    /// <summary>Functions of one name, of a keyword's, and of the name that the helpers' type has.</summary>
    [Fact]
    public void Names()
    {
        Compiled compiled = Compiler.Compile(
            """
            using NeuralGen;
            internal static class @class
            {
                internal static double @event(double @in) => 2 * @in;
                internal static double Calls(double seed, double result) => seed * result;
                [Derivative(nameof(@event))] internal static void A(double x, double y, double seed, ref double g) => g += 2 * seed;
                [Derivative(nameof(Calls))] internal static void B(double u, double v, double y, double seed, ref double g, ref double h) { g += v * seed; h += u * seed; }
            }
            internal static class Other
            {
                internal static double Calls(double k, double gradients, double position) => k * gradients * position;
                [Derivative(nameof(Calls))] internal static void B(double u, double v, double w, double y, double seed, ref double f, ref double g, ref double h) { f += v * w * seed; g += u * w * seed; h += u * v * seed; }
            }
            public static partial class P
            {
                [Differentiable] public static double M(double a, double Calls, double k) => @class.@event(a) * @class.Calls(a, Calls) + Other.Calls(k, a, Calls);
                public static double Run() { MGradient(2, 3, 5, out double a, out double b, out double c); return a + 100 * b + 10000 * c; }
            }
            """
        );
        // 2a²b + kab: 4ab + kb, 2a² + ka, ab
        Assert.Equal(24 + 15 + (100 * (8 + 10)) + (10000 * 6), (double)compiled.Call("P", "Run")!, 1e-9);
    }

    /// <summary>The function runs once, its derivative once for all gradients, and not at all for a zero adjoint.</summary>
    [Fact]
    public void How_often_they_are_called()
    {
        Compiled compiled = Compiler.Compile(
            """
            using NeuralGen;
            public static partial class P
            {
                internal static int Functions, Derivatives;
                internal static double F(double u, double v, double w) { Functions++; return u * v * w; }
                [Derivative(nameof(F))]
                internal static void D(double u, double v, double w, double result, double seed, ref double uGrad, ref double vGrad, ref double wGrad)
                {
                    Derivatives++;
                    (uGrad, vGrad, wGrad) = (uGrad + seed * v * w, vGrad + seed * u * w, wGrad + seed * u * v);
                }
                [Differentiable]
                public static double M(double[] x, double a)
                {
                    double s = 0;
                    for (int i = 0; i < x.Length; i++) { double t = F(x[i], a, x[0] * a); s += t * t * i; }
                    return s;
                }
                public static string Run()
                {
                    double[] x = [1, 2, 3];
                    MGradient(x, 2, new double[3], out _);
                    return $"{Functions} {Derivatives}";
                }
            }
            """
        );
        Assert.Equal("3 2", compiled.Call("P", "Run"));
    }
}
