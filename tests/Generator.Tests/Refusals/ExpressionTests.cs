using System.Threading.Tasks;
using Xunit;

namespace NeuralGen.Generator.Tests.Refusals;

public class ExpressionTests
{
    [Theory]
    [InlineData("x[0] = {|NG0016:a % 2|};")]
    [InlineData("x[0] = {|NG0016:new float[] { a }|}[0];")]
    [InlineData("x[0] = {|NG0016:x[1..]|}[0];")]
    [InlineData("x[0] = a > 0 ? {|NG0016:y[1..]|}[0] : 1;")]
    [InlineData("for (int i = 0; i < {|NG0016:y[i..]|}.Length; i++) x[0] = a;")]
    [InlineData("x[0] = {|NG0016:X.AsSpan()|}[0] * X[0, 0];")]
    [InlineData("x[0] = {|NG0022:s|}.Length;")]
    [InlineData("x[0] = (float)({|NG0022:1.5m * (decimal)n|});")]
    [InlineData("x[0] = (float){|NG0022:(Half)a|};")]
    [InlineData("x[0] = (float){|NG0022:(object)a|};")]
    [InlineData("x[0] = {|NG0022:s[0]|};")]
    [InlineData("x[0] = a + ({|NG0026:x[1] = a|});")]
    [InlineData("x[0] = a * ({|NG0026:x[1] += a|});")]
    [InlineData("x[0] = {|NG0026:a++|};")]
    [InlineData("float u = 0; x[0] = {|NG0026:u++|};")]
    public Task Numbers(string statements) => Marked.Body(statements);

    [Theory]
    [InlineData("x[0] = {|NG0017:Helper(a)|};")]
    [InlineData("{|NG0017:Helper(a)|}; x[0] = a;")]
    [InlineData("x[0] = {|NG0017:MathF.IEEERemainder(a, 2)|};")]
    [InlineData("x[0] = {|NG0017:MathF.Round(a, 2)|};")]
    [InlineData("x[0] = {|NG0017:MathF.Log(a, x[1])|};")]
    [InlineData("x[0] = {|NG0017:Math.Clamp(a, x[1], 1)|};")]
    [InlineData("x[0] = {|NG0017:Math.Clamp(a, 2, 1)|};")]
    [InlineData("x[0] = {|NG0017:float.MaxNumber(a, 1)|};")]
    [InlineData("{|NG0017:X.CopyFrom(x)|}; x[0] = a;")]
    [InlineData("{|NG0017:x.AsSpan(1).CopyTo(x)|}; x[0] = a;")]
    [InlineData("{|NG0017:Array.Reverse(x)|}; x[0] = a;")]
    [InlineData("{|NG0017:Array.Copy(x, 0, x, 1, 2)|};")]
    [InlineData("x[0] = {|NG0025:x.GetLength(n)|};")]
    [InlineData("x[0] = {|NG0017:Math.BigMul(n, n)|};")]
    [InlineData("x[0] = {|NG0017:Math.Sign(n)|};")]
    [InlineData("{|NG0017:Console.WriteLine(a)|}; x[0] = a;")]
    public Task Calls(string statements) => Marked.Body(statements);

    [Fact]
    public Task Differentiable_callees() =>
        Marked.Members(
            "[Differentiable] float F(float a) => {|NG0018:G(a)|};\n"
                + "[Differentiable] float G(float a) => {|NG0018:F(a)|} * 2;"
        );

    [Theory]
    [InlineData("x[0] = flag ? x[{|NG0023:(int)a|}] : a;")]
    [InlineData("x[{|NG0101:(int)a|}] = 1;")]
    [InlineData("int k = {|NG0101:(int)a|}; x[k] = 1;")]
    [InlineData("x[0] = {|NG0101:(int)a|};")]
    [InlineData("x[0] = n * {|NG0101:(int)a|};")]
    [InlineData("int k = (int)Gradient.Stop(a); x[k] = 1;")]
    [InlineData("x[{|NG0025:n >>> 1|}] = 1;")]
    [InlineData("int k = {|NG0025:X.Rank|}; X[0] = 1;")]
    [InlineData("x[0] = {|NG0025:X.Dim(n)|}; X[0] = 1;")]
    [InlineData("long k = 3; k *= 5; x[0] = X[checked({|NG0025:(int)k|})];")]
    [InlineData("int q = 0; x[{|NG0025:n / q|}] = a;")]
    public Task Integers(string statements) => Marked.Body(statements);

