using System;
using System.Collections.Generic;
using System.Linq;
using NeuralGen.CompilerServices.V1;
using Xunit;

namespace NeuralGen.Tests.Kernels;

public class LanesAccuracyTests
{
    private const double SingleBound = 3;

    // The references are the system's functions, themselves within 1 ULP, or expressions in them.
    private const double DoubleBound = 4;

    public static TheoryData<string> Names => [.. s_functions.Keys];

    private static readonly Dictionary<
        string,
        (Func<float, float> Single, Func<double, double> Double, Func<double, double> Exact, double Reach)
    > s_functions = new()
    {
        ["Exp"] = (Lanes.Exp, Lanes.Exp, Math.Exp, 100),
        ["Expm1"] = (Lanes.Expm1, Lanes.Expm1, Reference.Expm1, 90),
        ["Exp2"] = (Lanes.Exp2, Lanes.Exp2, x => Math.Pow(2, x), 150),
        ["Log"] = (Lanes.Log, Lanes.Log, Math.Log, 100),
        ["Log1p"] = (Lanes.Log1p, Lanes.Log1p, Reference.Log1p, 100),
        ["Log2"] = (Lanes.Log2, Lanes.Log2, Math.Log2, 100),
        ["Log10"] = (Lanes.Log10, Lanes.Log10, Math.Log10, 100),
        ["Sin"] = (Lanes.Sin, Lanes.Sin, Math.Sin, 1000),
        ["Cos"] = (Lanes.Cos, Lanes.Cos, Math.Cos, 1000),
        ["Tan"] = (Lanes.Tan, Lanes.Tan, Math.Tan, 1000),
        ["Asin"] = (Lanes.Asin, Lanes.Asin, Math.Asin, 1),
        ["Acos"] = (Lanes.Acos, Lanes.Acos, Math.Acos, 1),
        ["Atan"] = (Lanes.Atan, Lanes.Atan, Math.Atan, 100),
        ["Sinh"] = (Lanes.Sinh, Lanes.Sinh, Math.Sinh, 90),
        ["Cosh"] = (Lanes.Cosh, Lanes.Cosh, Math.Cosh, 90),
        ["Tanh"] = (Lanes.Tanh, Lanes.Tanh, Math.Tanh, 20),
        ["Asinh"] = (Lanes.Asinh, Lanes.Asinh, Math.Asinh, 100),
        ["Acosh"] = (Lanes.Acosh, Lanes.Acosh, Math.Acosh, 100),
        ["Atanh"] = (Lanes.Atanh, Lanes.Atanh, Math.Atanh, 1),
        ["Sqrt"] = (Lanes.Sqrt, Lanes.Sqrt, Math.Sqrt, 100),
        ["Cbrt"] = (Lanes.Cbrt, Lanes.Cbrt, Math.Cbrt, 100),
        ["Sigmoid"] = (Lanes.Sigmoid, Lanes.Sigmoid, Reference.Sigmoid, 110),
        ["Softplus"] = (Lanes.Softplus, Lanes.Softplus, Reference.Softplus, 110),
        ["Erf"] = (Lanes.Erf, Lanes.Erf, Reference.Erf, 6),
        ["Gelu"] = (Lanes.Gelu, Lanes.Gelu, Reference.Gelu, 9),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Single_precision_is_within_three_ulps(string name)
    {
        var (function, _, exact, reach) = s_functions[name];
        int count = name is "Erf" or "Gelu" ? 1000 : 20000;
        IEnumerable<float> arguments = Arguments
            .Sweep(-reach, reach, count)
            .Concat(Arguments.Sweep(-1.5, 1.5, count))
            .Concat(Arguments.Magnitudes(1e-45, name is "Erf" or "Gelu" ? 10 : 3e38, count / 4))
            .Select(x => (float)x)
            .Concat(Arguments.SpecialSingles);
        foreach (float x in arguments)
        {
            double error = Ulps.Of(function(x), exact(x));
            Assert.True(error <= SingleBound, $"{name}({x:R}) = {function(x):R}, exactly {exact(x):R}: {error} ULP");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Double_precision_is_within_four_ulps(string name)
    {
        var (_, function, exact, reach) = s_functions[name];
        int count = name is "Erf" or "Gelu" ? 1000 : 20000;
        IEnumerable<double> arguments = Arguments
            .Sweep(-reach, reach, count)
            .Concat(Arguments.Sweep(-1.5, 1.5, count))
            .Concat(Arguments.Magnitudes(5e-324, name is "Erf" or "Gelu" ? 10 : 1e308, count / 4))
            .Concat(Arguments.SpecialDoubles);
        foreach (double x in arguments)
        {
            double error = Ulps.Of(function(x), exact(x));
            Assert.True(error <= DoubleBound, $"{name}({x:R}) = {function(x):R}, exactly {exact(x):R}: {error} ULP");
        }
    }

    [Fact]
    public void The_derivative_of_gelu_is_right_to_rounding()
    {
        foreach (double x in Arguments.Sweep(-9, 9, 500))
        {
            double exact = Reference.NormalDistribution(x) + x * Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI);
            Assert.Equal(exact, Lanes.GeluDerivative(x), 1e-15);
            Assert.Equal(exact, Lanes.GeluDerivative((float)x), 1e-6);
        }
        Assert.Equal(1.0, Lanes.GeluDerivative(double.PositiveInfinity));
        Assert.Equal(0.0, Lanes.GeluDerivative(double.NegativeInfinity));
        Assert.Equal(double.NaN, Lanes.GeluDerivative(double.NaN));
    }

    [Fact]
    public void Zeros_keep_their_sign()
    {
        foreach (string name in s_functions.Keys)
        {
            var (single, inDouble, exact, _) = s_functions[name];
            if (exact(-0.0) != 0)
                continue;
            Assert.True(double.IsNegative(inDouble(-0.0)) == double.IsNegative(exact(-0.0)), name);
            Assert.True(float.IsNegative(single(-0f)) == double.IsNegative(exact(-0.0)), name);
        }
    }
}
