using System;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Contract;

/// <summary><c>out</c>, <c>ref</c> and <c>in</c> numbers.</summary>
public class ReferenceTests
{
    private const string Source = """
        using System;
        using NeuralGen;

        namespace Contract
        {
            public static partial class R
            {
                [Differentiable]
                public static void Sums(double[] x, in double a, out double sum, out double square)
                {
                    sum = 0;
                    square = 0;
                    for (int i = 0; i < x.Length; i++)
                    {
                        sum += x[i] * a;
                        square += sum * x[i];
                    }
                    square = square * square;
                }

                [Differentiable]
                public static double Both(double a, out double exp, [NoGrad] out double other)
                {
                    exp = Math.Exp(a);
                    other = exp * exp;
                    return exp * other;
                }

                [Differentiable]
                public static void Update(ref double state, double rate, double[] x)
                {
                    for (int i = 0; i < x.Length; i++)
                        state = state * rate + x[i];
                }

                [Differentiable]
                public static void Set(ref double y, double a) => y = a * a;

                [Differentiable]
                public static double Step(ref double y, double a)
                {
                    y *= a;
                    return y * y;
                }

                [Differentiable]
                public static double Read(in double a, ref readonly double b, ref double y, Span<double> x)
                {
                    x[0] = a * b * y;
                    return x[0] * a;
                }

                public static string SumsOf()
                {
                    double[] x = [2, 3], xGrad = [0, 0];
                    double a = 5, aGrad = 0;
                    var residuals = new SumsResiduals();
                    SumsForward(x, in a, out double sum, out double square, residuals);
                    SumsForward(x, a, out double sum2, out double square2);
                    SumsBackward(x, a, residuals, xGrad, ref aGrad, 1, 0);
                    string first = FormattableString.Invariant($"{xGrad[0]} {xGrad[1]} {aGrad}");
                    SumsBackward(x, a, residuals, xGrad, ref aGrad, 0, 1);
                    return FormattableString.Invariant($"{sum} {square} {sum2} {square2}; {first}; {xGrad[0]} {xGrad[1]} {aGrad}");
                }

                public static double BothOf(double a)
                {
                    double value = BothGradient(a, out double exp, out double other, out double aGrad);
                    double e = Math.Exp(a), added = 0;
                    var residuals = new BothResiduals();
                    BothForward(a, out exp, out other, residuals);
                    BothBackward(a, residuals, 0, ref added, 7);
                    return Math.Abs(value - e * e * e) + Math.Abs(exp - e) + Math.Abs(other - e * e) + Math.Abs(aGrad - 3 * e * e * e)
                        + Math.Abs(added - 7 * e);
                }

                public static string UpdateOf()
                {
                    double[] x = [2, 3], xGrad = [0, 0];
                    double state = 7, rateGrad = 0, stateGrad = 100;
                    var residuals = new UpdateResiduals();
                    UpdateForward(ref state, 10, x, residuals);
                    UpdateBackward(state, 10, x, residuals, ref stateGrad, ref rateGrad, xGrad);
                    return FormattableString.Invariant($"{state}; {stateGrad} {rateGrad} {xGrad[0]} {xGrad[1]}");
                }

                public static void UpdateOfOther()
                {
                    double[] x = [2, 3];
                    double state = 7, rateGrad = 0, stateGrad = 100;
                    var residuals = new UpdateResiduals();
                    UpdateForward(ref state, 10, x, residuals);
                    UpdateBackward(7, 10, x, residuals, ref stateGrad, ref rateGrad, x);
                }

                public static string SetOf()
                {
                    double y = 1, yGrad = 10, aGrad = 1;
                    var residuals = new SetResiduals();
                    SetForward(ref y, 3, residuals);
                    SetBackward(y, 3, residuals, ref yGrad, ref aGrad);
                    return FormattableString.Invariant($"{y}; {yGrad} {aGrad}");
                }

                public static string StepOf()
                {
                    double y = 2;
                    double value = StepGradient(ref y, 3, out double yGrad, out double aGrad);
                    return FormattableString.Invariant($"{value} {y}; {yGrad} {aGrad}");
                }

                public static void Overlapping(int which)
                {
                    double[] x = [1, 2, 3];
                    double a = 1, b = 2, y = 3, yGrad = 0;
                    Span<double> none = default;
                    switch (which)
                    {
                        case 0: SumsForward(x, in a, out a, out b); break;
                        case 1: SumsForward(x, in a, out b, out b); break;
                        case 2: SumsForward(x, in a, out x[1], out b); break;
                        case 3: UpdateForward(ref x[2], 1, x); break;
                        case 4: ReadForward(in x[1], in b, ref y, x); break;
                        case 5: ReadForward(in a, in x[1], ref y, x); break;
                        case 6: ReadForward(in a, in b, ref x[2], x); break;
                        case 7: StepGradient(ref y, 2, out y, out a); break;
                        case 8: StepGradient(ref y, 2, out a, out a); break;
                        case 9: ReadGradient(in a, in b, ref y, x.AsSpan(0, 1), out a, out double bGrad, out yGrad, none); break;
                        case 10: ReadGradient(in a, in b, ref y, x.AsSpan(0, 1), out x[2], out bGrad, out yGrad, x.AsSpan(1)); break;
                        // Allowed: nothing that is written is anything else.
                        case 20: ReadForward(in a, in a, ref y, x.AsSpan(0, 1)); break;
                        case 21: ReadForward(in x[1], in x[1], ref x[2], x.AsSpan(0, 1)); break;
                        case 22: SumsForward(x, x[0], out a, out b); break;
                        case 23: ReadForward(in a, in a, ref a, x.AsSpan(0, 1)); break;
                    }
                }
            }
        }
        """;

    private static readonly Lazy<Compiled> _compiled = new(() =>
        Compiler.Compile(Source, new Strictness { Nullable = true })
    );

    private static object? Call(string method, params object?[] arguments) =>
        _compiled.Value.Call("Contract.R", method, arguments);

    [Fact]
    public void The_gradient_of_an_out_parameter_is_given_by_value() =>
        // sum = 10, 25; square = (20 + 75)²; its root's gradient is (2·2·5 + 3·5, 2·5 + 2·3·5) and 19.
        Assert.Equal("25 9025 25 9025; 5 5 5; 6655 7605 3615", Call("SumsOf"));

    [Theory]
    [InlineData(0.5)]
    [InlineData(-1.0)]
    public void MGradient_takes_nothing_in_through_an_out_parameter(double a) =>
        Assert.Equal(0, (double)Call("BothOf", a)!, 1e-12);

    [Fact]
    public void A_ref_numbers_gradient_goes_from_the_final_to_the_initial_value() =>
        // (7·10 + 2)·10 + 3
        Assert.Equal("723; 10000 14200 1000 100", Call("UpdateOf"));

    [Fact]
    public void MBackward_takes_a_ref_number_as_the_forward_pass_left_it() =>
        Assert.Throws<InvalidOperationException>(() => Call("UpdateOfOther"));

    [Fact]
    public void A_ref_number_that_is_only_written_is_a_pure_output() => Assert.Equal("9; 10 61", Call("SetOf"));

    [Fact]
    public void MGradient_of_a_ref_number() => Assert.Equal("36 6; 36 24", Call("StepOf"));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    public void A_reference_may_not_be_part_of_what_is_written(int which) =>
        Assert.ThrowsAny<ArgumentException>(() => Call("Overlapping", which));

    [Theory]
    [InlineData(20)]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(23)]
    public void References_that_are_only_read_may_be_one(int which) => Call("Overlapping", which);
}
