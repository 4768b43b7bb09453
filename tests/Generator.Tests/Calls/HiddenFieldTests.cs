using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Calls;

public class HiddenFieldTests
{
    /// <summary>A callee in an outer type means that type's field, whatever the inner one calls by the same name.</summary>
    [Fact]
    public void A_static_field_that_is_hidden()
    {
        Compiled compiled = Compiler.Compile(
            """
            using NeuralGen;
            public static partial class Outer
            {
                static readonly double Scale = 2;
                static double Scaled(double x) => x * Scale;
                public static partial class C
                {
                    static readonly double Scale = 3;
                    [Differentiable] public static double M(double a) => Scaled(a) * Scale;
                }
            }
            """
        );
        object?[] arguments = [5.0, 0.0];
        Assert.Equal(30.0, compiled.Call("Outer+C", "MGradient", arguments));
        Assert.Equal(6.0, arguments[1]);
    }
}
