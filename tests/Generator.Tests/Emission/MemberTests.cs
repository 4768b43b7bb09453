using System;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Emission;

/// <summary>The members that the user calls, for every way to declare a method: that they compile is half of the test.</summary>
public class MemberTests
{
    private const string Source = """
        using System;
        using NeuralGen;

        public static partial class Global
        {
            [Differentiable]
            public static double Scale(this double x, double factor = 2) { return x * factor; }

            public static double ScaleOf3() { return 3.0.ScaleForward(); }

            public static double[] ScaleGradients()
            {
                double value = 3.0.ScaleGradient(4, out double x, out double factor);
                return [value, x, factor];
            }
        }

        namespace Outer.Inner
        {
            public partial struct Holder
            {
                internal partial class Nest<T>
                {
                    private Tensor<float> _weights = Tensor<float>.Wrap([1, 2, 3], 3);
                    private readonly float residuals = 2;
                    private bool seed = true;

                    [Differentiable]
                    private protected float Dot(ReadOnlySpan<float> @class, int result, [NoGrad] string unused)
                    {
                        float s = 0;
                        for (int @for = 0; @for < result; @for++)
                            s += seed ? @class[@for] * _weights[@for] * residuals : 0f;
                        return s;
                    }

                    public float[] Run()
                    {
                        _weights.Grad = new Tensor<float>(3);
                        var xGrad = new float[3];
                        float value = DotGradient(new float[] { 4, 5, 6 }, 3, "", xGrad);
                        return [value, .. xGrad, .. _weights.Grad.AsSpan()];
                    }

                    public float Forward() { return DotForward(new float[] { 4, 5, 6 }, 2, ""); }

                    public void Release() { DotResiduals.ReleaseThreadCache(); }
                }
            }

            public static class Runner
            {
                public static float[] Run() { return new Holder.Nest<string>().Run(); }

                public static float Forward() { return new Holder.Nest<int>().Forward(); }
            }

            public static partial class Overloads
            {
                [Differentiable]
                public static float Square(float x) { return x * x; }

                [Differentiable]
                internal static double Square(double x) { return x * x; }

                [Differentiable]
                public static void Square(float[] x, float[] y)
                {
                    for (int i = 0; i < x.Length; i++)
                        y[i] = x[i] * x[i];
                }

                public static double Run()
                {
                    var residuals = new SquareResiduals();
                    double value = SquareForward(3.0, residuals);
                    double xGrad = 1;
                    SquareBackward(3.0, residuals, 2.0, ref xGrad);
                    float fromFloat = SquareGradient(2f, out float g);
                    return value + 100 * xGrad + fromFloat + g;
                }

                public static void OtherOverload()
                {
                    var residuals = new SquareResiduals();
                    SquareForward(3.0, residuals);
                    float xGrad = 1;
                    SquareBackward(3f, residuals, 2f, ref xGrad);
                }
            }
        }
        """;

    private static readonly Lazy<Compiled> s_compiled = new(() => Compiler.Compile(Source));

    [Fact]
    public void An_extension_method_with_a_default_value()
    {
        Assert.Equal(6.0, s_compiled.Value.Call("Global", "ScaleOf3"));
        Assert.Equal(new double[] { 12, 4, 3 }, s_compiled.Value.Call("Global", "ScaleGradients"));
    }

    [Fact]
    public void An_instance_method_with_fields_and_names_that_collide()
    {
        Assert.Equal(new float[] { 64, 2, 4, 6, 8, 10, 12 }, s_compiled.Value.Call("Outer.Inner.Runner", "Run"));
        Assert.Equal(28f, s_compiled.Value.Call("Outer.Inner.Runner", "Forward"));
    }

    [Fact]
    public void Overloads_share_their_residuals_type_but_not_what_is_in_it()
    {
        Assert.Equal(9 + 1300 + 4 + 4.0, s_compiled.Value.Call("Outer.Inner.Overloads", "Run"));
        Assert.Throws<InvalidOperationException>(() => s_compiled.Value.Call("Outer.Inner.Overloads", "OtherOverload"));
    }
}