    [Theory]
    [InlineData("X[0, 0] = {|NG0021:X[0]|};")]
    [InlineData("X[0] = {|NG0021:X.Dim(1)|};")]
    [InlineData("x[0] = {|NG0021:X.Length|};")]
    [InlineData("x[0] = X.Dim(1) + {|NG0021:X.Length|};")]
    public Task Ranks(string statements) => Marked.Body(statements);

    [Theory]
    [InlineData("if ({|NG0024:x == null|}) return; x[0] = a;")]
    [InlineData("if ({|NG0024:x is { }|}) x.AsSpan().Fill(a);")]
    [InlineData("x[0] = X[0]; x[0] = {|NG0024:X == null|} ? 1 : a;")]
    [InlineData("x[0] = {|NG0024:idx != null|} ? 1 : a;")]
    [InlineData("x[0] = {|NG0024:s + n|} == \"b\" ? 1 : a;")]
    [InlineData("x[0] = {|NG0024:s.StartsWith(\"b\")|} ? 1 : a;")]
    [InlineData("x[0] = s is {|NG0024:{ Length: 3 }|} ? 1 : a;")]
    [InlineData("x[0] = n is {|NG0024:int k|} ? 1 : a;")]
    [InlineData("x[0] = ({|NG0026:flag = true|}) ? 1 : a;")]
    public Task Conditions(string statements) => Marked.Body(statements);

    [Theory]
    [InlineData("float g = {|NG0020:X.Grad|}[0]; x[0] = g;")]
    [InlineData("x[0] = {|NG0020:Counter|} * a;", "static float Counter;")]
    [InlineData(
        "x[0] = {|NG0020:Other.Value|} * a;",
        "class Other { static readonly float Secret = 1; public static readonly float[] Public = [2]; public static float Value => Secret; }"
    )]
    [InlineData("x[0] = {|NG0020:Computed|} * a;", "static float Computed => 1;")]
    [InlineData("x[0] = {|NG0020:Computed|} * a;", "static float Computed { get => field; } = 2;")]
    [InlineData("x[0] = {|NG0020:Fast|} * a;", "static volatile float Fast;")]
    [InlineData("x[0] = (float){|NG0022:Price|};", "static readonly decimal Price = 1;")]
    public Task Members(string statements, string members = "") =>
        Marked.Members(
            $$"""
            {{members}}
            [Differentiable] static void M(Tensor<float> X, float[] x, float a) { {{statements}} }
            """
        );

    [Fact]
    public Task Members_of_instances() =>
        Marked.Source(
            """
            partial class C(Tensor<float> w)
            {
                C[] others; float a; protected virtual float V { get; set; }
                [Differentiable] void M(float[] x)
                {
                    x[0] = {|NG0020:w|}[0] * {|NG0020:others[0].a|} * {|NG0020:V|} * a;
                    x[1] = x[2];
                }
            }
            """
        );

    [Theory]
    [InlineData("x[0] = {|NG0101:MathF.Floor(a)|};")]
    [InlineData("x[0] = {|NG0101:Math.Sign(a)|} * a;")]
    [InlineData("x[0] = {|NG0101:Activation.Step(a)|};")]
    [InlineData("float u = a * 2; x[0] = {|NG0101:MathF.Round(u)|};")]
    [InlineData("x[0] = MathF.Floor(Gradient.Stop(a)) * a + MathF.Floor(n);")]
    [InlineData("foreach (int k in {|NG0101:x|}) x[0] += k * a;")]
    [InlineData("foreach (long k in {|NG0101:X.AsSpan()|}) x[0] += k * X[0];")]
    [InlineData("foreach (int k in idx) x[0] += k * a; foreach (double v in x) y[0] += (float)v;")]
    [InlineData("x[0] = {|NG0102:a > 0|} ? a : 0;")]
    [InlineData("x[0] = {|NG0102:flag && a > 0|} ? a : 0;")]
    [InlineData("x[0] = flag && n > 2 && Gradient.Stop(a) > 0 ? a : 0;")]
    public Task Warnings(string statements) => Marked.Body(statements);

    [Fact]
    public async Task Several_findings_are_all_reported() =>
        await Marked.Body("x[0] = {|NG0017:Helper(a)|} + {|NG0016:a % 2|}; {|NG0011:lock|} (s) ;");
}
