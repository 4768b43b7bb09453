using System;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Contract;

/// <summary>Structs and tuples of scalars as parameters and results: their gradients and seeds are of the same type.</summary>
public class StructParameterTests
{
    private const string Source = """
        using System;
        using NeuralGen;

        namespace Contract
        {
            public struct Vec { public double X, Y; public int N; public override string ToString() => $"{X} {Y} {N}"; }
            public readonly record struct Point(double X, [NoGrad] double Y);
            public readonly struct Ball { public readonly Vec At; public double Radius { get; } public Ball(double radius, Vec at) { At = at; Radius = radius; } }
            public struct Hidden { private double x; public readonly bool B; public Hidden(double x, bool b) { this.x = x; B = b; } public double Get() => x; }

            public static partial class S
            {
                [Differentiable]
                public static double Energy(Vec v, Point p, double a)
                {
                    v.X *= a;
                    return v.X * v.Y * v.N + p.X * p.Y * v.X;
                }

                [Differentiable]
                public static double Volume(in Ball b, Span<double> x, Vec w)
                {
                    for (int i = 0; i < x.Length; i++)
                        x[i] *= b.Radius * b.At.X * b.At.N;
                    return x[0] * b.At.Y;
                }

                [Differentiable]
                public static (double Sum, double Square, int Count, Point Last) Statistics(Tensor<double> x, double scale)
                {
                    double sum = 0, square = 0;
                    for (int i = 0; i < x.Dim(0); i++)
                    {
                        sum += scale * x[i];
                        square += x[i] * x[i];
                    }
                    return (sum, square, x.Dim(0), new Point(sum * square, scale));
                }

                [Differentiable]
                public static Vec Turn(Vec v, double angle) => new Vec { X = Math.Cos(angle) * v.X - Math.Sin(angle) * v.Y, Y = Math.Sin(angle) * v.X + Math.Cos(angle) * v.Y, N = v.N };

                [Differentiable]
                public static int Count(Span<double> x, double a, Vec v)
                {
                    for (int i = 0; i < x.Length; i++)
                        x[i] *= a;
                    return x.Length + v.N;
                }

                [Differentiable]
                public static bool IsFull(Span<double> x, double a, (int Size, bool Any) limit)
                {
                    x[0] = a * a;
                    return x.Length >= limit.Size && limit.Any;
                }

                // What reflection cannot do.
                public static string EnergyOf()
                {
                    Vec v = new() { X = 2, Y = 3, N = 5 };
                    Vec vGrad = new() { X = 100, Y = 100, N = 100 };
                    double value = EnergyGradient(v, new Point(7, 11), 13, out vGrad, out Point pGrad, out double aGrad);
                    return FormattableString.Invariant($"{value}; {vGrad}; {pGrad.X} {pGrad.Y}; {aGrad}");
                }

                public static string EnergyTwice(double seed)
                {
                    Vec v = new() { X = 2, Y = 3, N = 5 };
                    var residuals = new EnergyResiduals();
                    EnergyForward(v, new Point(7, 11), 13, residuals);
                    Vec vGrad = new() { X = 1000, Y = 1000, N = 1000 };
                    Point pGrad = new(1, 2);
                    double aGrad = 0;
                    EnergyBackward(v, new Point(7, 11), 13, residuals, seed, ref vGrad, ref pGrad, ref aGrad);
                    EnergyBackward(v, new Point(7, 11), 13, residuals, seed, ref vGrad, ref pGrad, ref aGrad);
                    return FormattableString.Invariant($"{vGrad}; {pGrad.X} {pGrad.Y}; {aGrad}");
                }

                public static void EnergyOfOther(double x, int n)
                {
                    var residuals = new EnergyResiduals();
                    EnergyForward(new() { X = 2, Y = 3, N = 5 }, new Point(7, 11), 13, residuals);
                    Vec vGrad = default;
                    Point pGrad = default;
                    double aGrad = 0;
                    EnergyBackward(new() { X = x, Y = 3, N = n }, new Point(7, 11), 13, residuals, 1, ref vGrad, ref pGrad, ref aGrad);
                }

                public static string VolumeOf()
                {
                    Ball b = new(2, new Vec { X = 3, Y = 5, N = 7 });
                    double[] x = [1, 2], xGrad = [9, 9];
                    double value = VolumeGradient(b, x, default, out Ball bGrad, xGrad, out Vec wGrad);
                    return FormattableString.Invariant($"{value}; {bGrad.Radius} {bGrad.At}; {xGrad[0]} {xGrad[1]}; {wGrad}");
                }

                public static string StatisticsOf()
                {
                    Tensor<double> x = Tensor<double>.Wrap(new double[] { 1, 2, 4 }, 3);
                    x.Grad = new Tensor<double>(3);
                    var residuals = new StatisticsResiduals();
                    (double Sum, double Square, int Count, Point Last) s = StatisticsForward(x, 3, residuals);
                    double scaleGrad = 0;
                    StatisticsBackward(x, 3, residuals, (1, 0, 77, new Point(0, 0)), ref scaleGrad);
                    string first = FormattableString.Invariant($"{x.Grad[0]} {x.Grad[2]} {scaleGrad}");
                    StatisticsBackward(x, 3, residuals, (0, 10, 0, new Point(1, 1000)), ref scaleGrad);
                    return FormattableString.Invariant($"{s.Sum} {s.Square} {s.Count} {s.Last.X} {s.Last.Y}; {first}; {x.Grad[0]} {x.Grad[2]} {scaleGrad}");
                }

                public static string TurnOf()
                {
                    Vec v = new() { X = 2, Y = 3, N = 5 };
                    var residuals = new TurnResiduals();
                    Vec w = TurnForward(v, 0.5, residuals);
                    Vec again = TurnForward(v, 0.5);
                    Vec vGrad = default;
                    double angleGrad = 0;
                    TurnBackward(v, 0.5, residuals, new Vec { X = 1, Y = 2, N = 3 }, ref vGrad, ref angleGrad);
                    double c = Math.Cos(0.5), s = Math.Sin(0.5);
                    bool isRight = Near(w.X, c * 2 - s * 3) && Near(w.Y, s * 2 + c * 3) && w.N == 5 && w.Equals(again)
                        && Near(vGrad.X, c + 2 * s) && Near(vGrad.Y, -s + 2 * c) && vGrad.N == 0
                        && Near(angleGrad, -s * 2 - c * 3 + 2 * (c * 2 - s * 3));
                    return isRight ? "" : $"{w}; {again}; {vGrad}; {angleGrad}";
                }

                public static string CountOf()
                {
                    double[] x = [1, 2], xGrad = [3, 5];
                    var residuals = new CountResiduals();
                    int count = CountForward(x, 10, new Vec { N = 40 }, residuals);
                    double aGrad = 0;
                    Vec vGrad = default;
                    CountBackward(x, 10, new Vec { N = 40 }, residuals, xGrad, ref aGrad, ref vGrad);
                    bool full = IsFullForward(x, 3, (2, true)), other = IsFullForward(x, 3, (3, true));
                    return FormattableString.Invariant($"{count}; {xGrad[0]} {xGrad[1]}; {aGrad}; {vGrad}; {full} {other} {x[0]}");
                }

                public static void Overlapping(int which)
                {
                    Vec[] all = new Vec[2];
                    Span<double> numbers = System.Runtime.InteropServices.MemoryMarshal.Cast<Vec, double>(all.AsSpan());
                    double aGrad = 0;
                    Point pGrad = default;
                    if (which == 0)
                        EnergyGradient(default, default, 1, out all[0], out pGrad, out numbers[1]);
                    else if (which == 1)
                        EnergyGradient(default, default, 1, out all[0], out pGrad, out numbers[3]);
                    else if (which == 2)
                    {
                        var ball = new Ball[1];
                        Span<double> inside = System.Runtime.InteropServices.MemoryMarshal.Cast<Ball, double>(ball.AsSpan());
                        VolumeForward(in ball[0], inside, default);
                    }
                    else if (which == 3)
                        VolumeGradient(default, numbers.Slice(0, 1), default, out _, default, out all[1]);
                    else if (which == 4)
                        VolumeGradient(default, numbers.Slice(0, 1), default, out _, numbers.Slice(4, 1), out all[1]);
                    else
                    {
                        EnergyGradient(all[0], default, 1, out all[0], out pGrad, out aGrad);
                        VolumeGradient(default, numbers.Slice(0, 3), default, out _, default, out all[1]);
                    }
                }

                private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-12;
            }
        }
        """;

