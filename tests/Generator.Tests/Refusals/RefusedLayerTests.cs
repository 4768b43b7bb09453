using System.Linq;
using Microsoft.CodeAnalysis;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Refusals;

/// <summary>
/// A layer whose method is refused has the members that its class must have, or the compiler would tell of nothing else; but no
/// program can be built with them.
/// </summary>
public class RefusedLayerTests
{
    [Theory]
    [InlineData("partial class L : Layer", "Y[i] = X[i] * float.Parse(\"3\");")]
    [InlineData("partial class L(int n) : Layer", "Y[n] = X[i];")]
    [InlineData("sealed partial class @for<T> : Base where T : class", "goto end; end: ;")]
    public void Members_are_there_and_do_not_compile(string type, string statements)
    {
        Attempt attempt = Compile(type, statements, "");
        Assert.Equal(["CS0619"], Errors(attempt));
        Assert.Single(attempt.Generated);
    }

    [Fact]
    public void What_the_class_declares_is_left_to_it()
    {
        const string passes = """
            public override Tensor<float> Forward(Tensor<float> input) => input;
            public override void Backward() { }
            """;
        Assert.Equal(["CS0619"], Errors(Compile("partial class L : Layer", "goto end; end: Y[i] = X[i];", passes)));
        const string shape = "public override int[] OutputShape(ReadOnlySpan<int> s) => [];";
        Assert.Empty(Errors(Compile("partial class L : Layer", "goto end; end: Y[i] = X[i];", passes + shape)));
    }

    /// <summary>Nothing can be added to a class that is not partial.</summary>
    [Fact]
    public void Not_partial()
    {
        Attempt attempt = Compile("class L : Layer", "Y[i] = X[i];", "");
        Assert.Equal(["CS0534", "CS0534", "CS0534"], Errors(attempt));
        Assert.Empty(attempt.Generated);
    }

    private static Attempt Compile(string type, string statements, string members) =>
        Compiler.Try([
            $$"""
            using System;
            using NeuralGen;
            namespace User
            {
                public abstract class Base : Layer { }
                public {{type}}
                {
                    [Differentiable]
                    private void M(Tensor<float> X, Tensor<float> Y)
                    {
                        for (int i = 0; i < X.Dim(0); i++) { {{statements}} }
                    }
                    {{members}}
                }
            }
            """,
        ]);

    private static string[] Errors(Attempt attempt) =>
        [.. attempt.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Id)];
}
