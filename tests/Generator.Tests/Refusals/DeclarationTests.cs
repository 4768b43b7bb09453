using System.Threading.Tasks;
using Xunit;

namespace NeuralGen.Generator.Tests.Refusals;

public class DeclarationTests
{
    [Fact]
    public Task Types_that_are_not_partial() =>
        Marked.Source(
            """
            class C { [Differentiable] static float {|NG0001:M|}(float a) => a; }
            partial class D { record struct E { [Differentiable] static float {|NG0001:M|}(float a) => a; } }
            class F { partial struct G { [Differentiable] static float {|NG0001:M|}(float a) => a; } }
            """
        );

    [Fact]
    public Task Methods_that_are_chosen_at_run_time() =>
        Marked.Source(
            """
            abstract partial class B
            {
                [Differentiable] public abstract float {|NG0002:F|}(float a);
                [Differentiable] public virtual float {|NG0002:G|}(float a) => a;
                public virtual float H(float a) => a;
                public virtual float I(float a) => a;
            }
            partial class D : B
            {
                [Differentiable] public override float {|NG0002:F|}(float a) => a;
                [Differentiable] public sealed override float G(float a) => a;
            }
            sealed partial class E : B
            {
                public override float F(float a) => a;
                [Differentiable] public override float H(float a) => a;
            }
            """
        );

    [Fact]
    public Task Generic_methods() =>
        Marked.Members("[Differentiable] static float M{|NG0003:<T>|}(T t, float a) => a;");

    [Fact]
    public Task What_is_no_plain_method() =>
        Marked.Source(
            """
            interface I { float M(float a); }
            partial class C : I
            {
                [Differentiable] static async void {|NG0004:A|}(float a) { }
                [Differentiable] private static partial float {|NG0004:P|}(float a);
                private static partial float P(float a) => a;
                [Differentiable] static extern float {|NG0004:E|}(float a);
                [Differentiable] float I.{|NG0004:M|}(float a) => a;
                static float Property { [Differentiable] {|NG0004:get|} => 1; }
                [Differentiable] public static float operator {|NG0004:+|}(C c, float a) => a;
                static void Outer()
                {
                    [Differentiable] static float {|NG0004:Local|}(float a) => a;
                    Func<float, float> f = [Differentiable] (a) {|NG0004:=>|} a;
                }
            }
            """
        );

    [Fact]
    public Task Containers() =>
        Marked.Source(
            """
            partial interface I { [Differentiable] static float {|NG0005:M|}(float a) => a; }
            file partial class F { [Differentiable] static float {|NG0005:M|}(float a) => a; }
            ref partial struct R { [Differentiable] static float {|NG0005:M|}(float a) => a; }
            """
        );

    [Fact]
    public Task Extension_blocks() =>
        Marked.Source(
            "static partial class E { extension(float a) { [Differentiable] public float {|NG0005:M|}(float b) => b; } }"
        );

    [Theory]
    [InlineData("[Differentiable] static int M(float a) => 1;")]
    [InlineData("[Differentiable] static {|NG0006:decimal|} M(float a) => 1;")]
    [InlineData("[Differentiable] static {|NG0006:DateTime|} M(float a) => default;")]
    [InlineData("[Differentiable] static {|NG0006:(float, string)|} M(float a) => (a, \"\");")]
    [InlineData("struct S { float x; } [Differentiable] static {|NG0006:S|} M(float a) => default;")]
    [InlineData("[Differentiable] static {|NG0006:Tensor<float>|} M(Tensor<float> a) => a;")]
    [InlineData("[Differentiable] static {|NG0006:ref float|} M(float[] a) => ref a[0];")]
    [InlineData("[Differentiable] static (float, float) M(float a) => (a, a);")]
    [InlineData("[Differentiable] static {|NG0006:ref readonly float|} M(float[] a) => ref a[0];")]
    public Task Results(string members) => Marked.Members(members);

