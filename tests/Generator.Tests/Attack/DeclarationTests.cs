using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Attack;

/// <summary>Where a method is declared, and under which names.</summary>
public class DeclarationTests
{
    private const string Square = "[NeuralGen.Differentiable] public static double F(double x) { return x * x; }";

    [Theory]
    [InlineData("namespace N { public partial class Foo { $ } public partial class foO { $ } }")]
    [InlineData("namespace N { public partial class A { $ } } namespace n { public partial class A { $ } }")]
    [InlineData("public partial class A { public partial class B { $ } public partial class b { $ } }")]
    [InlineData(
        "namespace N.M { public partial class A { $ } } namespace N { public partial class m { public partial class A { $ } } }"
    )]
    [InlineData("public partial class A<T> { $ } public partial class A<T, U> { $ } public partial class a<T> { $ }")]
    public void Names_may_differ_only_by_case(string declarations)
    {
        string source = declarations.Replace("$", Square, System.StringComparison.Ordinal);

        Attempt attempt = Compiler.Try([source]);

        // CS8981: a type's name of lower-case letters alone.
        Assert.All(attempt.Diagnostics, d => Assert.Equal("CS8981", d.Id));
    }

    [Fact]
    public void A_derived_class_may_hide_a_derivative()
    {
        Compiler.Compile(
            """
            public partial class A { [NeuralGen.Differentiable] public double M(double x) { return x * x; } }
            public partial class B : A { [NeuralGen.Differentiable] public new double M(double x) { return x * x * x; } }
            public partial class C : A { [NeuralGen.Differentiable] public double M(double x, double y) { return x * y; } }
            """
        );
    }
}
