using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Parsing;

/// <summary>However a method is declared, what is generated for it compiles beside it without a warning.</summary>
public class GeneratedMembersTests
{
    [Theory]
    [InlineData("public static partial class C { [Differentiable] public static float M(float a) => a * a; }")]
    [InlineData("partial struct S { [Differentiable] internal float M(float a) => a * a; }")]
    [InlineData("partial record R { [Differentiable] protected float M(double a) { return (float)(a * a); } }")]
    [InlineData(
        "readonly partial record struct R { [Differentiable] private float M(float a) { return a * a; } public float N(float a) { return M(a); } }"
    )]
    [InlineData("sealed partial record R(Tensor<float> W) { [Differentiable] internal float M(int n) => W[n]; }")]
    [InlineData(
        "partial class C { internal abstract partial class D { private protected partial struct E { [Differentiable] internal static float M(float a) => a; } } }"
    )]
    [InlineData(
        "partial class G<T> where T : class { internal partial class H<U> { [Differentiable] internal static float M(float a, T t, U u) => a; } }"
    )]
    [InlineData(
        "namespace @namespace.@in { partial class @class { [Differentiable] internal static float @void(float @in, Span<float> @out, int @int, Tensor<float> @ref) { float @if = @in; for (int @for = 0; @for < @int; @for++) { @if += @out[@for] * @ref[@for]; } return @if; } } }"
    )]
    [InlineData(
        "partial class C { [Differentiable] public static float F(float a) => a; [Differentiable] internal static double F(double a) => a * a; [Differentiable(Name = \"F\")] internal static void Other(double[] a) { a[0] = 1; } }"
    )]
    [InlineData(
        "static partial class C { [Differentiable] internal static float M(this Tensor<float> x, float b = 0.5f, StringComparison s = StringComparison.Ordinal, string t = \"x\", params float[] c) => x[0] * b * c[0]; }"
    )]
    [InlineData(
        "partial class C { [Differentiable] internal static void M(ReadOnlySpan<double> x, double[] y, Span<double> z, bool b, long n, ReadOnlySpan<int> idx) { for (long i = 0; i < n; i++) { y[i] = b ? 0 : z[(0)]; } for (int i = 0; i < x.Length; i++) { z[idx[i]] += x[i]; } } }"
    )]
    [InlineData(
        "partial class C { [Differentiable] internal float M(float residuals, float seed, float result, float[] lanes, float i) { float a = residuals * seed; return a * result * lanes[0] * i; } }"
    )]
    [InlineData(
        "partial class C { private Tensor<float> W; private readonly float s; private static readonly double[] Table = new double[3]; internal int N { get; } internal C(Tensor<float> w, float t, int n) { W = w; s = t; N = n; } [Differentiable] internal float M(float a) { for (int i = 0; i < N; i++) { a += W[i] * s * (float)Table[i]; } return a; } }"
    )]
    [InlineData(
        "partial class C { private readonly Tensor<float> W = new Tensor<float>(3); [Differentiable] internal float M(float W) => this.W[0] * W; }"
    )]
    [InlineData(
        "partial class C { private static readonly Tensor<float> W = new Tensor<float>(3); [Differentiable] internal static float M(float W) => C.W[0] * W; [Differentiable] internal static float N(Tensor<float> w) => W[0] * w[0]; }"
    )]
    [InlineData(
        "partial class C { [Differentiable] internal static float M(float a, float b, int n) { for (int i = n - 1; i >= 0; i--) { a = a * b + i; } int unused = n; return a; } }"
    )]
    [InlineData(
        "namespace A { partial class C { [Differentiable] internal static float M(float a) => a; } } namespace B { partial class C { internal partial class C_M { [Differentiable] internal static float M(float a) => a; } [Differentiable] internal static float M(float a) => a; } partial class C<T> { [Differentiable] internal static float M(float a) => a; [Differentiable] internal static float C_M(float a) => a; } }"
    )]
    public void Compile(string source)
    {
        Compiler.Compile(Parsing.Usings + source);
        Compiler.Compile(Parsing.Usings + source, generation: Generation.Unscheduled);
    }
}