    [Theory]
    [InlineData("[Differentiable] static void M(float a, out float y) { y = a; }")]
    [InlineData("[Differentiable] static void M(float a, ref float y) { y = a; }")]
    [InlineData("[Differentiable] static float M(in float a) => a;")]
    [InlineData("[Differentiable] static void M(float a, {|NG0007:out int y|}) { {|NG0019:y|} = 1; }")]
    [InlineData("[Differentiable] static void M(float a, {|NG0007:ref int y|}) { }")]
    [InlineData("[Differentiable] static void M(float a, {|NG0007:ref float[] y|}) { }")]
    [InlineData("[Differentiable] static void M(float a, {|NG0007:in float[] y|}) { }")]
    [InlineData("struct S { float x; string s; } [Differentiable] static float M(float a, {|NG0007:S s|}) => a;")]
    [InlineData("struct S { float x; string s; } [Differentiable] static float M(float a, [NoGrad] S s) => a;")]
    [InlineData("struct S { int x; string s; } [Differentiable] static float M(float a, S s) => a;")]
    [InlineData("[Differentiable] static float M(float a, {|NG0007:System.Numerics.Complex s|}) => a;")]
    [InlineData("public struct S { float x; } [Differentiable] static float M(float a, {|NG0007:ref S s|}) => a;")]
    [InlineData("struct S { public float x; } [Differentiable] static float M(float a, S s) => a * s.x;")]
    [InlineData("[Differentiable] static unsafe float M({|NG0007:float* p|}, float a) => a;")]
    public Task Parameters(string members) => Marked.Members(members);

    [Theory]
    [InlineData("static void MForward() { } [Differentiable] static float {|NG0008:M|}(float a) => a;")]
    [InlineData("int MBackward; [Differentiable] static float {|NG0008:M|}(float a) => a;")]
    [InlineData("class MResiduals { } [Differentiable] static float {|NG0008:M|}(float a) => a;")]
    [InlineData("static void MGradient() { } [Differentiable] static float {|NG0008:M|}(float a) => a;")]
    [InlineData("static void MGradient() { } [Differentiable] static void M(float[] a) { a[0] = 1; }")]
    [InlineData(
        "[Differentiable(Name = \"Z\")] static float {|NG0008:M|}(float a) => a; [Differentiable] static double {|NG0008:Z|}(float b) => b;"
    )]
    [InlineData(
        "[Differentiable] static float {|NG0008:M|}(Span<float> a, Span<float> b) => a[0]; "
            + "[Differentiable] static float {|NG0008:M|}(Span<float> a, [NoGrad] Span<float> b, [NoGrad] Span<float> c) => a[0];"
    )]
    [InlineData("[Differentiable] static float M({|NG0008:float x|}, int xGrad) => x;")]
    [InlineData("[Differentiable] static float M(Tensor<float> x, int xGrad) => x[0];")]
    [InlineData("[Differentiable(Name = \"1x\")] static float {|NG0009:M|}(float a) => a;")]
    public Task Names(string members) => Marked.Members(members);

    [Theory]
    [InlineData("[Differentiable(null)] static float M(float a) => a;")]
    [InlineData("[Differentiable(new[] { \"a\" })] static float M(float a) => a;")]
    [InlineData("[Differentiable({|NG0009:\"b\"|})] static float M(float a) => a;")]
    [InlineData("[Differentiable(nameof(a), {|NG0009:nameof(n)|})] static float M(float a, int n) => a;")]
    [InlineData("[Differentiable({|NG0009:nameof(a)|})] static float M([NoGrad] float a) => a;")]
    [InlineData("Tensor<float> W; [Differentiable({|NG0009:nameof(W)|})] float M(float a) => a;")]
    [InlineData("Tensor<float> W; [Differentiable(nameof(W))] float M(float a) => a * W[0];")]
    public Task Selections(string members) => Marked.Members(members);

    [Theory]
    [InlineData("[Differentiable] static float {|NG0010:M|}(int n, bool b, string s) => n;")]
    [InlineData("[Differentiable] static float {|NG0010:M|}([NoGrad] float a) => a;")]
    [InlineData("[Differentiable] static float {|NG0010:M|}() => 1;")]
    public Task Nothing_to_differentiate_for(string members) => Marked.Members(members);

    [Fact]
    public async Task Messages_say_why_and_what_to_write_instead() =>
        Assert.Equal(
            "'lock' cannot be differentiated: resources and locks have no derivative. Take them in the caller.",
            await Marked.Message("[Differentiable] static void M(float[] x, object o) { lock (o) x[0] = 1; }")
        );
}
