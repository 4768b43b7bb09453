using System;
using Microsoft.CodeAnalysis;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Harness;

public class HarnessTests
{
    private const string Square =
        "namespace P { internal static class C { internal static float Square(float x) { return x * x; } } }";

    [Theory]
    [InlineData(OptimizationLevel.Release)]
    [InlineData(OptimizationLevel.Debug)]
    public void Compiles_loads_and_calls(OptimizationLevel optimization)
    {
        Compiled compiled = Compiler.Compile(Square, new Strictness { Optimization = optimization });

        Assert.Equal(9f, compiled.Call("P.C", "Square", 3f));
        Assert.Equal(9f, compiled.Delegate<Func<float, float>>("P.C", "Square")(3f));
    }

    [Fact]
    public void A_warning_fails_and_shows_the_code()
    {
        var failure = Assert.ThrowsAny<Exception>(() =>
            Compiler.Compile("internal static class C { internal static void M() { int unused = 1; } }")
        );

        Assert.Contains("CS0219", failure.Message, StringComparison.Ordinal);
        Assert.Contains("int unused = 1;", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Arithmetic_is_checked()
    {
        Compiled compiled = Compiler.Compile(
            "internal static class C { internal static int Next(int i) { return i + 1; } }"
        );

        Assert.Throws<OverflowException>(() => compiled.Call("C", "Next", int.MaxValue));
    }
}
