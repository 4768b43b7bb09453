using System;
using System.Threading.Tasks;
using NeuralGen.Generator.Tests.Harness;
using NeuralGen.Generator.Tests.Refusals;
using Xunit;

namespace NeuralGen.Generator.Tests.Calls;

/// <summary>Generic methods of numbers are read as the methods of float or double that they are called for.</summary>
public class GenericMathTests
{
    private const string Members = """
        static T Square<T>(T x) where T : System.Numerics.INumber<T> => x * x;
        static T Quartic<T>(T x) where T : System.Numerics.INumber<T> => Square(Square(x)) - Square<T>(-x);
        static T Lerp<T>(T a, T b, T t) where T : System.Numerics.INumber<T> => a + (b - a) * t;
        static T Softplus<T>(T x) where T : System.Numerics.IFloatingPointIeee754<T> => T.Log(T.One + T.Exp(x)) + T.Pi;
        static T Power<T>(T x, int n) where T : System.Numerics.INumber<T> { T p = T.One; for (int i = 0; i < n; i++) p *= x; return p; }
        static T Norm<T>(ReadOnlySpan<T> v) where T : System.Numerics.IRootFunctions<T> { T s = T.Zero; foreach (T e in v) s += e * e; return T.Sqrt(s); }
        static void Scale<T>(T[] v, T by) where T : System.Numerics.INumber<T> { for (int i = 0; i < v.Length; i++) v[i] *= by; }
        static T Between<T>(T v, T low) where T : System.Numerics.INumber<T> => T.Max(low, T.Min(v, T.One)) * T.CreateChecked(0.5) + T.CreateTruncating(2) * v;
        static T Sloped<T>(T v) where T : System.Numerics.INumber<T>, System.Numerics.ISignedNumber<T> { if (v > T.Zero) return v; T w = v / T.CreateChecked(3); return v < T.NegativeOne ? w : w + v * v; }
        static T Cubed<T>(T x) where T : struct, System.Numerics.INumber<T> { var square = x * x; x = square * x; return x; }
        static U Mixed<T, U>(T x, U y) where T : System.Numerics.INumber<T> where U : System.Numerics.INumber<U> => U.CreateChecked(x) * y;
        static class Polynomial<T> where T : System.Numerics.INumber<T> { public static T Horner(T[] c, T x) { T s = T.Zero; for (int i = c.Length - 1; i >= 0; i--) s = s * x + c[i]; return s; } }
        static T Which<T>(T x) where T : System.Numerics.INumber<T> => x * x * x;
        static double Which(double x) => x;
        static T Called<T>(T x) where T : System.Numerics.INumber<T> => Which<T>(x);
        static void Split<T>(T v, out T half, ref T sum) where T : System.Numerics.INumber<T> { half = v / (T.One + T.One); sum += half * v; }
        """;

    private static readonly string[] Bodies =
    [
        "return Square(a) * x[0] + Square(x[1]);",
        "return Quartic(a) + Quartic(x[0] * y[0]);",
        "double s = 0; for (int i = 0; i < n; i++) s += Lerp(x[i], y[i], a) * Softplus(x[i]); return s;",
        "double s = 0; for (int i = 0; i < n; i++) s += Power(x[i], i) * Power(a, 3); return s;",
        "return Norm<double>(x) * Norm<double>(y.AsSpan(1));",
        "Scale(x, a); Scale(x, y[0]); return x[0] * x[1] + x[n - 1];",
        "double s = 0; for (int i = 0; i < n; i++) s += Between(x[i], a) + Sloped(y[i]) * (x[i] > 0 ? Sloped(a) : Square(a)); return s;",
        "double s = 0; for (int i = 0; i < n; i++) { x[i] = Cubed(x[i] * 0.5); s += x[i] * y[i]; } return s * Cubed(s);",
        "return Mixed(x[0], y[1]) * Square(x[2]) + Mixed(2f, x[1]);",
        "return Polynomial<double>.Horner(x, a) * Polynomial<double>.Horner(y, x[0]);",
        "return Which<double>(a) + Which(x[0]) * Called(x[1]);",
        "double s = a; Split(x[0], out double h, ref s); Split(h * s, out double k, ref s); return h * k * s;",
        "double t = y[0]; T Shifted<T>(T v) where T : System.Numerics.INumber<T> => v * v + T.CreateChecked(t) * T.CreateChecked(a); double s = Shifted(x[0]) * Shifted(x[1]); t *= 2; return s;",
        "T Twice<T>(T v) where T : System.Numerics.INumber<T> => v + v; double s = 0; for (int i = 0; i < n; i++) s += Twice(x[i]) * Twice(y[i] * a); return s;",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Values_and_gradients(string generation) => Meaning.Agree(Bodies, generation, Members);

    /// <summary>In a loop of floats the generic method is one of floats.</summary>
    [Fact]
    public void Float_stays_float()
    {
        Compiled compiled = Compiler.Compile(
            """
            using System.Numerics;
            using NeuralGen;
            public static partial class P
            {
                static T Logistic<T>(this T x) where T : IFloatingPointIeee754<T> => T.One / (T.One + T.Exp(-x));

                [Differentiable]
                public static float M(float x) => x.Logistic();
            }
            """
        );
        Assert.All(compiled.Generated, file => Assert.DoesNotContain("double", file.Text, StringComparison.Ordinal));
    }

    [Theory]
    // With T = double another overload would be meant.
    [InlineData(
        "static T F<T>(T x) where T : INumber<T> => G(x); static T G<T>(T x) => x; static double G(double x) => 2 * x;"
    )]
    // Of the object, and of a number that has no differentiable counterpart.
    [InlineData("T F<T>(T x) where T : INumber<T> => x * x;")]
    [InlineData("static T F<T>(T x) where T : IFloatingPointIeee754<T> => T.Hypot(x, x);")]
    // Of an open type "is 0" asks whether it is an int: of a double it would ask for the number.
    [InlineData("static T F<T>(T x) where T : INumber<T> => x is 0 ? x : x * x;")]
    [InlineData("static T F<T>(T x) where T : INumber<T> => x is int ? x : x * x;")]
    [InlineData("static T F<T>(T x) where T : INumber<T> => x switch { 0 => x, _ => x * x };")]
    [InlineData("static T F<T>(T x) where T : INumber<T> { switch (x) { case 0: return x; default: return x * x; } }")]
    [InlineData("static T F<T>(T x) where T : INumber<T> => (x, 1) is (0, 1) ? x : x * x;")]
    [InlineData("static T F<T>(T x) where T : INumber<T> => x > T.One ? F(x / (T.One + T.One)) : x;")]
    public Task Refused(string members) =>
        Marked.Source(
            "using System.Numerics;\npartial class C { "
                + members
                + " [Differentiable] double M(double a) => {|NG0017:F(a)|}; }"
        );
}
