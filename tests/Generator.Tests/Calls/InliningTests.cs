using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Calls;

/// <summary>A body that takes the place of its call means what the call meant.</summary>
public class InliningTests
{
    private const string Types = """
        public interface IPayoff
        {
            double Value(double s);
            static abstract double Scale(double s);
            static virtual double Twice(double s) => 2 * s;
        }
        public struct Squared : IPayoff
        {
            public double Value(double s) => s * s;
            public static double Scale(double s) { double t = 3 * s; return t * s; }
        }
        public readonly struct Wave : IPayoff
        {
            double IPayoff.Value(double s) => Math.Sin(s) * Inner(s);
            private static double Inner(double s) => s + 1;
            static double IPayoff.Scale(double s) => Math.Cos(s);
        }
        internal static class Helpers
        {
            internal static double Price<T>(T payoff, double s) where T : struct, IPayoff => payoff.Value(s) + T.Scale(s);
            internal static double Both<T, U>(double s) where T : struct, IPayoff where U : struct, IPayoff =>
                Price(default(T), s) * Price(new U(), s) + Nested<U, T>(s);
            private static double Nested<T, U>(double s) where T : IPayoff where U : IPayoff
            {
                double Local<V>(double t) where V : IPayoff => T.Scale(t) - V.Scale(t);
                return Local<U>(s);
            }
            internal static double Root(this double x, double shift = 0.5) => Math.Sqrt(x * x + shift);
            internal static int Wrapped(int i, int n) => Folded(i + 3, n);
            private static int Folded(int i, int n) { int k = i % n; return k; }
            internal static bool IsInside(int i, int n) => i >= 0 && i < n;
            internal static bool IsLarge(double x) { double t = x * x; return t > 0.2; }
        }
        """;

    private const string Members = """
        static double Choose(bool first, double u, double v) => first ? u * v : v - u;
        static double Picked(bool first, bool second, double u)
        {
            double s = u;
            if (first) s = s * u;
            if (second && !first) s += 2 * u;
            return s;
        }
        static double Weighted(double u, double v = 3, double w = 0.25, bool square = true) =>
            square ? u * u + v * w : u - v * w;
        static void Add(double[] target, int k, double v) => target[k] += v;
        static double First(double[] v) => v[0] * v[1];
        """;

    private static readonly string[] Bodies =
    [
        // Booleans: constants, flags, comparisons of indices and of data, under conditions.
        "return Choose(true, x[0], a) + Choose(false, x[1], y[1]) + Choose(flag, x[2], y[2]) * Choose(!flag, x[3], a);",
        "double s = 0; for (int i = 0; i < n; i++) s += Choose(i % 2 == 0, x[i], y[i]) * Choose(x[i] > y[i], x[i], a); return s;",
        "double s = 1; for (int i = 0; i < n; i++) { s = Picked(s > 0.5, x[i] > 0, s * x[i]) + Picked(i > 2, flag, y[i]); } return s;",
        "double s = 0; for (int i = 0; i < n; i++) s += i > 0 && Helpers.IsInside(i - 1, n) ? Choose(x[i - 1] > 0, x[i - 1], y[i]) : Picked(i > 1, flag, 1.5); return s;",
        // A condition whose branch changes what it depends on, one side empty.
        "double s = x[0]; for (int i = 0; i < n; i++) { if (s > 0) { } else { s = s * x[i] + y[i]; } s = s * a; } return s;",
        // Named arguments in another order, default values, extension methods, expression bodies.
        "return Weighted(w: x[0], u: y[0]) + Weighted(x[1], square: false) + Weighted(v: a, square: flag, u: x[2]) + Weighted(x[3]);",
        "double s = 0; for (int i = 0; i < n; i++) s += x[i].Root() * y[i].Root(shift: a * a) + Helpers.Root(x[i] * y[i]); return s;",
        // Integers and conditions that helpers compute.
        "double s = 0; for (int i = 0; i < n; i++) s += x[Helpers.Wrapped(i, n)] * y[i]; return s;",
        "for (int i = 0; i < Helpers.Wrapped(n - 2, 2 * n) - 3; i++) x[Helpers.Wrapped(i, n)] *= y[i] * Helpers.Wrapped(i, 3); return x[0] * x[3] + x[4];",
        "double s = 0; for (int i = 0; i < n; i++) { if (Helpers.IsInside(i - 2, n)) s += x[i - 2] * s; if (Helpers.IsLarge(y[i])) s += y[i]; else s -= x[i]; } return s;",
        "int Half(int k) => k / 2; bool IsOdd(int k) => k % 2 == 1; double s = 0; for (int i = 0; i < n; i++) s += IsOdd(i) ? x[Half(i)] * a : y[Half(i) + 1]; return s;",
        // Type parameters: methods of structs that implement an interface, static and not.
        "double s = 0; for (int i = 0; i < n; i++) s += Helpers.Price(new Squared(), x[i]) + Helpers.Price(default(Wave), y[i] * a); return s;",
        "return Helpers.Both<Squared, Wave>(x[0]) * Helpers.Both<Wave, Wave>(x[1]) + Helpers.Both<Wave, Squared>(a);",
        "static double Of<T>(double u) where T : struct, IPayoff => default(T).Value(u) * T.Scale(2); return Of<Squared>(x[0]);",
        // What is written by one call is read by the next.
        "Add(x, 0, a * x[1]); Add(x, 1, First(x)); Add(y, 2, x[0] * x[1]); double s = First(x); double t = First(y); return s + t * y[2];",
        "double s = 0; void Count(double v) { s += v * v; } for (int i = 0; i < n; i++) Count(x[i] + s); Count(a); return s;",
    ];

    /// <summary>Methods of the object itself read its fields, and no other object's.</summary>
    [Fact]
    public void Methods_of_the_instance()
    {
        Compiled compiled = Compiler.Compile(
            """
            using NeuralGen;
            internal abstract class Base { protected virtual double Factor() => 7; }
            internal sealed partial class Model : Base
            {
                private readonly double[] _w = [2, 3];
                private double Scale { get; } = 5;
                private double Weighted(double x, int k) => x * _w[k] * Scaled(x);
                private double Scaled(double x) { double t = x * Scale; return t * Factor() + Local(x); double Local(double y) => y * _w[0]; }
                protected override double Factor() => 11 * Scale;
                [Differentiable] public double F(double x) => Weighted(x, 0) + this.Weighted(x * x, 1);
                public static double Gradient(double x) { new Model().FGradient(x, out double g); return g; }
                public static double Value(double x) => new Model().FForward(x) - new Model().F(x);
            }
            """
        );

        // F = 2x(5x·55 + 2x) + 3x²(5x²·55 + 2x²)
        Assert.Equal(0, (double)compiled.Call("Model", "Value", 0.7)!, 1e-12);
        Assert.Equal((4 * 277 * 0.7) + (12 * 277 * 0.343), (double)compiled.Call("Model", "Gradient", 0.7)!, 1e-9);
    }

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Bodies_in_the_place_of_their_calls(string generation) =>
        Meaning.Agree(Bodies, generation, Members, Types);
}