    private static readonly Lazy<Compiled> _compiled = new(() =>
        Compiler.Compile(Source, new Strictness { Nullable = true })
    );

    private static object? Call(string method, params object?[] arguments) =>
        _compiled.Value.Call("Contract.S", method, arguments);

    [Fact]
    public void MGradient_sets_a_structs_gradient_and_inactive_members_to_zero() =>
        // 2·13·3·5 + 7·11·2·13
        Assert.Equal("2392; 1196 130 0; 286 0; 184", Call("EnergyOf"));

    [Fact]
    public void MBackward_adds_to_a_structs_gradient() =>
        Assert.Equal("5784 1520 0; 1145 0; 736", Call("EnergyTwice", 2.0));

    [Theory]
    [InlineData(2.5, 5)]
    [InlineData(2.0, 6)]
    public void Residuals_record_every_scalar_of_a_struct(double x, int n) =>
        Assert.Throws<InvalidOperationException>(() => Call("EnergyOfOther", x, n));

    [Fact]
    public void A_nested_struct_that_only_a_constructor_makes() =>
        // x0 = 1·2·3·7 = 42, value 42·5.
        Assert.Equal("210; 105 70 42 0; 210 0; 0 0 0", Call("VolumeOf"));

    [Fact]
    public void A_returned_tuple_has_a_seed_of_its_type() =>
        // last.x = 21·21: + 3·21 + 21·2x; square: 10·2x.
        Assert.Equal("21 21 3 441 3; 3 3 7; 128 314 1154", Call("StatisticsOf"));

    [Fact]
    public void A_returned_struct_has_a_seed_of_its_type() => Assert.Equal("", Call("TurnOf"));

    [Fact]
    public void Integer_and_boolean_results_are_inactive() =>
        Assert.Equal("42; 30 50; 13; 0 0 0; True False 9", Call("CountOf"));

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public void A_structs_gradient_overlaps_nothing(int which) =>
        Assert.ThrowsAny<ArgumentException>(() => Call("Overlapping", which));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void A_neighbour_is_no_overlap(int which) => Call("Overlapping", which);

    [Fact]
    public void Only_a_scalar_has_a_gradient_call()
    {
        Type type = _compiled.Value.Type("Contract.S");
        Assert.Null(type.GetMethod("TurnGradient"));
        Assert.Null(type.GetMethod("CountGradient"));
        Assert.NotNull(type.GetMethod("EnergyGradient"));
    }
}
